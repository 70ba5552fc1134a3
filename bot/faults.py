"""Is something said to be broken, and of which project? Then the staff are told, and nobody is asked for a mark.

A number may also count taps or name a class: only one that is said as a project's is taken for it without asking.
"""

from __future__ import annotations

from itertools import pairwise

from bot.answers import words_of
from bot.phrases import Speech, _
from bot.records import Record
from bot.understanding.fold import ascii_digits, fold
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark, read_marks
from bot.understanding.said_phrases import says_one_of

WITH_WORKS = {"funded", "under_way", "done", "abandoned"}
"""States of a project that got its money: only there something can be broken, late or left undone."""

BEFORE_ONE = _("project, number, no, num, nr")
"""Words after which a number is that of one project, and counts nothing."""
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
    """Return the number that is said as a project's, else the first; None where there is none."""
    numbers, marks = list(opening.numbers or ()), _marks_of(opening, speech)
    named = words_of(BEFORE_ONE, speech)
    return next((number for number in numbers if _word_before(number, marks) in named), numbers[0] if numbers else None)


def is_said_as_one(number: int, found: Record | None, opening: Record, speech: Speech) -> bool:
    """Is a number plainly that of a project: after "project" or the project's own name, or with little else beside?

    After the command it is where it comes first.
    """
    marks, lexicon = _marks_of(opening, speech), lexicon_of(tuple(speech.languages))
    before = _word_before(number, marks)
    if before in words_of(BEFORE_ONE, speech) | _name_words(found):
        return True
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


def _word_before(number: int, marks: list[Mark]) -> str | None:
    words = (before.word for before, mark in pairwise(marks) if mark.value == number and before.value is None)
    return next(words, None)


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
