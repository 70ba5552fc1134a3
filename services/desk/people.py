"""The counter for what concerns the visitor: commune, zones, language, news, phone, erasure."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from bot.ports import CommuneView, OfficeView, ServedView, ZoneView
from bot.understanding.fold import fold
from budgeting.refusal import Refusal
from models import Commune, Contact, Zone
from services.commitments import elsewhere_of, office_of
from services.contacts import ADDRESS, enter_commune, phone_of
from services.desk.counter import Counter
from services.entrance import served_views
from services.erasure import erase_contact
from services.limits import may_ask
from services.same_phone import contacts_of_person, contacts_of_phone, want_news
from services.voting.lapsing import forget_ballots_waiting
from services.zones import all_names


class PeopleDesk(Counter):
    """The visitor and the commune."""

    def commune(self) -> CommuneView:
        """Return the commune as dialogues speak of it."""
        return CommuneView(
            self.scope.commune.name,
            tuple(self.scope.commune.languages),
            self.scope.commune.promised_days,
            self.scope.visitor.is_new,
            self.scope.commune.population,
        )

    def office(self) -> OfficeView:
        """Return where the town hall can be reached in person, and whom else the commune names."""
        office, elsewhere = office_of(self.scope.commune), elsewhere_of(self.scope.commune)
        return OfficeView(office.place, office.hours, office.phone, elsewhere.emergency, elsewhere.misconduct)

    def communes(self) -> list[ServedView]:
        """Return the communes of the line by name."""
        return served_views(self.session, self.scope.visitor.served)

    def choose_commune(self, commune_id: int) -> None:
        """Let the next message go to another commune of the line; a `Refusal` where it answers there no more."""
        if commune_id not in self.scope.visitor.served:
            raise Refusal("no_commune_here")
        enter_commune(self.session, self.scope.visitor, commune_id, self.scope.now)

    def zones(self) -> list[ZoneView]:
        """Return the zones that can be chosen, by their name in the language of the visitor."""
        rows = self.session.scalars(
            select(Zone).where(Zone.commune_id == self.scope.commune.id, Zone.retired.is_(False))
        )
        return sorted((self._view_of_zone(row) for row in rows), key=lambda zone: (fold(zone.name), zone.id))

    def _view_of_zone(self, row: Zone) -> ZoneView:
        told = row.names.get(self.scope.language) or row.name
        others = tuple(name for name in all_names(row.name, row.names) if name != told)
        return ZoneView(row.id, told, others, row.population)

    def my_zone(self) -> ZoneView | None:
        """Return the zone where the visitor said that they live; one that was retired is asked for anew."""
        zone_id = self.scope.contact.zone_id
        return next((zone for zone in self.zones() if zone.id == zone_id), None)

    def live_in(self, zone_id: int) -> None:
        """Keep where the visitor lives; a zone of another commune is not kept."""
        if any(zone.id == zone_id for zone in self.zones()):
            self.scope.contact.zone_id = zone_id

    def set_language(self, language: str) -> None:
        """Keep the contact's language, as a setting of the channel."""
        self.scope.contact.language = language

    def stop_news(self) -> None:
        """Send nothing more that was not asked for, on any channel of this phone."""
        want_news(self.session, self.scope.contact, wants=False)

    def start_news(self) -> None:
        """Send news again."""
        want_news(self.session, self.scope.contact, wants=True)

    def gets_news(self) -> bool:
        """Is none of this phone's news stopped?"""
        return all(contact.wants_news for contact in contacts_of_phone(self.session, self.scope.contact))

    def can_be_asked(self) -> bool:
        """Will a question of ours reach the visitor now?"""
        commune = self.scope.visitor.commune
        return commune is None or may_ask(self.session, self.scope.contact, commune, self.scope.now)

    def new_code(self) -> str:
        """Return a fresh four-digit code."""
        return f"{secrets.randbelow(10_000):04}"

    def erase_me(self) -> int:
        """Forget the visitor on every channel in the communes of the line; return how many open requests stay."""
        scope = self.scope
        known = contacts_of_person(self.session, scope.contact, scope.line.id, scope.visitor.served)
        for contact in known:
            self._forget_waiting(contact)
        return sum(erase_contact(self.session, one, self.scope.now) for one in known)

    def _forget_waiting(self, contact: Contact) -> None:
        """Erase the ballots that wait for a code of theirs: they are in no box yet."""
        commune = self.session.get(Commune, contact.commune_id) if contact.commune_id else None
        number = phone_of(self.house, contact)
        if commune is not None and number is not None:
            forget_ballots_waiting(self.session, self.house, commune, number)

    def has_proven_phone(self) -> bool:
        """Is the visitor's number proven?"""
        return self.scope.contact.phone is not None

    def keep_phone(self, number: str) -> None:
        """Keep the number that the visitor's own card proves."""
        contact = self.scope.contact
        contact.phone = self.house.vault.seal(number, ADDRESS)
        contact.phone_hash = self.house.vault.hash("phone", number)
        contact.wants_news = self.gets_news()  # who stopped it on this phone did so for all its channels
