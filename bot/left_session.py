"""What a session that broke off leaves: it is set aside, counts for nothing, and the next session offers to go on."""

from __future__ import annotations

from bot.dialogue import find_dialogues
from bot.state import State


def leave_session(state: State) -> str | None:
    """Close what is open, and return the dialogue that can be gone on with; one without any answer yet is not.

    What an earlier session left stays, until something newer is left.
    """
    holds_something = state.unsent is not None or bool(state.spoken)
    if state.open is not None and state.dialogue in find_dialogues() and holds_something:
        state.lose()
    else:
        state.finish()
    if state.lost is not None and state.lost["dialogue"] not in find_dialogues():
        state.lost = None  # a dialogue that an earlier version knew
    return str(state.lost["dialogue"]) if state.lost else None
