"""What somebody sent at an entrance and is heard later: a session shows one question, and a key answers that one.

By SMS all of it is heard at once: each answer is a message of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.entrance import Kept
from services.contacts import Visitor
from services.entrance import from_kept
from services.turn.answering import answer
from services.turn.arrival import Arrival
from services.turn.conversing import save_state, state_of
from services.turn.replying import Taken


def leave_waiting(arrival: Arrival, visitor: Visitor, kept: Sequence[Kept]) -> None:
    """Keep messages until nothing is asked."""
    if kept:
        state = state_of(arrival, visitor)
        state.waiting = list(kept)
        save_state(arrival, visitor, state)


def hear_waiting(arrival: Arrival, visitor: Visitor, taken: Taken) -> Taken:
    """Hear what waits, message by message, until one of them asks something; return all that was answered."""
    while not taken.asks and (message := _next(arrival, visitor)):
        arrival.message = from_kept(message, arrival.message)
        taken = taken.followed_by(answer(arrival, visitor, len(taken.replies)))
    return taken


def _next(arrival: Arrival, visitor: Visitor) -> Kept | None:
    state = state_of(arrival, visitor)
    if not state.waiting:
        return None
    first, *state.waiting = state.waiting
    save_state(arrival, visitor, state)
    return first
