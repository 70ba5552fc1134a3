"""A message to a commune: heard in its conversation, answered, and the conversation kept."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Note
from bot.state import State
from models.message import InboundState
from services.contacts import Visitor
from services.notes import answer_note
from services.turn.arrival import Arrival
from services.turn.beside import answered_beside
from services.turn.conversing import converse, note_lapsed, save_state, state_of
from services.turn.left_behind import send_left_before
from services.turn.replying import Taken, allowance_of, reply_with, say
from services.unseen import after_unseen


def answer(arrival: Arrival, visitor: Visitor, ordinal: int = 0) -> Taken:
    """Hear a message and answer it; a question that could not be sent waits for nothing."""
    allowance = allowance_of(arrival, visitor)
    send_left_before(arrival, visitor)
    kept = state_of(arrival, visitor)
    beside = answered_beside(arrival, visitor, kept)
    if beside is None:
        note_lapsed(arrival, visitor, kept)  # what is said beside is not kept: it waits for their next words
    state = beside or kept
    before = State.from_json(state.as_json())
    heeded, speech = converse(arrival, visitor, state)
    arrival.keep_body(heeded, visitor.contact)
    taken = reply_with(arrival, visitor, heeded.reply, speech, allowance, heeded, ordinal)
    taken = replace(taken, is_over=state.open is None and heeded.acted)
    if beside is not None:
        return taken
    after = state if taken.asks else after_unseen(state, before, heeded)
    if after != before:
        save_state(arrival, visitor, after)
    return taken


def answer_notice(arrival: Arrival, visitor: Visitor, note: Note) -> Taken:
    """Take note of what a channel says of somebody, which is no message of theirs."""
    phrase = answer_note(arrival.session, visitor.contact, note, arrival.now)
    # So that the next call of this person finds the one that was answered.
    is_answered_call = note is Note.MISSED_CALL and phrase is not None
    marked = {"contact_id": visitor.contact.id, "intent": str(note)} if is_answered_call else {}
    arrival.note(state=InboundState.IGNORED, **marked)
    return Taken(is_repeat=False) if phrase is None else say(arrival, visitor, phrase)
