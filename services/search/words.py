"""Words as they are compared: folded, without the article written onto Arabic ones, without a plural's last letter.

A misspelt word differs from the one that was meant by a few letters, not by its whole end: a maternity is no material.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from bot.understanding.fold import WORD, ascii_digits, fold_word

MOST_EDITS = 2
"""Letters that a misspelt word has wrong, too many or too few; one of four where it is long."""

SHORTEST = 2
SHORTEST_STEM = 3
ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")
PLURALS = ("s", "x")
_EMPTY_LATIN = "de du des la le les un une et en au aux pour par sur dans avec ou the of and for in on to at an"
_EMPTY_ARABIC = "من في على الى عن مع او"
EMPTY = frozenset(_EMPTY_LATIN.split() + _EMPTY_ARABIC.split())


def words_of(text: str) -> list[str]:
    """Return the words of a text that it may be found by, in order."""
    folded = map(fold_word, WORD.findall(text if text.isascii() else ascii_digits(text)))
    return [stem(word) for word in folded if len(word) >= SHORTEST and word not in EMPTY]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without what changes nothing about its meaning."""
    if word.isascii():
        return word[:-1] if word.endswith(PLURALS) and len(word) > SHORTEST_STEM else word
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST_STEM:
            return word.removeprefix(article)
    return word


def may_be_misspelt(said: str, word: str) -> bool:
    """Are the letters by which two words differ few enough for a slip?"""
    most = max(MOST_EDITS, max(len(said), len(word)) // 4)
    return Levenshtein.distance(said, word, score_cutoff=most) <= most
