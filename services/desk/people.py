"""The counter for what concerns the visitor: commune, zones, language, news, phone, erasure."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from bot.ports import CommuneView, SessionView, ZoneView
from models import Contact, PublicSession, Zone
from services.contacts import ADDRESS
from services.desk.counter import Counter
from services.erasure import erase_contact
from services.limits import may_ask


class PeopleDesk(Counter):
    """The visitor and the commune."""

    def commune(self) -> CommuneView:
        """Return the commune as dialogues speak of it."""
        return CommuneView(
            self.scope.commune.name,
            tuple(self.scope.commune.languages),
            self.scope.commune.promised_days,
            self.scope.visitor.is_new,
        )

    def zones(self) -> list[ZoneView]:
        """Return the zones that can be chosen, by name."""
        rows = self.session.scalars(
            select(Zone).where(Zone.commune_id == self.scope.commune.id, Zone.retired.is_(False)).order_by(Zone.name)
        )
        return [ZoneView(row.id, row.name) for row in rows]

    def next_session(self) -> SessionView | None:
        """Return the next public session, or None."""
        row = self.session.scalar(
            select(PublicSession)
            .where(PublicSession.commune_id == self.scope.commune.id, PublicSession.starts_at >= self.scope.now)
            .order_by(PublicSession.starts_at)
            .limit(1)
        )
        return None if row is None else SessionView(row.title, row.place, row.starts_at)

    def set_language(self, language: str) -> None:
        """Keep the contact's language, as a setting of the channel."""
        self.scope.contact.language = language

    def stop_news(self) -> None:
        """Send nothing more that was not asked for, on any channel of this phone."""
        self._want_news(wants=False)

    def start_news(self) -> None:
        """Send news again."""
        self._want_news(wants=True)

    def gets_news(self) -> bool:
        """Is none of this phone's news stopped?"""
        return all(contact.wants_news for contact in self._of_this_phone())

    def _want_news(self, *, wants: bool) -> None:
        for contact in self._of_this_phone():
            contact.wants_news = wants

    def _of_this_phone(self) -> list[Contact]:
        """Return the visitor's contact and those of the same phone on other channels."""
        contact = self.scope.contact
        if not contact.phone_hash:
            return [contact]
        same_phone = select(Contact).where(
            Contact.phone_hash == contact.phone_hash,
            Contact.is_simulated == contact.is_simulated,
            Contact.id != contact.id,
        )
        return [contact, *self.session.scalars(same_phone)]

    def can_be_asked(self) -> bool:
        """Will a question of ours reach the visitor now?"""
        commune = self.scope.visitor.commune
        return commune is None or may_ask(self.session, self.scope.contact, commune, self.scope.now)

    def new_code(self) -> str:
        """Return a fresh four-digit code."""
        return f"{secrets.randbelow(10_000):04}"

    def erase_me(self) -> int:
        """Forget the visitor; return how many open requests stay."""
        return erase_contact(self.session, self.scope.contact, self.scope.now)

    def has_proven_phone(self) -> bool:
        """Is the visitor's number proven?"""
        return self.scope.contact.phone is not None

    def keep_phone(self, number: str) -> None:
        """Keep the number that the visitor's own card proves."""
        contact = self.scope.contact
        contact.phone = self.house.vault.seal(number, ADDRESS)
        contact.phone_hash = self.house.vault.hash("phone", number)
