"""Going on with a conversation: how somebody is spoken to, where their talk stands, and what a message means in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.conversation import Conversation as Talk
from bot.conversation import Spoken as Heeded
from bot.lapsed import UNCONFIRMED, UNCONFIRMED_AT_CLOSING
from bot.messages import Channel
from bot.messages import Inbound as Message
from bot.phrases import Speech
from bot.state import State
from bot.steps import Heard
from bot.understanding.understand import understand
from models import Commune, Conversation
from services.clock import day_in
from services.contacts import STATE, Visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.telling import speech_of
from services.turn.arrival import Arrival
from services.unheard import keep_unheard
from services.vault import Sealed
from services.voting.lapsing import lapsed_ballot

FORGET_AFTER_HOURS = 24


def converse(arrival: Arrival, visitor: Visitor, state: State) -> tuple[Heeded, Speech]:
    """Hear the message in its conversation; return what was said to it, and how to speak now."""
    speech = speech_to(arrival, visitor)
    scope = Scope(
        arrival.session, arrival.house, arrival.line, visitor, arrival.message.event_at, arrival.now, arrival.sequence
    )
    heeded = _heard_by(Talk(state, Desk(scope), speech, arrival.can), arrival, visitor, speech)
    if heeded.was_unheard and not (heeded.is_private or arrival.begins_session) and scope.counts:
        keep_unheard(arrival.session, scope.commune, scope.language, arrival.message.text, arrival.now)
    # Who has just been forgotten has no language any more, and is told so in the one they spoke.
    return heeded, speech_to(arrival, visitor) if visitor.contact.language else speech


def _heard_by(talk: Talk, arrival: Arrival, visitor: Visitor, speech: Speech) -> Heeded:
    message = arrival.message
    if not arrival.begins_session:
        return talk.hear(heard_of(message, speech))
    # A code with an entry is printed on papers: it means the same whatever was left, and takes nothing of that up.
    heeded = talk.begin_session(is_new=visitor.is_new, goes_on=not message.text.strip())
    # Dialled behind the code: an entry of the menu, then what it asks for; nothing is agreed to that was not seen.
    entry, _star, rest = message.text.partition("*")
    for words in (entry, rest.replace("*", " ")):
        if words.strip():
            before, heeded = heeded, talk.hear(heard_of(replace(message, text=words), speech))
            heeded.is_private |= before.is_private
            heeded.done, heeded.acted = [*before.done, *heeded.done], before.acted or heeded.acted
    return heeded


def note_lapsed(arrival: Arrival, visitor: Visitor, state: State) -> None:
    """Let somebody hear of a ballot of theirs whose code did not come back in time (level B).

    It is taken for told from here on: `state` must be the one that is kept.
    """
    commune, contact = visitor.commune, visitor.contact
    if commune is None or contact.channel != Channel.SMS:
        return
    found = lapsed_ballot(arrival.session, arrival.house, commune, contact, arrival.now)
    if found is not None:
        hour, is_over = found
        name = UNCONFIRMED_AT_CLOSING if is_over else UNCONFIRMED
        state.lapsed = {"dialogue": name, "day": day_in(hour, commune.time_zone).isoformat()}


def heard_of(message: Message, speech: Speech) -> Heard:
    """Return what a person did as the conversation hears it; a plain button speaks for itself."""
    text = message.text
    button = message.button
    if button is not None and ":" not in button:
        text, button = button, None
    meaning = understand(text, speech.language, speech.languages)
    return Heard(text, meaning, button, message.phone, message.location, message.photo, message.voice)


def speech_to(arrival: Arrival, visitor: Visitor) -> Speech:
    """Return how to speak to a visitor; at the entrance, as the first commune of the line does."""
    return speech_of(_commune(arrival.session, visitor), visitor.contact, arrival.now, is_brief=arrival.can.is_paid)


def state_of(arrival: Arrival, visitor: Visitor) -> State:
    """Return where the conversation stands; a dialogue that rested for a day has ended."""
    kept = visitor.conversation
    if kept is None:
        return State()
    try:
        state = _state_in(arrival, kept)
    except (Sealed, ValueError, TypeError, KeyError, AttributeError):
        return State()  # written under another secret: the conversation starts anew
    if (arrival.now - kept.updated_at).total_seconds() > FORGET_AFTER_HOURS * 3600:
        state.lapse(_day_of(arrival, visitor, kept.updated_at))
    return state


def _state_in(arrival: Arrival, kept: Conversation) -> State:
    """Return the state, or what is left of one whose words are erased."""
    if kept.state is not None:
        return State.from_json(arrival.house.vault.open_json(kept.state, STATE))
    return State(lapsed=arrival.house.vault.open_json(kept.unsent, STATE)) if kept.unsent else State()


def save_state(arrival: Arrival, visitor: Visitor, state: State) -> None:
    """Keep where the conversation stands."""
    if visitor.conversation is None:
        visitor.conversation = Conversation(contact_id=visitor.contact.id)
        arrival.session.add(visitor.conversation)
    kept = visitor.conversation
    kept.state, kept.updated_at = arrival.house.vault.seal_json(state.as_json(), STATE), arrival.now
    waiting = state.what_waits()
    unsent = {"dialogue": waiting, "day": _day_of(arrival, visitor, arrival.now)} if waiting else state.lapsed
    kept.unsent = arrival.house.vault.seal_json(unsent, STATE) if unsent else None


def _day_of(arrival: Arrival, visitor: Visitor, moment: datetime) -> str:
    commune = _commune(arrival.session, visitor)
    return day_in(moment, commune.time_zone if commune else "UTC").isoformat()


def _commune(session: Session, visitor: Visitor) -> Commune | None:
    return session.get(Commune, visitor.served[0]) if visitor.stands_at_entrance else visitor.commune
