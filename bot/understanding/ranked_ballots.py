"""Places in a ballot: 'vote 1er 7, 2e 3' puts 7 first, however the numbers stand in the message."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.ballots import read_ballot
from bot.understanding.facts import MOST_WORDS, Facts, read_facts
from bot.understanding.fold import WORD, fold_word
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark, read_marks

PLACE = "\u02d1"
"""Stands before the number of a place among the words: a letter of phonetics that nobody types in a vote."""
_ORDINAL = re.compile(r"(\d{1,2})(?:er|ere|e|eme|iem|ieme|nd|rd|st|th)")


def has_ordinal(text: str) -> bool:
    """Does a number in it say a place, as '1er' and '2nd' do?"""
    return any(_ORDINAL.fullmatch(fold_word(word)) for word in WORD.findall(text)[:MOST_WORDS])


def is_ranked(text: str, languages: Sequence[str]) -> bool:
    """Do ordinals give each project of a ballot its place?"""
    return read_ranked(read_facts(text, lexicon_of(tuple(languages)))) is not None


def read_ranked(facts: Facts) -> tuple[int, ...] | None:
    """Return the projects of a ballot by the places that ordinals give them; None unless these count up from one.

    Each place has its project just behind it, or each just before it. One ordinal alone may as well be a project.
    """
    if facts.reference or not has_ordinal(facts.folded.digits):
        return None
    words = [fold_word(word) for word in WORD.findall(facts.folded.digits)][:MOST_WORDS]
    marks = [mark for word in words for mark in _marks_of(word, facts.lexicon)]
    numbers = read_ballot([mark for mark in marks if not mark.word.startswith(PLACE)], facts.lexicon)
    for step in (1, -1):
        placed = _placed(marks, step, facts.lexicon)
        if placed and sorted(placed) == sorted(numbers):
            return placed
    return None


def _marks_of(word: str, lexicon: Lexicon) -> list[Mark]:
    found = _ORDINAL.fullmatch(word)
    return [Mark(f"{PLACE}{int(found[1])}")] if found else read_marks([word], lexicon)


def _placed(marks: Sequence[Mark], step: int, lexicon: Lexicon) -> tuple[int, ...]:
    places: dict[str, int] = {}
    for at, mark in enumerate(marks):
        if mark.word.startswith(PLACE):
            number = _beside(marks, at, step, lexicon)
            if number is None or mark.word in places:
                return ()
            places[mark.word] = number
    wanted = [f"{PLACE}{place}" for place in range(1, len(places) + 1)]
    is_whole = len(places) > 1 and sorted(places) == sorted(wanted)
    return tuple(places[place] for place in wanted) if is_whole else ()


def _beside(marks: Sequence[Mark], at: int, step: int, lexicon: Lexicon) -> int | None:
    """Return the number just behind or before a place, but for small words that lead to one."""
    at += step
    while 0 <= at < len(marks) and marks[at].value is None and marks[at].word in lexicon.before:
        at += step
    return marks[at].value if 0 <= at < len(marks) else None
