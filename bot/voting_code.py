"""A voting code in a conversation: cut out of the message before anything else hears it, shown once, never kept.

Where people vote by codes (level C), every message first loses the code that stands in it: no answer, no opening and
no question to the town hall holds one. What a dialogue keeps between two messages is a pass, which only the key of the
vote can read.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from bot.confirming import confirming_code_in, is_confirming
from bot.dialogue import Turn
from bot.phrases import Speech, _
from bot.ports import Desk
from bot.records import Record
from bot.state import State
from bot.steps import Ask, Heard, Look, Misread, Step
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import Understanding, understand
from budgeting.voting_codes import CodeFault, find_code

SHOWN = "voting_code"
"""The name of the question that a code answers, and of the code in the opening that brought it."""

PASS = "passed"  # noqa: S105 - the name of an answer
FEWEST = 7
"""Digits of a message that may hold a code, or what was meant for one."""

OF_A_VOTE = {Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE, Intent.RECEIPT, Intent.NUMBER_ONLY}

SEND_CODE = _(
    "To vote here you need a code: the ten digits on your slip. Send it now. No slip? Ask for one at the town hall."
).brief(_("Send your code, the 10 digits on your slip. No slip? Go to the town hall."))
NO_CODE = _("That is no code. Nothing was recorded.")
ONE_CODE = _("One code in each message, please. Nothing was recorded.")
FAULTS = {
    CodeFault.WRONG_DIGIT: _("A digit of the code is wrong: look again. Nothing was recorded."),
    CodeFault.WRONG_LENGTH: _("The code has ten digits: count again. Nothing was recorded."),
}


def without_code(heard: Heard, speech: Speech, desk: Desk, state: State) -> Heard:
    """Return a message without the code that is shown in it, a voting code or one that confirms a ballot.

    A code in other words than those of a vote stays where it is, unless they call it one: it may be a telephone
    number. The message is private all the same.
    """
    if code := confirming_code_in(heard, state, desk):
        return replace(heard, shown=code, has_code=True)
    if heard.button or sum(map(str.isdecimal, heard.text)) < FEWEST or not desk.takes_codes():
        return heard
    open_name = state.open.name if state.open else None
    codes, rest = _cut(heard.text, among_numbers=open_name not in {None, SHOWN})
    if not codes:
        return heard
    meaning = _without_its_name(understand(rest, speech.language, speech.languages), speech)
    if _is_shown(heard.text, meaning, speech, is_awaited=open_name == SHOWN):
        return replace(heard, text=meaning.text, meaning=meaning, shown=" ".join(codes), has_code=True)
    return replace(heard, has_code=True)


def _cut(text: str, *, among_numbers: bool) -> tuple[list[str], str]:
    """Return every code in a text, each once, and the text without them."""
    codes: dict[str, None] = {}
    while found := find_code(text, among_numbers=among_numbers):
        codes[found.digits] = None
        text = found.rest
    return list(codes), text


def _without_its_name(meaning: Understanding, speech: Speech) -> Understanding:
    """Return what is meant without the word for a code: 'vote 3 and 7, code ...' is a plain vote."""
    names = _names_of_a_code(speech)
    words = [word for word in meaning.text.split() if fold(word) not in names]
    if meaning.sure or len(words) == len(meaning.text.split()):
        return meaning
    plainer = understand(" ".join(words), speech.language, speech.languages)
    return plainer if plainer.sure else meaning


def _names_of_a_code(speech: Speech) -> frozenset[str]:
    return lexicon_of(tuple(dict.fromkeys((speech.language, *speech.languages)))).code


def opened_by(heard: Heard) -> tuple[str, bool]:
    """Return the dialogue that a code opens with the words beside it, and whether their numbers are surely a vote."""
    meaning = heard.meaning
    if is_confirming(heard.shown):
        return "confirm_vote", False
    if meaning.sure and meaning.intent is Intent.BLANK_VOTE:
        return "blank_vote", True
    if meaning.sure and meaning.intent in {Intent.MY_VOTE, Intent.RECEIPT}:
        return "my_vote", False
    return "vote", meaning.sure and meaning.intent in OF_A_VOTE


def show_code(turn: Turn) -> Generator[Step, Any, Any]:
    """Ask for the code unless it came already, and return its pass with the numbers that stood beside it.

    None where people vote by their number.
    """
    if not (yield Look("by_code", turn.desk.takes_codes)):
        return None
    if turn.opening.get(PASS):
        return Record(passed=turn.opening[PASS], numbers=[])
    came = turn.opening.get(SHOWN)
    # A ballot that came in one message is judged by when it was sent; nobody is asked for a vote that is closed.
    yield Look("open_to_codes", lambda: None if came else turn.desk.ballot_paper().closes_at)
    return (yield Ask(SHOWN, SEND_CODE, read=lambda heard: _read(turn.desk, heard), given=came))


def _is_shown(text: str, meaning: Understanding, speech: Speech, *, is_awaited: bool) -> bool:
    if is_awaited or meaning.intent in OF_A_VOTE or meaning.intent is Intent.UNKNOWN or not meaning.text:
        return True
    return not _names_of_a_code(speech).isdisjoint(fold(text).split())


def _read(desk: Desk, heard: Heard) -> dict[str, Any]:
    """Judge what was shown; only a pass is kept of it, so the desk is asked here and not by an act that names it."""
    found = find_code(heard.shown or heard.text)
    if found is None:
        raise Misread(NO_CODE)
    if find_code(found.rest) is not None:
        raise Misread(ONE_CODE)
    if found.fault is not None or found.code is None:
        raise Misread(FAULTS[found.fault or CodeFault.WRONG_DIGIT])
    return {"passed": desk.accept_code(found.code), "numbers": list(heard.meaning.numbers)}
