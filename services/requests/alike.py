"""Do two questions ask the same? As far as staff are to be shown them side by side: they decide, nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rapidfuzz import fuzz

from models import InformationRequest
from services.requests.known import FEWEST, gist_of, has_same_numbers, likeness

ALIKE = 70  # of 100: staff look at each group before anything is done with it
MISSPELT = 80
"""Likeness of 100 from which two words are one, with a fault of spelling."""
TELLING = 4
"""Letters from which a word tells what is asked; where each has one that the other lacks, they ask for two things."""
STEM = 5
"""Letters two words must begin with alike to be forms of one: `repare` and `reparation`."""
ENDING, LONG_ENDING = 3, 6
"""Letters after that in the shorter and in the longer word: Antanetibe is no form of Antananarivo."""


def ask_alike(one: InformationRequest, other: InformationRequest) -> bool:
    """Do two questions seem to ask the same? Two topics that differ keep them apart, a missing one does not."""
    if one.topic and other.topic and one.topic != other.topic:
        return False
    gist, known = gist_of(one.text), gist_of(other.text)
    if min(len(gist.split()), len(known.split())) < FEWEST or not has_same_numbers(gist, known):
        return False
    mine, theirs = gist.split(), _in_words_of(gist.split(), known.split())
    if _has_own(mine, theirs) and _has_own(theirs, mine):
        return False
    return likeness(gist, " ".join(theirs)) >= ALIKE


def _in_words_of(words: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return what is known, each word in the form and the spelling it has among the others."""
    return [next((word for word in words if is_same_word(word, said)), said) for said in known]


def _has_own(words: Sequence[str], others: Sequence[str]) -> bool:
    return any(len(word) >= TELLING for word in set(words).difference(others))


def is_same_word(one: str, other: str) -> bool:
    """Are two words one: misspelt, or another form of it by their beginning and what little follows?"""
    stem = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    shorter, longer = sorted((len(one) - stem, len(other) - stem))
    is_form = stem >= STEM and shorter <= ENDING and longer <= LONG_ENDING
    return is_form or (min(len(one), len(other)) >= TELLING and fuzz.ratio(one, other) >= MISSPELT)
