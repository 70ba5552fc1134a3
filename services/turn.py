"""A turn: one message, one transaction.

The inbound row, the conversation, the effects and the replies are durable together or not at all. A repeat of a
provider's message stops at the unique key, for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from bot.conversation import Conversation as Talk
from bot.conversation import Reply
from bot.conversation import Spoken as Heeded
from bot.entrance import Entrance, Kept
from bot.messages import Capabilities, Channel, Note, Outgoing
from bot.messages import Inbound as Message
from bot.phrases import Speech, _
from bot.state import State
from bot.steps import Heard, Say
from bot.understanding.intents import Intent
from bot.understanding.tongues import language_of_command
from bot.understanding.understand import understand
from models import Commune, Contact, Conversation, Inbound
from models.message import InboundState
from services.contacts import STATE, Visitor, enter_commune, lock_visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.entrance import as_kept, from_kept, languages_of, served_views
from services.house import House
from services.last_words import with_notice
from services.limits import Allowance, allow
from services.line_book import remembered_line
from services.notes import answer_note
from services.quarantine import bury
from services.rows import change, put_new
from services.telling import Envelope, post, speech_of
from services.trouble import is_out_of_order
from services.unheard import keep_unheard
from services.unit_of_work import Busy, Unsure
from services.unseen import after_unseen
from services.vault import Sealed

BODY = "inbound"
FORGET_AFTER_HOURS = 24
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a message: a repeat, or the reply that was put into the outbox, with its question or without."""

    is_repeat: bool
    reply: Outgoing | None = None
    asks: bool = False


def take(house: House, line_id: int, can: Capabilities, message: Message) -> Taken:
    """Take one message durably; raises only `Busy` and `Unsure`, and then it must be brought again.

    A message that cannot be answered is put aside; one that cannot even be put aside is buried, so that no message
    comes back for ever.
    """
    arrived_at = house.clock()

    def turn(session: Session) -> _Turn:
        return _Turn(session, house, line_id, can, message, arrived_at)

    ways: tuple[Callable[[Session], Taken], ...] = (
        lambda session: turn(session).run(),
        lambda session: turn(session).put_aside(),
        lambda session: Taken(is_repeat=not bury(session, line_id, message.provider_id, arrived_at)),
    )
    for way in ways:
        try:
            # Repeatable: a turn whose inbound row is there already does nothing.
            return house.work.write(way, is_repeatable=True)
        except (Busy, Unsure):
            raise
        except Exception as error:
            log.exception("a turn failed", line=line_id, error=type(error).__name__)
            if is_out_of_order(error):
                raise Busy("the database is out of order") from error
    raise Busy("not even the place of a message could be kept")


