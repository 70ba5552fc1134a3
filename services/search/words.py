"""Words as they are compared: folded, without the article written onto Arabic ones, without a plural's last letter.

A misspelt word differs from the one that was meant by a few letters, not by its whole end: a maternity is no material.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.stems import EMPTY, stem
from locales.words import load_words, reviewed_languages

MOST_EDITS = 2
"""Letters that a misspelt word has wrong, too many or too few; one of four where it is long."""

SHORTEST = 2


def words_of(text: str) -> list[str]:
    """Return the words of a text that it may be found by, in order."""
    folded = map(fold_word, WORD.findall(text if text.isascii() else ascii_digits(text)))
    return [stem(word) for word in folded if len(word) >= SHORTEST and word not in EMPTY]


def may_be_misspelt(said: str, word: str) -> bool:
    """Are the letters by which two words differ few enough for a slip?"""
    most = max(MOST_EDITS, max(len(said), len(word)) // 4)
    return Levenshtein.distance(said, word, score_cutoff=most) <= most


@lru_cache(maxsize=1)
def words_for_things() -> frozenset[str]:
    """Return the words by which things are called in any language: whoever sends one of them misspelt nothing.

    English medicines are what a pharmacy sells, and no French medicine.
    """
    things = (names for tag in reviewed_languages() for names in load_words(tag).things.values())
    return frozenset(word for names in things for name in names for word in words_of(name))
