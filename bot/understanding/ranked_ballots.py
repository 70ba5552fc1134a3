"""Places in a ballot: 'vote 1er 7, 2e 3' puts 7 first, however the numbers stand in the message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.ballots import read_ballot
from bot.understanding.facts import MOST_WORDS, Facts, read_facts
from bot.understanding.fold import WORD, fold_word
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon, lexicon_of
from bot.understanding.numbers import Mark, read_marks
from bot.understanding.pointed_ballots import numbers_alone

PLACE = "\u02d1"
"""Stands before the number of a place among the words: a letter of phonetics that nobody types in a vote."""
_ORDINAL = re.compile(r"(\d{1,2})(?:er|ere|e|eme|iem|ieme|nd|rd|st|th)")


def has_ordinal(text: str, languages: Sequence[str]) -> bool:
    """Does a number in it say a place, as '1er', '2nd' and 'second' do?"""
    return any(mark.word.startswith(PLACE) for mark in place_marks(text, lexicon_of(tuple(languages))))


def place_marks(text: str, lexicon: Lexicon) -> list[Mark]:
    """Return the marks of a text with ASCII digits; each ordinal is one that begins with `PLACE` and is no number."""
    words = [fold_word(word) for word in WORD.findall(text.replace(PLACE, " "))][:MOST_WORDS]
    return read_marks(list(_with_places(words, lexicon)), lexicon)


def is_ranked(text: str, languages: Sequence[str]) -> bool:
    """Do ordinals give each project of a ballot its place?"""
    facts = read_facts(text, lexicon_of(tuple(languages)))
    return (read_ranked(facts) or read_ranked(facts, is_vote=False)) is not None


def read_ranked(facts: Facts, *, is_vote: bool = True) -> tuple[int, ...] | None:
    """Return the projects of a ballot by the places that ordinals give them; None unless these count up from one.

    Each place has its project just behind it, or each just before it. One ordinal alone may as well be a project.
    """
    marks = place_marks(facts.folded.digits, facts.lexicon)
    if facts.reference or not any(mark.word.startswith(PLACE) for mark in marks):
        return None
    plain = [mark for mark in marks if not mark.word.startswith(PLACE)]
    numbers = read_ballot(plain, facts.lexicon) if is_vote else numbers_alone(plain, facts.lexicon)
    for step in (1, -1):
        placed = _placed(marks, step, facts.lexicon)
        if placed and sorted(placed) == sorted(numbers):
            return placed
    return None


def _with_places(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the words; an ordinal of several, 'dix-septième', by its place, and a number of several as it stands."""
    at = 0
    while at < len(words):
        length = _length_of_several(words, at, lexicon)
        phrase = " ".join(words[at : at + length])
        if phrase in lexicon.ordinals:
            yield f"{PLACE}{lexicon.ordinals[phrase]}"
        elif length:
            yield from words[at : at + length]
        else:
            yield from _with_place(words[at], lexicon)
        at += length or 1


def _length_of_several(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """Return how many words from here make up one ordinal or one number that begins with an ordinal, 0 for one word."""
    if words[at] not in lexicon.number_heads and words[at] not in lexicon.ordinals:
        return 0
    several = range(min(LONGEST_PHRASE, len(words) - at), 1, -1)
    phrases = ((length, " ".join(words[at : at + length])) for length in several)
    tables = (lexicon.ordinals, lexicon.number_words if words[at] in lexicon.ordinals else {})
    return next((length for length, phrase in phrases if any(phrase in table for table in tables)), 0)


def _with_place(word: str, lexicon: Lexicon) -> list[str]:
    """Return the word, an ordinal by the place that it says; an 'and' that is written onto it stands apart."""
    if found := _ORDINAL.fullmatch(word):
        return [f"{PLACE}{int(found[1])}"]
    if word[:1] in lexicon.attached and word[1:] in lexicon.ordinals:
        return [word[0], f"{PLACE}{lexicon.ordinals[word[1:]]}"]
    return [f"{PLACE}{lexicon.ordinals[word]}"] if word in lexicon.ordinals else [word]


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
