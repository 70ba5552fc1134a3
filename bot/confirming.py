"""The code that confirms a ballot, in a conversation: known wherever it comes, kept nowhere (level B)."""

from __future__ import annotations

from bot.ports import Desk
from bot.state import State
from bot.steps import Heard
from bot.understanding.fold import fold
from budgeting.confirming_codes import LENGTH, LONG, find_confirming_code


def confirming_code_in(heard: Heard, state: State, desk: Desk) -> str | None:
    """Return the confirming code in a message, where a ballot waits for one; None for what answers something else.

    The code with which somebody is forgotten has four digits as well: where it is asked for it is that one.
    """
    code = None if heard.button else find_confirming_code(heard.text)
    if code is None or _is_of_another_question(heard, state) or not desk.waits_for_code(code):
        return None
    return code


def is_confirming(shown: str | None) -> bool:
    """Is it such a code? A voting code, and what was meant for one, is longer."""
    return shown is not None and len(shown) in (LENGTH, LONG)


def _is_of_another_question(heard: Heard, state: State) -> bool:
    is_parked = state.parked is not None and state.parked["key"] == fold(heard.text)
    return is_parked or (state.dialogue == ERASE and state.open is not None)


ERASE = "erase"
