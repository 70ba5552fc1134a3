"""The questions that are asked in every public session on a budget: which of them some words ask."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from bot.understanding.fold import fold
from locales.words import languages, load_words

LONGEST = 20
"""Words of such a question: in a longer one much else is said."""
SHORTEST_STEM = 4
"""Letters from which a word is also found inside another one: `enseignant` in `enseignants`."""


class Typical(StrEnum):
    """What is asked; the keys are those of `[asked]` in the words files."""

    EXECUTES = "executes"
    INVENTORY = "inventory"
    RECOVERY = "recovery"
    PROGRAMME = "programme"
    COPY = "copy"
    PARTNERS = "partners"
    LEVIES = "levies"
    TEACHERS = "teachers"


def typical_question(text: str) -> Typical | None:
    """Return which of them a text asks, in whichever language; None where it asks none, or much else beside it."""
    words = fold(text).split()
    if not 1 < len(words) <= LONGEST:
        return None
    return next((asked for asked in Typical if any(_says(words, item) for item in _items(asked))), None)


def _says(words: Sequence[str], item: tuple[str, ...]) -> bool:
    """Does every word of an item stand among the words, in whichever order and form?"""
    return all(any(_is(word, wanted) for word in words) for wanted in item)


def _is(word: str, wanted: str) -> bool:
    return word == wanted or (len(wanted) >= SHORTEST_STEM and wanted in word)


@lru_cache(maxsize=len(Typical))
def _items(asked: Typical) -> tuple[tuple[str, ...], ...]:
    found = [item for tag in languages() for item in load_words(tag).asked.get(asked, ())]
    return tuple(dict.fromkeys(tuple(fold(item).split()) for item in found))


def names_listed(key: str) -> tuple[str, ...]:
    """Return what lines of a budget are called by, of a list of `[asked]`, in every language."""
    return tuple(dict.fromkeys(item for tag in languages() for item in load_words(tag).asked.get(key, ())))
