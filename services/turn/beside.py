"""A digit that answers what the town hall asked by itself, days ago perhaps, beside a conversation that waits.

What a person read last is what they answer. Nothing of the conversation is touched: its question waits as before. A
step of a vote is never taken for such an answer.
"""

from __future__ import annotations

from bot.dialogue import find_dialogues
from bot.evaluation import answering, mark_in
from bot.state import State
from services.contacts import Visitor
from services.projects.asking import asked_last, has_written_since
from services.turn.arrival import Arrival
from services.turn.conversing import speech_to


def answered_beside(arrival: Arrival, visitor: Visitor, state: State) -> State | None:
    """Return the conversation in which the message answers such a question, None where it is none."""
    message = arrival.message
    if message.button or message.photo or message.voice or visitor.commune is None or _is_in_a_vote(state):
        return None
    if mark_in(message.text, speech_to(arrival, visitor)) is None:
        return None  # asked of the database by messages that may be one, and by no other
    asked = asked_last(arrival.session, visitor.contact, arrival.now)
    if asked is None or has_written_since(arrival.session, visitor.contact, asked):
        return None
    return answering(asked.view, state)


def _is_in_a_vote(state: State) -> bool:
    current = find_dialogues().get(str(state.dialogue))
    return state.open is not None and current is not None and current.is_private
