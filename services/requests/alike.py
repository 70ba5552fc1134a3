"""Do two questions ask the same? As far as staff are to be shown them side by side: they decide, nothing is sent.

A stranger wrote them, as many and as long as they liked: each is folded once, its beginning alone is looked at, and it
is compared word by word with the few nearest only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz, process

from models import InformationRequest
from services.requests.known import FEWEST, gist_of, likeness, numbers_in

ALIKE = 70  # of 100: staff look at each group before anything is done with it
MISSPELT = 80
"""Likeness of 100 from which two words are one, with a fault of spelling."""
TELLING = 4
"""Letters from which a word tells what is asked; where each has one that the other lacks, they ask for two things."""
STEM = 5
"""Letters two words must begin with alike to be forms of one: `repare` and `reparation`."""
ENDING, LONG_ENDING = 3, 6
"""Letters after that in the shorter and in the longer word: Antanetibe is no form of Antananarivo."""
MOST_READ, MOST_WORDS = 600, 30
"""Characters of a question that are looked at, and words of weight in them: what is asked stands in its beginning."""
NEAR = 50
"""Likeness of 100 two questions have as they were written, each in forms of its own, where they may ask the same."""
MOST_COMPARED = 8
"""Questions that one is compared with word by word."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a question is about, read once: its topic, its words of weight as one text, the numbers it names."""

    topic: str | None
    text: str
    numbers: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Return the words of weight as they stand."""
        return self.text.split()


def read_gist(row: InformationRequest) -> Gist:
    """Return what a question is about; of a long one, what its beginning says."""
    text = " ".join(gist_of(row.text[:MOST_READ]).split()[:MOST_WORDS])
    return Gist(row.topic, text, tuple(numbers_in(text)))


def find_alike(one: Gist, others: Sequence[Gist]) -> list[int]:
    """Return the places of those that seem to ask what one asks, in the order of the others."""
    return sorted(place for place in _nearest(one, others) if ask_alike(one, others[place]))


def cluster(gists: Sequence[Gist]) -> list[list[int]]:
    """Return the places of gists, each put to the first cluster one of whose gists is like it."""
    clusters: list[list[int]] = []
    homes: list[int] = []
    for place, gist in enumerate(gists):
        home = min((homes[other] for other in find_alike(gist, gists[:place])), default=len(clusters))
        if home == len(clusters):
            clusters.append([])
        clusters[home].append(place)
        homes.append(home)
    return clusters


def _nearest(one: Gist, others: Sequence[Gist]) -> list[int]:
    may = {place: other.text for place, other in enumerate(others) if _may_be_alike(one, other)}
    near = process.extract(one.text, may, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST_COMPARED)
    return [place for _text, _score, place in near]


def ask_alike(one: Gist, other: Gist) -> bool:
    """Do two questions seem to ask the same? Two topics that differ keep them apart, a missing one does not."""
    if not _may_be_alike(one, other):
        return False
    mine, theirs = one.words, _in_words_of(one.words, other.words)
    if min(len(mine), len(theirs)) < FEWEST or (_has_own(mine, theirs) and _has_own(theirs, mine)):
        return False
    return likeness(one.text, " ".join(theirs)) >= ALIKE


def _may_be_alike(one: Gist, other: Gist) -> bool:
    return one.numbers == other.numbers and (not one.topic or not other.topic or one.topic == other.topic)


def _in_words_of(words: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return what is known, each word in the form and the spelling it has among the others."""
    return [said if said in words else same_word(said, words) or said for said in known]


def same_word(said: str, words: Collection[str]) -> str | None:
    """Return the word that is another form of what was said, else the one that is misspelt; None where none is."""
    form = next((word for word in words if word[:STEM] == said[:STEM] and _is_form(word, said)), None)
    if form or len(said) < TELLING:
        return form
    telling = [word for word in words if len(word) >= TELLING]
    found = process.extractOne(said, telling, scorer=fuzz.ratio, score_cutoff=MISSPELT)
    return found[0] if found else None


def _has_own(words: Sequence[str], others: Sequence[str]) -> bool:
    return any(len(word) >= TELLING for word in set(words).difference(others))


def _is_form(one: str, other: str) -> bool:
    """Is a word a form of another, by their beginning and what little follows?"""
    stem = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    shorter, longer = sorted((len(one) - stem, len(other) - stem))
    return stem >= STEM and shorter <= ENDING and longer <= LONG_ENDING