class _Turn:
    """One message on its way through the house."""

    def __init__(
        self, session: Session, house: House, line_id: int, can: Capabilities, message: Message, arrived_at: datetime
    ) -> None:
        self.session, self.house, self.can, self.message, self.now = session, house, can, message, arrived_at
        self.line = remembered_line(session, house, line_id)
        self.sequence = 0

    def run(self) -> Taken:
        if not self._insert(InboundState.DONE):
            return Taken(is_repeat=True)
        visitor = self._visitor()
        if self.message.note is not None:
            return self._note(visitor, self.message.note)
        return self._at_entrance(visitor) if visitor.stands_at_entrance else self._answer(visitor)

    def put_aside(self) -> Taken:
        """Keep the message as quarantined, without its body, and tell its sender to try again.

        The conversation begins anew: one that fails at every message would shut its person out.
        """
        if not self._insert(InboundState.QUARANTINED):
            return Taken(is_repeat=True)
        visitor = self._visitor()
        if visitor.conversation is not None:
            visitor.conversation.state = None
        allowance = allow(self.session, visitor.contact, visitor.commune, self.now)
        return self._reply(visitor, Reply([Say(SORRY)]), self._speech(visitor), allowance)

    # --- what comes in ----------------------------------------------------------------------------------------------

    def _insert(self, state: InboundState) -> bool:
        found = put_new(
            self.session,
            Inbound,
            "line_id",
            "provider_id",
            line_id=self.line.id,
            provider_id=self.message.provider_id,
            state=state,
            event_at=self.message.event_at,
            arrived_at=self.now,
        )
        self.sequence = found or 0
        return found is not None

    def _visitor(self) -> Visitor:
        phone = self.message.sender if self.line.channel == Channel.SMS else None
        visitor = lock_visitor(self.session, self.house, self.line, self.message.sender, self.now, phone)
        if visitor.is_new:
            commune = visitor.commune
            languages = commune.languages if commune else languages_of(self.session, visitor.served)
            visitor.contact.language = guess_language(self.message, languages)
        return visitor

    def _note(self, visitor: Visitor, note: Note) -> Taken:
        change(self.session, Inbound, self.sequence, state=InboundState.IGNORED)
        phrase = answer_note(self.session, visitor.contact, note)
        if phrase is None:
            return Taken(is_repeat=False)
        allowance = allow(self.session, visitor.contact, visitor.commune, self.now)
        return self._reply(visitor, Reply([Say(phrase)]), self._speech(visitor), allowance)

    # --- to whom it goes --------------------------------------------------------------------------------------------

    def _at_entrance(self, visitor: Visitor) -> Taken:
        """Ask to which commune somebody writes; once they have said it, hear there what they sent before."""
        state, speech = self._state(visitor), self._speech(visitor)
        heard = heard_of(self.message, speech)
        entrance = Entrance(state, served_views(self.session, visitor.served), speech, self.can)
        if not entrance.takes(heard):
            return self._answer(visitor)
        chosen = entrance.choose(heard)
        if chosen is not None:
            return self._enter(enter_commune(self.session, visitor, chosen, self.now), entrance.kept())
        seen = state.open
        reply = entrance.ask(heard, as_kept(self.message, self.now))
        # Not written before it is known what it is: it may be a ballot.
        change(self.session, Inbound, self.sequence, contact_id=visitor.contact.id, intent=str(Intent.COMMUNE))
        allowance = allow(self.session, visitor.contact, visitor.commune, self.now)
        taken = self._reply(visitor, reply, speech, allowance)
        state.open = state.open if taken.asks else seen  # a list that nobody saw is not chosen from
        self._save(visitor, state)
        return taken

    def _enter(self, visitor: Visitor, kept: list[Kept]) -> Taken:
        answer, taken = self.message, Taken(is_repeat=False)
        for ordinal, one in enumerate(kept):
            self.message = from_kept(one, answer)
            taken = self._answer(visitor, ordinal)
            visitor.is_new = False
        return taken

    # --- what it means ----------------------------------------------------------------------------------------------

    def _answer(self, visitor: Visitor, ordinal: int = 0) -> Taken:
        allowance = allow(self.session, visitor.contact, visitor.commune, self.now)
        state = self._state(visitor)
        before = State.from_json(state.as_json())
        heeded, speech = self._converse(visitor, state)
        self._keep_body(heeded, visitor.contact)
        taken = self._reply(visitor, heeded.reply, speech, allowance, heeded, ordinal)
        after = state if taken.asks else after_unseen(state, before, heeded)
        if after != before:
            self._save(visitor, after)
        return taken

    def _converse(self, visitor: Visitor, state: State) -> tuple[Heeded, Speech]:
        speech = self._speech(visitor)
        scope = Scope(self.session, self.house, self.line, visitor, self.message.event_at, self.now, self.sequence)
        heeded = Talk(state, Desk(scope), speech, self.can).hear(heard_of(self.message, speech))
        if heeded.was_unheard and not heeded.is_private and scope.counts:
            keep_unheard(self.session, scope.commune, scope.language, self.message.text, self.now)
        # Who has just been forgotten has no language any more, and is told so in the one they spoke.
        return heeded, self._speech(visitor) if visitor.contact.language else speech

    def _speech(self, visitor: Visitor) -> Speech:
        commune = visitor.commune
        if visitor.stands_at_entrance:
            commune = self.session.get(Commune, visitor.served[0])
        return speech_of(commune, visitor.contact, is_brief=self.can.is_paid)

    def _state(self, visitor: Visitor) -> State:
        kept = visitor.conversation
        if kept is None or kept.state is None:
            return State()
        try:
            state = State.from_json(self.house.vault.open_json(kept.state, STATE))
        except (Sealed, ValueError, TypeError, KeyError, AttributeError):
            return State()  # written under another secret: the conversation starts anew
        if (self.now - kept.updated_at).total_seconds() > FORGET_AFTER_HOURS * 3600:
            state.end()
        return state

    def _save(self, visitor: Visitor, state: State) -> None:
        sealed = self.house.vault.seal_json(state.as_json(), STATE)
        if visitor.conversation is None:
            visitor.conversation = Conversation(contact_id=visitor.contact.id, state=sealed, updated_at=self.now)
            self.session.add(visitor.conversation)
        else:
            visitor.conversation.state, visitor.conversation.updated_at = sealed, self.now

    # --- what goes out ----------------------------------------------------------------------------------------------

    def _keep_body(self, heeded: Heeded, contact: Contact) -> None:
        values: dict[str, object] = {"contact_id": contact.id, "intent": str(heeded.intent)}
        if not heeded.is_private and self.message.text:
            values["body"] = self.house.vault.seal(self.message.text, BODY)
        change(self.session, Inbound, self.sequence, **values)

    def _reply(
        self,
        visitor: Visitor,
        reply: Reply,
        speech: Speech,
        allowance: Allowance,
        heeded: Heeded | None = None,
        ordinal: int = 0,
    ) -> Taken:
        # What was done is always confirmed: a ballot, a question with its number.
        is_receipt = reply.is_secret or (heeded is not None and bool(heeded.done))
        is_due = heeded is not None and heeded.is_due
        if not allowance.lets(is_receipt=is_receipt, is_due=is_due):
            return Taken(is_repeat=False)
        if visitor.is_new and visitor.commune is not None:
            reply.said.append(Say(PRIVACY))
        may_replace = not (is_receipt or is_due)
        message, asks = with_notice(reply, allowance.last_words, speech, self.can, self.line, may_replace=may_replace)
        # A question of the vote names choices too: those made so far, those a bare "3 7" may have meant.
        is_secret = reply.is_secret or (heeded is not None and heeded.is_private)
        envelope = Envelope(
            self.line, visitor.contact, visitor.commune, "reply", self.sequence, ordinal, is_secret=is_secret
        )
        post(self.session, self.house, envelope, message, self.now)
        return Taken(is_repeat=False, reply=message, asks=asks)


SORRY = _("Sorry, something went wrong here. Nothing was changed. Please send your message again later.")
PRIVACY = _("Your number is kept secret. To know more, send PRIVACY.").brief(_("Data: PRIVACY"))


def guess_language(message: Message, languages: list[str]) -> str | None:
    """Return the language a first message is surely in, or None for the commune's own."""
    if "ar" in languages and any("\u0600" <= letter <= "\u06ff" for letter in message.text):
        return "ar"
    hint = (message.language or "").split("-")[0].lower()
    if hint in languages:
        return hint
    return language_of_command(message.text, languages) if len(languages) > 1 else None


def heard_of(message: Message, speech: Speech) -> Heard:
    """Return what a person did as the conversation hears it; a plain button speaks for itself."""
    text = message.text
    button = message.button
    if button is not None and ":" not in button:
        text, button = button, None
    meaning = understand(text, speech.language, speech.languages)
    return Heard(text, meaning, button, message.phone, message.location, message.photo)
