"""A voting code in a conversation: cut out of the message before anything else hears it, shown once, never kept.

Where people vote by codes (level C), every message first loses the codes that stand in it, whatever its words: no
answer, no opening and no question to the town hall holds one. What a dialogue keeps between two messages is a pass,
which only the key of the vote can read.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from bot.confirming import confirming_code_in, is_confirming
from bot.dialogue import Turn
from bot.naming import numbers_phrase
from bot.phrases import Speech, _
from bot.ports import Desk
from bot.records import Record
from bot.state import State
from bot.steps import Ask, Confirm, Heard, Look, Misread, Question, Step
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.numbers import longest_phrase
from bot.understanding.understand import Understanding, understand
from budgeting.voting_codes import LENGTH, CodeFault, cut_codes, cut_dictated, cut_shown, find_code, is_code

SHOWN = "voting_code"
"""The name of the question that a code answers, and of the code in the opening that brought it."""

PASS = "passed"  # noqa: S105 - the name of an answer
FEWEST = 7
"""Digits of a message that may hold a code, or what was meant for one."""

VOTING = {"vote", "blank_vote", "my_vote"}
"""Dialogues in which a code that comes is always shown."""

OF_VOTE_WORDS = {Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE, Intent.RECEIPT}
OF_A_VOTE = {*OF_VOTE_WORDS, Intent.NUMBER_ONLY}

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
    """Return a message without the codes in it, and with what was shown where it shows one.

    A number with a fault is one only beside words of a vote, or where it is asked for: it may be a telephone number. A
    code that was handed out is cut out of any words; what else looks like one stays there, and the message is private.
    """
    if code := confirming_code_in(heard, speech, state, desk):
        return replace(heard, shown=code, has_code=True)
    if heard.button or sum(map(str.isdecimal, heard.text)) < FEWEST or not desk.takes_codes():
        return heard
    return _showing(heard, speech, desk, _place_in(state)) or _without_hidden(heard, speech, desk, _place_in(state))


class _Place(StrEnum):
    """Where a message with a code comes: the question that waits."""

    IDLE = "idle"
    ASKED = "asked"  # for the code
    VOTING = "voting"
    ELSEWHERE = "elsewhere"


def _place_in(state: State) -> _Place:
    if state.open is None:
        return _Place.IDLE
    if state.open.name == SHOWN:
        return _Place.ASKED
    return _Place.VOTING if state.dialogue in VOTING else _Place.ELSEWHERE


def _showing(heard: Heard, speech: Speech, desk: Desk, place: _Place) -> Heard | None:
    """Return a message that plainly shows a code, or what was meant for one; None for any other."""
    codes, rest = cut_shown(heard.text, among_numbers=place is not _Place.ASKED)
    if not codes:
        codes, rest = cut_dictated(heard.text)
    if not codes:
        return None
    meaning = _meant(rest, speech)
    names_one = _names_a_code(heard.text, speech)
    if any(map(is_code, codes)):
        is_meant = _shows(meaning, place, names_one=names_one)
    else:
        is_meant = desk.awaits_codes() and _means_one(codes, meaning, place, names_one=names_one)
    return _shown(heard, meaning, codes) if is_meant else None


def _shows(meaning: Understanding, place: _Place, *, names_one: bool) -> bool:
    if place is _Place.ASKED:
        return not meaning.sure or meaning.intent in {*OF_A_VOTE, Intent.UNKNOWN}
    is_bare = _is_bare(meaning) and place is not _Place.ELSEWHERE
    return names_one or meaning.intent in OF_VOTE_WORDS or is_bare


def _means_one(codes: Sequence[str], meaning: Understanding, place: _Place, *, names_one: bool) -> bool:
    """Was a number with a fault meant for a code?"""
    if place is _Place.ASKED:
        return _shows(meaning, place, names_one=names_one)
    if meaning.sure and meaning.intent in OF_VOTE_WORDS - {Intent.RECEIPT}:
        return True
    return (names_one or (_is_bare(meaning) and len(codes[0]) == LENGTH)) and place is not _Place.ELSEWHERE


def _is_bare(meaning: Understanding) -> bool:
    """Do no words stand beside the code? 0 and 9 go elsewhere where they stand alone."""
    return meaning.intent is Intent.NUMBER_ONLY or not meaning.text or meaning.text.strip().isdecimal()


def _without_hidden(heard: Heard, speech: Speech, desk: Desk, place: _Place) -> Heard:
    """Return a message without the codes that the town hall has handed out, whatever its words."""
    is_vote = heard.meaning.intent in OF_VOTE_WORDS or place is _Place.VOTING
    codes, rest = cut_codes(heard.text, desk.may_be_code, in_small_groups=not is_vote)
    if not codes:
        return replace(heard, has_code=find_code(heard.text, among_numbers=True) is not None)
    meaning = _meant(rest, speech)
    says_nothing = meaning.intent is Intent.UNKNOWN and place is _Place.IDLE
    is_shown = place is _Place.VOTING or _is_bare(meaning) or meaning.intent in OF_VOTE_WORDS or says_nothing
    if is_shown or _names_a_code(heard.text, speech):
        more, rest = cut_shown(rest, among_numbers=True)
        return _shown(heard, _meant(rest, speech), [*codes, *more])
    return replace(heard, text=rest, meaning=understand(rest, speech.language, speech.languages), has_code=True)


def _shown(heard: Heard, meaning: Understanding, codes: Sequence[str]) -> Heard:
    return replace(heard, text=meaning.text, meaning=meaning, shown=" ".join(codes), has_code=True)


def begins_anew(heard: Heard, question: Question) -> bool:
    """Does a code leave the question: another person's, who shares the phone, or one beside a whole vote?

    A code alone answers the question for it; what stands beside a code is never mixed with what came before.
    """
    meaning = heard.meaning
    is_whole_vote = bool(meaning.numbers) or (
        meaning.sure
        and (meaning.intent in {Intent.BLANK_VOTE, Intent.MY_VOTE} or (meaning.intent is Intent.VOTE and meaning.rest))
    )
    return question.name != SHOWN or bool(is_whole_vote)


def _meant(text: str, speech: Speech) -> Understanding:
    """Return what is meant without the words for a code: 'vote 3 and 7 with my code ...' is a plain vote."""
    meaning = understand(text, speech.language, speech.languages)
    words = meaning.text.split()
    folded, left, at = list(map(fold, words)), list[str](), 0
    while at < len(words):
        length = longest_phrase(folded, at, _names_of_a_code(speech))
        left += [] if length else [words[at]]
        at += length or 1
    if meaning.sure or len(left) == len(words):
        return meaning
    plainer = understand(" ".join(left), speech.language, speech.languages)
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
    """Ask for the code unless it came already, and return its pass; None where people vote by their number."""
    if not (yield Look("by_code", turn.desk.takes_codes)):
        return None
    if turn.opening.get(PASS):
        return Record(passed=turn.opening[PASS])
    came = turn.opening.get(SHOWN)
    # A ballot that came in one message is judged by when it was sent; nobody is asked for a vote that is closed.
    yield Look("open_to_codes", lambda: None if came else turn.desk.ballot_paper().closes_at)
    shown = yield Ask(SHOWN, SEND_CODE, read=lambda heard: _read(turn.desk, heard), given=came)
    yield _stood_beside(turn)
    return shown


def _stood_beside(turn: Turn) -> Look:
    """Did the code that was taken open the dialogue? It is gone by the next message: what is kept is the answer."""
    return Look("beside_code", lambda: bool(turn.opening.get(SHOWN)))


def own_numbers(turn: Turn, numbers: Sequence[int]) -> Generator[Step, Any, list[int]]:
    """Return the numbers that are a vote of the code's owner, none where none are. Both ways of being none are asked.

    Beside the code other words may stand that make them none; what came before it may be another person's, on a phone
    that is shared. Who sends other numbers at that question is asked about these.
    """
    sent = numbers_phrase(numbers)
    if turn.opening.is_unsure:
        return list(numbers) if (yield _is_all("unsure", numbers)) else []
    if turn.opening.get(PASS) or (yield _stood_beside(turn)):
        return list(numbers)
    if not (yield Look("is_shared", turn.desk.may_share_phone)) or not (yield Look("may_ask", turn.desk.can_be_asked)):
        return list(numbers)
    asked = _("Before this code, this phone sent: %(numbers)s. Vote so with this code?", numbers=sent)
    answer = yield Confirm("own", asked, hears_numbers=True)
    if isinstance(answer, list):
        return answer if (yield _is_all("own_now", answer)) else []
    return list(numbers) if answer else []


def _is_all(name: str, numbers: Sequence[int]) -> Confirm:
    return Confirm(name, _("Vote for %(projects)s, and nothing else?", projects=numbers_phrase(numbers)))


def _names_a_code(text: str, speech: Speech) -> bool:
    return not _names_of_a_code(speech).isdisjoint(fold(text).split())


def _read(desk: Desk, heard: Heard) -> dict[str, Any]:
    """Judge what was shown; only a pass is kept of it, so the desk is asked here and not by an act that names it."""
    found = find_code(heard.shown or heard.text)
    if found is not None and found.code is not None and find_code(found.rest) is None:
        return {"passed": desk.accept_code(found.code)}
    desk.ballot_paper()  # nobody is asked again for the code of a vote that is closed
    if found is None:
        raise Misread(NO_CODE)
    raise Misread(ONE_CODE if find_code(found.rest) else FAULTS[found.fault or CodeFault.WRONG_DIGIT])
