"""Points in a ballot: 'vote 3:5 7:2', 'vote 3=5', 'vote 3 5pts', 'vote 5 points pour le 3'.

The numbers that belong together are found first, and one is left of each pair, that of the project; what remains has to
be a ballot by the rules of `ballots`, so that nothing becomes one that were none without points. Only what binds two
numbers beyond doubt counts: a colon or an equals sign between them, or a word for points behind the second one. 'Vote
3 7' says no points, whatever is voted by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.ballots import read_ballot
from bot.understanding.deciding import MINUS
from bot.understanding.decision import Decision
from bot.understanding.facts import MOST_WORDS, Facts
from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark, meant_numbers, read_marks
from bot.understanding.phrase_lengths import joined

SIGN = "\u02d0"
"""Stands for a colon or an equals sign among the words: a letter of phonetics that nobody types in a vote."""
LONGEST = 4
"""Digits of a number of points that is read at all; how many there may be is for who judges the ballot."""

_SIGNS = re.compile(r"\s*(?:[:=\ufe55\uff1a\uff1d\u2192]|[-=]>)\s*")
_BROKEN = re.compile(
    rf"(?P<project>\d{{1,3}}){_SIGNS.pattern}"
    rf"(?:{MINUS}\s*\d+(?:[.,]\d+)?|\d+(?:[.,]|\s*/\s*)\d+|\d*\s?[\u00bc-\u00be\u00b2\u00b3\u00b9])"
    rf"(?!\d|{_SIGNS.pattern}\d)"
)
"""Points below nought or in parts: 13:-2, 13:2.5, 13:1/2; '13:2,14:3' has none."""
_GLUED = re.compile(r"(\d+)([^\W\d_]+)")
_CLOCK = re.compile(r"\s*\d{1,2}\s*:\s*\d\d\s*")
_PADDED = re.compile(r"0\d")


class Pointed(NamedTuple):
    """Projects in order, each once, and beside each its points: None where none, or two, were said for it."""

    numbers: tuple[int, ...]
    points: tuple[int | None, ...]


class _Pair(NamedTuple):
    """A project and its points, how many marks say it, and whether a sign binds them."""

    project: Mark
    points: int
    length: int
    is_signed: bool


def read_pointed(facts: Facts, *, is_vote: bool = True) -> Pointed | None:
    """Return the points of a ballot, or of numbers alone where it need be none; None where none are given for sure."""
    if facts.reference or _CLOCK.fullmatch(facts.folded.digits) or not _may_have_points(facts):
        return None
    if broken_points(facts.folded.digits):
        return None
    kept, pairs = _kept_and_pairs(facts)
    if any(mark.word == SIGN or mark.word in facts.lexicon.points for mark in kept):
        return None
    numbers = read_ballot(kept, facts.lexicon) if is_vote else numbers_alone(kept, facts.lexicon, len(pairs))
    return _joined(numbers, pairs)


def keep_points(facts: Facts, decision: Decision) -> Decision:
    """Return a doubtful vote with the points that signs bind to its projects, which are no projects then: 'add 3:5'."""
    said = decision.numbers if decision.numbers is not None else facts.numbers
    is_vote = decision.intent is Intent.VOTE and not (decision.sure or decision.points or decision.refused)
    if not (is_vote and said) or broken_points(facts.folded.digits):
        return decision
    kept, pairs = _kept_and_pairs(facts)
    numbers = {mark.value for mark in kept if mark.value is not None}
    given = {pair.points for pair in pairs} - numbers
    wanted = tuple(number for number in said if number not in given)
    pointed = _joined(wanted, pairs) if all(pair.is_signed for pair in pairs) else None
    return decision._replace(numbers=pointed.numbers, points=pointed.points) if pointed else decision


def _kept_and_pairs(facts: Facts) -> tuple[list[Mark], list[_Pair]]:
    """Return the marks of a message with one mark for each pair of a project and its points, and these pairs."""
    kept, pairs = list[Mark](), list[_Pair]()
    marks, at = _marks_with_signs(facts), 0
    while at < len(marks):
        pair = _pair_at(marks[at : at + 7], facts.lexicon)
        kept.append(pair.project if pair else marks[at])
        pairs += [pair] if pair else []
        at += pair.length if pair else 1
    return kept, pairs


def broken_points(text: str) -> list[tuple[int, str]]:
    """Return each project beside points that are no whole number, and how both are written."""
    return [(int(found["project"]), found.group()) for found in _BROKEN.finditer(text)]


def has_unclear_points(text: str) -> bool:
    """Does a sign stand between two numbers that no pair was read of?"""
    return re.search(rf"\d{_SIGNS.pattern}\d", text) is not None


def points_alone(text: str, languages: Sequence[str]) -> int | None:
    """Return the only number of an answer with a word for points and small words, or with 'I give': '4 pts please'."""
    lexicon = lexicon_of(tuple(languages))
    words = [part for word in WORD.findall(ascii_digits(text)) for part in _unglued(fold_word(word), lexicon)]
    marks = read_marks(words[:MOST_WORDS], lexicon)
    numbers = [mark for mark in marks if _is_number(mark)]
    said = {mark.word for mark in marks}
    small = lexicon.gives | lexicon.polite | lexicon.vote_before | {mark.word for mark in numbers}
    is_given = not lexicon.gives.isdisjoint(said) and said <= small
    small |= joined(lexicon.points, lexicon.points_for, lexicon.before, lexicon.filler, lexicon.courtesy)
    of_points = is_given or (not lexicon.points.isdisjoint(said) and said <= small)
    if len(numbers) != 1 or not of_points or not lexicon.without.isdisjoint(said):
        return None
    (only,) = numbers
    return int(only.word) if only.value is None and len(only.word) <= LONGEST else only.value


def _may_have_points(facts: Facts) -> bool:
    digits = facts.folded.digits
    return _SIGNS.search(digits) is not None or _any_of(facts.lexicon.points).search(digits.casefold()) is not None


@lru_cache(maxsize=64)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _joined(numbers: Sequence[int], pairs: Sequence[_Pair]) -> Pointed | None:
    """Return the points beside the numbers; None where they do not belong together beyond doubt."""
    said = [pair.project.value for pair in pairs]
    if not said or not set(said) <= set(numbers):
        return None
    if len(numbers) > len(set(said)) and not all(pair.is_signed for pair in pairs):
        return None  # 'vote 3 5 7 2 points': which of them is a project?
    points = {pair.project.value: pair.points for pair in pairs if said.count(pair.project.value) == 1}
    return Pointed(tuple(numbers), tuple(points.get(number) for number in numbers))


def _marks_with_signs(facts: Facts) -> list[Mark]:
    """Return the marks of the message with `SIGN` where one stands behind a number: 'VOTE: 3' has none."""
    text = _SIGNS.sub(f" {SIGN} ", facts.folded.digits)
    words = [fold_word(word) for word in WORD.findall(text)][:MOST_WORDS]
    marks = read_marks([part for word in words for part in _unglued(word, facts.lexicon)], facts.lexicon)
    return [mark for at, mark in enumerate(marks) if mark.word != SIGN or (at and _is_number(marks[at - 1]))]


def _unglued(word: str, lexicon: Lexicon) -> Sequence[str]:
    """Return '5pts' as '5' and 'pts'; any other word as it is."""
    found = _GLUED.fullmatch(word)
    return found.groups() if found and found[2] in lexicon.points else (word,)


def _is_number(mark: Mark) -> bool:
    return mark.value is not None or mark.word.isdecimal()


def _pair_at(here: Sequence[Mark], lexicon: Lexicon) -> _Pair | None:
    """Return the pair that stands at the head of these marks."""
    words = [mark.word for mark in here] + [""] * 4
    if here[0].value is not None and words[1] == SIGN and len(here) > 2:
        return _pair(here[0], here[2], 4 if words[3] in lexicon.points else 3, is_signed=True)
    if here[0].value is not None and words[2] in lexicon.points:
        return _pair(here[0], here[1], 3, is_signed=False)
    return _points_first(here, lexicon) if words[1] in lexicon.points else None


def _points_first(here: Sequence[Mark], lexicon: Lexicon) -> _Pair | None:
    """Read '5 points pour le 3': a word that gives them to somebody has to lead to the project."""
    between = [*here[2:]]
    while between and between[0].value is None and between[0].word in joined(lexicon.before, lexicon.points_for):
        between.pop(0)
    at = len(here) - len(between)
    leads = any(mark.word in lexicon.points_for for mark in here[2:at])
    if not leads or not between or between[0].value is None:
        return None
    return _pair(between[0], here[0], at + 1, is_signed=False)


def _pair(project: Mark, points: Mark, length: int, *, is_signed: bool) -> _Pair | None:
    """Return a pair; nought points are points, to be judged like any others, and the 05 of an hour is none."""
    if points.value is None and (not points.word.isdecimal() or len(points.word) > LONGEST):
        return None
    said = points.value if points.value is not None else int(points.word)
    return None if _PADDED.match(points.word) else _Pair(project, said, length, is_signed)


def numbers_alone(marks: list[Mark], lexicon: Lexicon, pairs: int = 0) -> tuple[int, ...]:
    """Return the numbers of a message that holds nothing else: 'project 3: 5' asks for one, 'projects 3:5 7:2' not."""
    for mark in marks:
        is_command = mark.word in lexicon.vote or (mark.word in lexicon.openers and pairs < 2)
        if mark.value is None and (mark.word not in lexicon.beside_numbers or is_command):
            return ()
    return meant_numbers(marks, lexicon, listed=True)
