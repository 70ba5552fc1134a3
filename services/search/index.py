"""An index in memory: for each word the things that have it, and which words are like a word that was asked for.

Only distinct words are compared letter by letter, a few thousand where there are fifty thousand lines; what they lead
to is looked up. Ids and postings are arrays of numbers, so that an index takes a few megabytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable
from math import log
from typing import NamedTuple

from rapidfuzz import fuzz, process

from services.search.kind import Entry
from services.search.words import may_be_misspelt, words_of

MOST_ENTRIES = 200_000
ALIKE = 77.0
"""Likeness in per cent from which a word is taken for a misspelt other one."""

SHORTEST_FUZZY = 4
SHORTEST_PREFIX = 3
MOST_LIKE = 24
MOST_WORDS = 6
BEGINS = 0.9
"""What a word that only begins like the one asked for is worth, of 1."""

COMMON = 1.0 + log(5)
"""What a word counts that one thing in five has."""

ENOUGH = 0.5
"""Of the weight of what was asked, how much a thing must have in order to be found; a word that nothing has weighs as
much as the rarest one that something has."""


class Found(NamedTuple):
    """A thing that was found: how well it fits (1 is wholly), its rank, its id, the number of the whole it is part of.

    The number is 0 where it is no part of anything.
    """

    score: float
    rank: int
    id: int
    whole: int = 0


class Index:
    """The words of the things of one kind."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._ids, self._ranks, self._wholes = array("q"), array("q"), array("L")
        numbers: dict[Hashable, int] = {None: 0}
        postings: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for place, entry in enumerate(entries):
            if place >= MOST_ENTRIES:
                break
            self._ids.append(entry.id)
            self._ranks.append(entry.rank)
            self._wholes.append(numbers.setdefault(entry.whole, len(numbers)))
            for word in set(words_of(entry.words)):
                postings[word].append(place)
        self._postings = dict(postings)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._postings:
            if not word.isdecimal():
                self._by_length[len(word)].append(word)

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, text: str, most: int, enough: float = ENOUGH, *, wanted: int | None = None) -> list[Found]:
        """Return what fits the words best, of each whole the best part.

        Of equals those of the `wanted` rank come first, then the greatest rank, the lowest id: they are told apart
        here, before what comes last is cut off.
        """
        asked = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
        if not asked or not self._ids:
            return []
        scores: defaultdict[int, float] = defaultdict(float)
        ways = [self._like(word) for word in asked]
        known = [self._weight(like) for like in ways if like]
        if not known:
            return []
        whole = len(ways) * max(known) - sum(max(known) - weight for weight in known)
        for weight, like in sorted(zip(known, filter(None, ways), strict=True), key=lambda each: -each[0]):
            # A word that is everywhere finds nothing by itself beside a rarer one: it only ranks what that one found.
            if scores and weight < COMMON:
                self._add_to_found(scores, like, weight)
            else:
                self._add(scores, like, weight)
        found = [
            Found(round(score / whole, 4), self._ranks[place], self._ids[place], self._wholes[place])
            for place, score in scores.items()
            if score >= enough * whole
        ]
        found.sort(key=lambda each: (-each.score, each.rank != wanted, -each.rank, each.id))
        best: dict[int, Found] = {}
        for each in found:
            best.setdefault(-each.whole or each.id, each)  # a whole's number below nought, where no id is
        return list(best.values())[:most]

    def parts(self, whole: int) -> list[int]:
        """Return the ids of all parts of a whole, in order."""
        if not whole:
            return []
        return sorted(part for part, number in zip(self._ids, self._wholes, strict=True) if number == whole)

    def _add_to_found(self, scores: defaultdict[int, float], like: dict[str, float], weight: float) -> None:
        ways = [(likeness, self._postings[other]) for other, likeness in like.items()]
        for place in scores:
            scores[place] += weight * max((likeness for likeness, places in ways if _holds(places, place)), default=0.0)

    def _add(self, scores: defaultdict[int, float], like: dict[str, float], weight: float) -> None:
        """Add what one word is worth, to each thing once, by the word of it that is most alike."""
        best: dict[int, float] = {}
        for other, likeness in sorted(like.items(), key=lambda item: item[1]):
            best.update(dict.fromkeys(self._postings[other], likeness))
        for place, likeness in best.items():
            scores[place] += weight * likeness

    def _weight(self, like: dict[str, float]) -> float:
        """Return what a word counts, by the words like it: the rarer the more."""
        often = max(len(self._postings[other]) for other in like)
        return 1.0 + log((1 + len(self._ids)) / (1 + often))

    def _like(self, word: str) -> dict[str, float]:
        """Return the words that are like the one asked for, and how like, 0 to 1."""
        like = {word: 1.0} if word in self._postings else {}
        if word.isdecimal() or len(word) < SHORTEST_PREFIX:
            return like
        for length, others in self._by_length.items():
            if length > len(word):
                like |= {other: BEGINS for other in others if other.startswith(word)}
        return like | self._misspelt(word, like)

    def _misspelt(self, word: str, known: dict[str, float]) -> dict[str, float]:
        if len(word) < SHORTEST_FUZZY or 1.0 in known.values():
            return {}
        near = [other for length in range(len(word) - 2, len(word) + 3) for other in self._by_length.get(length, ())]
        alike = process.extract(word, near, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_LIKE)
        return {
            other: likeness / 100
            for other, likeness, _place in alike
            if other not in known and may_be_misspelt(word, other)
        }


def _holds(places: array[int], place: int) -> bool:
    """Does a posting, which is in order, have this place?"""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place
