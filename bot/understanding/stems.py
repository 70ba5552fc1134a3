"""Words without what changes nothing about their meaning: an Arabic article written onto them, a plural's letter."""

from __future__ import annotations

from functools import lru_cache

SHORTEST_STEM = 3
ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")
PLURALS = ("s", "x")
_EMPTY_LATIN = "de du des la le les un une et en au aux pour par sur dans avec ou the of and for in on to at an"
_EMPTY_ARABIC = "من في على الى عن مع او"
EMPTY = frozenset(_EMPTY_LATIN.split() + _EMPTY_ARABIC.split())
"""Small words by which nothing is told from something else."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without what changes nothing about its meaning."""
    if word.isascii():
        return word[:-1] if word.endswith(PLURALS) and len(word) > SHORTEST_STEM else word
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST_STEM:
            return word.removeprefix(article)
    return word
