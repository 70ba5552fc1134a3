"""What people say of finished works: a rating from 1 to 5, and words."""

from __future__ import annotations

import re
from typing import Any

from bot.answers import IN_WORDS_OR_NOT, LEAVE_OUT, one_number, words_of_ones_own
from bot.dialogue import Talk, Turn, dialogue
from bot.faults import WITH_WORKS, asks_to_report, tells_a_fault
from bot.knowing import wants_to_rate
from bot.phrases import _
from bot.ports import Offer
from bot.records import Record
from bot.steps import Ask, Choice, Choose, Do, Go, Look, Say
from bot.understanding.fold import ascii_digits
from bot.understanding.intents import Intent
from budgeting.refusal import Refusal

RATINGS = range(1, 6)
DONE = "done"
_NUMBERS_AND_MARKS = re.compile(r"^[\d\s.,;:/#-]+")


@dialogue("feedback", intents=(Intent.FEEDBACK,), label=_("Rate finished works"), order=100, needs=Offer.WORKS)
def feedback(turn: Turn) -> Talk:
    """Take the project, a rating and words; `NOTE 4 3 well made` is enough.

    What is broken is reported with its project, and nobody is asked for a mark. Words that name no works, 'the pump is
    broken', are for the staff: they become a question to the town hall.
    """
    opening = turn.opening
    number, rating, words = _given(opening, is_fault=asks_to_report(opening, turn.speech))
    if rating is None and (yield from _is_report(turn, number, words)):
        yield Go("report", {"number": number, "words": words, "text": opening.text, "photo": opening.photo})
        return
    if not opening.is_chosen and (yield from _is_for_staff(turn, number, words)):
        yield Go("ask", {"text": opening.text, "rest": opening.text, "intent": str(Intent.ASK)})
        return
    number = number or (yield Ask("number", _("Which project? Send its number."), read=one_number, takes_numbers=True))
    found = yield Look("project", lambda: turn.desk.project(number))
    if found.state != DONE:
        raise Refusal("project_not_done", number=number)
    if rating is None:
        rating = yield Choose("rating", _("How good is project %(number)s?", number=number), _ratings())
        if not words:
            read = words_of_ones_own(turn.speech, IN_WORDS_OR_NOT)
            words = yield Ask("words", _("A word about it?"), read=read, choices=[LEAVE_OUT], is_free=True)
    yield Do("rate", lambda: turn.desk.rate_project(number, rating, words))
    yield Say(_("Thank you. Your opinion on project %(number)s is kept and shown, without your name.", number=number))


def _is_report(turn: Turn, number: int | None, words: str | None) -> Any:
    """Is something said to be wrong with works of that number, or is it the bare command to say so?"""
    opening = turn.opening
    is_command = asks_to_report(opening, turn.speech)
    if not number:
        return is_command and not words
    is_mark = opening.rest != opening.text and not is_command
    if is_mark or not (is_command or tells_a_fault(words or "", turn.speech)):
        return False
    return (yield from _has_works(turn, number)) or is_command


def _has_works(turn: Turn, number: int) -> Any:
    try:
        return (yield Look("works", lambda: turn.desk.project(number))).state in WITH_WORKS
    except Refusal:
        return False


def _is_for_staff(turn: Turn, number: int | None, words: str | None) -> Any:
    """Are there words without works to rate? A command that names works not finished is refused by itself."""
    opening = turn.opening
    is_command = opening.rest != opening.text and not asks_to_report(opening, turn.speech)
    if not words or (number and is_command) or (not number and wants_to_rate(words, turn.speech)):
        return False
    if not number:
        return True
    try:
        return (yield Look("named", lambda: turn.desk.project(number))).state != DONE
    except Refusal:
        return True


def _given(opening: Record, *, is_fault: bool) -> tuple[int | None, int | None, str | None]:
    """Return what the message said already; words that came without a command are kept whole."""
    numbers = list(opening.numbers or ())
    is_command = bool(opening.text) and opening.rest != opening.text
    if not is_command:
        return (numbers[0] if numbers else None), None, (opening.text or None)
    may_be_mark = len(numbers) > 1 and numbers[1] in RATINGS and not is_fault
    rating = numbers[1] if may_be_mark else None
    words = _NUMBERS_AND_MARKS.sub("", ascii_digits(opening.rest or "")).strip()
    return (numbers[0] if numbers else None), rating, words or None


def _ratings() -> list[Choice]:
    return [
        Choice(1, _("very bad")),
        Choice(2, _("bad")),
        Choice(3, _("fair")),
        Choice(4, _("good")),
        Choice(5, _("very good")),
    ]
