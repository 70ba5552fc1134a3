"""The code that confirms a ballot, in a conversation: known wherever it comes, kept nowhere (level B)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.phrases import Speech
from bot.ports import Desk
from bot.state import State
from bot.steps import Heard
from bot.understanding.fold import fold
from bot.understanding.lexicon import Lexicon, lexicon_of
from budgeting.confirming_codes import LENGTH, LONG, find_confirming_code
from budgeting.refusal import Refusal

FIGURES = frozenset("0123456789oil")
"""Digits, and letters that look like some, as folded."""


def confirming_code_in(heard: Heard, speech: Speech, state: State, desk: Desk) -> str | None:
    """Return the confirming code in a message, where a ballot waits for one; None for what answers something else.

    Digits apart are one where nothing else is asked and nothing but a word for a code stands beside them. The code with
    which somebody is forgotten has four digits as well: where it is asked for it is that one.
    """
    if heard.button:
        return None
    code = find_confirming_code(heard.text) or _code_in_groups(heard, speech, state, desk)
    if code is None or _is_of_another_question(heard, state) or not desk.waits_for_code(code):
        return None
    return code


def _code_in_groups(heard: Heard, speech: Speech, state: State, desk: Desk) -> str | None:
    """Return a code whose digits stand apart; groups of several digits that are all projects are those."""
    words = fold(heard.text).split()
    lexicon = lexicon_of(tuple(dict.fromkeys((speech.language, *speech.languages))))
    names_one = not lexicon.code.isdisjoint(words)
    if state.open is not None or not (names_one or _says_nothing_else(words, lexicon)):
        return None
    code = find_confirming_code(heard.text, in_groups=True)
    groups = [word for word in words if set(word) <= FIGURES]
    if code is None or names_one or len(groups) in {1, len(code)} or not all(map(str.isdecimal, groups)):
        return code
    try:
        on_ballot = {project.number for project in desk.ballot_paper().projects}
    except Refusal:
        return code  # nobody sends projects to a vote that is closed
    return None if set(map(int, groups)) <= on_ballot else code


def _says_nothing_else(words: Sequence[str], lexicon: Lexicon) -> bool:
    small = lexicon.courtesy | lexicon.filler
    return all(word in small or set(word) <= FIGURES for word in words)


def is_confirming(shown: str | None) -> bool:
    """Is it such a code? A voting code, and what was meant for one, is longer."""
    return shown is not None and len(shown) in (LENGTH, LONG)


def _is_of_another_question(heard: Heard, state: State) -> bool:
    is_parked = state.parked is not None and state.parked["key"] == fold(heard.text)
    return is_parked or (state.dialogue == ERASE and state.open is not None)


ERASE = "erase"
