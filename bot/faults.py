"""Is something said to be broken, and of which project? Then the staff are told, and nobody is asked for a mark.

A number may also count taps or name a class: only one that is said as a project's is taken for it without asking.
"""

from __future__ import annotations

from bot.answers import words_of
from bot.phrases import Speech, _
from bot.records import Record
from bot.understanding.fold import ascii_digits, fold
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark, read_marks
from bot.understanding.said_phrases import says_one_of

WITH_WORKS = {"funded", "under_way", "done", "abandoned"}
"""States of a project that got its money: only there something can be broken, late or left undone."""

PROJECT_WORDS = _("project, proj")
"""Words after which a number is a project's."""
NUMBER_WORDS = _("number, no, num, nr")
"""Words after which a number counts nothing; behind a noun it is that thing's: "street lamp number 4"."""
LINK_WORDS = _("the, this, that, of, at")
"""Small words that leave a word for "number" behind them without a noun."""
SINGLE_WORDS = _("this, that")
"""Words that stand before one thing, never before several."""
DATE_WORDS = _("since, since the, until, until the, till, till the, from the, on the, night of the")
"""What stands before the day of a month."""
BESIDE_ONE = _("is, has")
"""Small words between a project's number and what is wrong with it."""


def tells_a_fault(text: str, speech: Speech) -> bool:
    """Do some words say that something does not work?"""
    return says_one_of(fold(text).split(), lexicon_of(tuple(speech.languages)).broken)


def asks_to_report(opening: Record, speech: Speech) -> bool:
    """Was it the command to report a fault, PANNE or BROKEN, and not the one to rate?"""
    text, rest = opening.text or "", opening.rest or ""
    command = text[: len(text) - len(rest)] if text.endswith(rest) else text
    return bool(command.strip()) and rest != text and tells_a_fault(command, speech)


def number_in(opening: Record, speech: Speech) -> int | None:
    """Return the number that is said as a project's, else that of one thing, else the first; a day's is none."""
    numbers = {number: _words_before(number, opening, speech) for number in opening.numbers or ()}
    candidates = {number: before for number, before in numbers.items() if before}
    named = [number for number, before in candidates.items() if _is_named(before, set(), speech)]
    single = [number for number, before in candidates.items() if _is_single(before, speech)]
    return next(iter([*named, *single, *candidates]), None)


def is_said_as_one(number: int, found: Record | None, opening: Record, speech: Speech) -> bool:
    """Is a number plainly that of a project: after "project" or the project's own name, or with little else beside?

    After the command it is where it comes first; one that comes after others has to be called a project's.
    """
    before = _words_before(number, opening, speech)
    is_first = list(opening.numbers or ())[:1] == [number]
    if _is_named(before, _name_words(found), speech) or (is_first and _is_single(before, speech)):
        return True
    marks, lexicon = _marks_of(opening, speech), lexicon_of(tuple(speech.languages))
    if not marks or marks[0].value != number:
        return False
    return asks_to_report(opening, speech) or _says_little_else([mark.word for mark in marks[1:]], lexicon, speech)


def _marks_of(opening: Record, speech: Speech) -> list[Mark]:
    words = fold(ascii_digits(opening.rest or opening.text or "")).split()
    lexicon = lexicon_of(tuple(speech.languages))
    marks = read_marks(words, lexicon)
    while marks and marks[0].value is None and marks[0].word in lexicon.courtesy:
        marks = marks[1:]
    return marks


def _words_before(number: int, opening: Record, speech: Speech) -> list[tuple[str, str]]:
    """Return the two words before each place of a number, "" where there is none; not where it is the day of a date."""
    marks = [Mark(""), Mark(""), *_marks_of(opening, speech)]
    words = ["" if mark.value is not None else mark.word for mark in marks]
    places = [at for at, mark in enumerate(marks) if mark.value == number]
    before = [(words[at - 2], words[at - 1]) for at in places] or [("", "")]
    dates = words_of(DATE_WORDS, speech)
    return [(first, last) for first, last in before if dates.isdisjoint({last, f"{first} {last}"})]


def _is_named(before: list[tuple[str, str]], names: set[str], speech: Speech) -> bool:
    """Does a name stand before a number, with a word for "number" between them or not? That alone names it too."""
    named = words_of(PROJECT_WORDS, speech) | names
    counting, bare = words_of(NUMBER_WORDS, speech), {"", *named, *words_of(LINK_WORDS, speech)}
    return any(last in named or (last in counting and first in bare) for first, last in before)


def _is_single(before: list[tuple[str, str]], speech: Speech) -> bool:
    return any(last in words_of(SINGLE_WORDS, speech) for _first, last in before)


def _name_words(found: Record | None) -> set[str]:
    """Return the words of a project's names, with and without what is written onto their front."""
    if found is None:
        return set()
    names = [*(found.titles or {}).values(), *(found.short_names or {}).values()]
    words = {word for name in names for word in fold(name or "").split() if len(word) > 2}
    return words | {word.removeprefix("ال") for word in words} | {f"ال{word}" for word in words}


def _says_little_else(words: list[str], lexicon: Lexicon, speech: Speech) -> bool:
    text = f" {' '.join(words)} "
    for phrase in sorted(lexicon.broken, key=len, reverse=True):
        text = text.replace(f" {phrase} ", "  ")
    return set(text.split()) <= lexicon.courtesy | words_of(BESIDE_ONE, speech)
