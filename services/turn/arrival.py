"""A message that came in: kept once, with who wrote it; its words are added at the end, and only where they may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.channels import ON_PHONES
from bot.conversation import Spoken as Heeded
from bot.messages import Capabilities
from bot.messages import Inbound as Message
from bot.understanding.tongues import language_of_command, written_in_letters_of
from models import Contact, Inbound, Line
from models.message import InboundState
from services.contacts import Visitor, lock_visitor
from services.entrance import languages_of
from services.house import House
from services.redaction import note_unkept
from services.rows import change, put_new
from services.same_phone import language_of_phone
from services.watching.sent_again import id_to_keep, note_came

BODY = "inbound"


@dataclass(slots=True)
class Arrival:
    """One message on its way through the house; `sequence` is the number of its row, 0 before it is kept.

    `begins_session` when it opens one, with what was dialled behind the code, if anything. `met` is who wrote, once
    that is known.
    """

    session: Session
    house: House
    line: Line
    can: Capabilities
    message: Message
    now: datetime
    sequence: int = 0
    begins_session: bool = False
    met: Visitor | None = None

    def keep(self, state: InboundState) -> bool:
        """Insert the message without its words; False where it is there already."""
        provider_id = id_to_keep(self.session, self.line.id, self.message)
        if provider_id is None:
            return False
        found = put_new(
            self.session,
            Inbound,
            "line_id",
            "provider_id",
            line_id=self.line.id,
            provider_id=provider_id,
            state=state,
            event_at=self.message.event_at,
            arrived_at=self.now,
        )
        self.sequence = found or 0
        if found is not None:
            note_came(self.session, self.line.id, self.message, self.now)
        return found is not None

    def note(self, **values: object) -> None:
        """Write more into the row of the message."""
        change(self.session, Inbound, self.sequence, **values)

    def keep_body(self, heeded: Heeded, contact: Contact) -> None:
        """Add who wrote, what was understood, and the words, unless they were a ballot or a step towards one."""
        values: dict[str, object] = {"contact_id": contact.id, "intent": str(heeded.intent)}
        if not heeded.is_private and self.message.text:
            values["body"] = self.house.vault.seal(self.message.text, BODY)
        self.note(**values)
        if "body" not in values:
            self.leave_unkept()

    def leave_unkept(self) -> None:
        """Keep no words of the message, and let the company that carried it erase them too."""
        if self.message.text:
            note_unkept(self.session, self.line, self.sequence, self.now)

    def visitor(self) -> Visitor:
        """Return who wrote, locked; somebody new gets the language of their first message where it tells one."""
        phone = self.message.sender if self.line.channel in ON_PHONES else None
        visitor = lock_visitor(self.session, self.house, self.line, self.message.sender, self.now, phone)
        if visitor.is_new:
            commune = visitor.commune
            languages = commune.languages if commune else languages_of(self.session, visitor.served)
            known = language_of_phone(self.session, visitor.contact) if self.begins_session else None
            visitor.contact.language = known or guess_language(self.message, languages)
        self.met = visitor
        return visitor


def guess_language(message: Message, languages: list[str]) -> str | None:
    """Return the language a first message is surely in, or None for the commune's own.

    Who writes Latin letters, in whatever language, is answered in them wherever the commune has a language of theirs.
    """
    if "ar" in languages and any("\u0600" <= letter <= "\u06ff" for letter in message.text):
        return "ar"
    hint = (message.language or "").split("-")[0].lower()
    if hint in languages:
        return hint
    readable = written_in_letters_of(message.text, languages)
    told = language_of_command(message.text, readable) if len(languages) > 1 else None
    if told and told == language_of_command(message.text, languages):  # 'salam' greets in French and in Arabic
        return told
    return readable[0] if readable and readable[0] != languages[0] else None
