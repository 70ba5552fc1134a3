"""A digit that answers what the town hall asked by itself, days ago perhaps, beside a conversation that waits.

What a person read last is what they answer. Nothing of the conversation is touched: its question waits as before. A
step of a vote is never taken for such an answer. A digit, 'yes' and 'no' answer an invitation only where nothing else
is open, a digit only where nobody votes either: a ballot may be as short. The words of the invitation always do.
"""

from __future__ import annotations

from datetime import datetime

from bot import coming
from bot.dialogue import find_dialogues
from bot.evaluation import answering, mark_in
from bot.phrases import Speech
from bot.state import State
from models import Commune
from services.contacts import Visitor
from services.projects.asking import asked_last, has_written_since
from services.public_sessions.coming import invited_last, is_read_last
from services.public_sessions.told import view_for
from services.turn.arrival import Arrival
from services.turn.conversing import speech_to
from services.voting.paper import polls_of


def answered_beside(arrival: Arrival, visitor: Visitor, state: State) -> State | None:
    """Return the conversation in which the message answers such a question, None where it is none."""
    message = arrival.message
    if message.button or message.photo or message.voice or visitor.commune is None or _is_in_a_vote(state):
        return None
    speech = speech_to(arrival, visitor)
    found = [_of_works(arrival, visitor, state, speech), _of_session(arrival, visitor, visitor.commune, state, speech)]
    return max((one for one in found if one), key=lambda one: one[0], default=(None, None))[1]


def _of_works(arrival: Arrival, visitor: Visitor, state: State, speech: Speech) -> tuple[datetime, State] | None:
    if mark_in(arrival.message.text, speech) is None:
        return None  # asked of the database by messages that may be one, and by no other
    asked = asked_last(arrival.session, visitor.contact, arrival.now)
    if asked is None or has_written_since(arrival.session, visitor.contact, asked):
        return None
    return asked.spoken_at, answering(asked.view, state)


def _of_session(
    arrival: Arrival, visitor: Visitor, commune: Commune, state: State, speech: Speech
) -> tuple[datetime, State] | None:
    text = arrival.message.text
    if coming.answer_in(text, speech) is None:
        return None
    if not coming.names_it(text, speech) and not _is_free(arrival, commune, state):
        return None
    invited = invited_last(arrival.session, visitor.contact, arrival.now)
    if invited is None or not is_read_last(arrival.session, visitor.contact, invited):
        return None
    view = view_for(arrival.session, invited.row, visitor.contact)
    return invited.spoken_at, coming.answering(view, state)


def _is_free(arrival: Arrival, commune: Commune, state: State) -> bool:
    """Is nothing open that the message may be for: a question, a list, for a digit a vote?"""
    if state.open is not None or state.numbers_for is not None:
        return False
    if not coming.has_digit(arrival.message.text):
        return True
    polls = polls_of(arrival.session, arrival.house, commune)
    return not any(poll.opens_at <= arrival.now < poll.closes_at + poll.grace for poll in polls)


def _is_in_a_vote(state: State) -> bool:
    current = find_dialogues().get(str(state.dialogue))
    return state.open is not None and current is not None and current.is_private
