"""What people say of finished works: a rating from 1 to 5, and words."""

from __future__ import annotations

import re
from typing import Any

from bot.answers import IN_WORDS_OR_NOT, LEAVE_OUT, NO_WORDS, YES_WORDS, one_number, words_of_ones_own
from bot.dialogue import Talk, Turn, dialogue
from bot.faults import WITH_WORKS, asks_to_report, is_said_as_one, number_in, tells_a_fault
from bot.knowing import wants_to_rate
from bot.naming import numbered
from bot.phrases import _
from bot.ports import Offer
from bot.records import Record
from bot.steps import Ask, Choice, Choose, Do, Go, Look, Say
from bot.understanding.fold import ascii_digits
from bot.understanding.intents import Intent
from budgeting.refusal import Refusal

RATINGS = range(1, 6)
DONE = "done"
_NUMBER = re.compile(r"^\W*\d+[\s.,;:/#-]*")
_NUMBERS_AND_MARKS = re.compile(r"^[\d\s.,;:/#-]+")


@dialogue("feedback", intents=(Intent.FEEDBACK,), label=_("Rate finished works"), order=100, needs=Offer.WORKS)
def feedback(turn: Turn) -> Talk:
    """Take the project, a rating and words; `NOTE 4 3 well made` is enough.

    What is broken is reported with its project, and nobody is asked for a mark. Words that name no works, 'the pump is
    broken', are for the staff: they become a question to the town hall, also where one of its meanings was picked.
    """
    opening = turn.opening
    number, rating, words = _given(opening, is_fault=asks_to_report(opening, turn.speech))
    if rating is None and tells_a_fault(opening.text or "", turn.speech):
        number = number_in(opening, turn.speech)
    if rating is None and (reported := (yield from _reported(turn, number, words))):
        yield reported
        return
    if not (opening.is_chosen and number) and (yield from _is_for_staff(turn, number, words)):
        yield Go("ask", _for_staff(turn))
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


def _reported(turn: Turn, number: int | None, words: str | None) -> Any:
    """Return where goes what is said to be wrong with works, None where nothing is; the bare command asks of which.

    A number that may count something is asked about: a fault is never filed under another project.
    """
    opening = turn.opening
    is_command = asks_to_report(opening, turn.speech)
    report = Go("report", {"number": number, "words": words, **_things(opening)})
    if not number:
        return report if is_command and not words else None
    is_mark = opening.rest != opening.text and not is_command
    if is_mark or not (is_command or tells_a_fault(words or "", turn.speech)):
        return None
    found = yield from _works_of(turn, number)
    is_plain = is_said_as_one(number, found, opening, turn.speech)
    if found is None:
        return report if is_command and is_plain else None
    return report if is_plain or (yield from _is_of_it(turn, found)) else Go("ask", _for_staff(turn))


def _things(opening: Record) -> dict[str, Any]:
    return {"text": opening.text, "photo": opening.photo, "location": opening.location}


def _is_of_it(turn: Turn, found: Record) -> Any:
    """Is that project meant? Of who cannot be asked now nothing is guessed."""
    if not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        return False
    choices = [Choice(True, _("yes"), words=YES_WORDS), Choice(False, _("no, for the town hall"), words=NO_WORDS)]
    return (yield Choose("is_of_it", _("Is it about this project: %(projects)s?", projects=numbered([found])), choices))


def _for_staff(turn: Turn) -> dict[str, Any]:
    return {"text": turn.opening.text, "rest": turn.opening.text, "intent": str(Intent.ASK)}


def _works_of(turn: Turn, number: int) -> Any:
    """Return the project of a number where it has works, None where it has none."""
    try:
        found = yield Look("works", lambda: turn.desk.project(number))
    except Refusal:
        return None
    return found if found.state in WITH_WORKS else None


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
    read_already = _NUMBER if is_fault else _NUMBERS_AND_MARKS
    words = read_already.sub("", ascii_digits(opening.rest or "")).strip()
    return (numbers[0] if numbers else None), rating, words or None


def _ratings() -> list[Choice]:
    return [
        Choice(1, _("very bad")),
        Choice(2, _("bad")),
        Choice(3, _("fair")),
        Choice(4, _("good")),
        Choice(5, _("very good")),
    ]
