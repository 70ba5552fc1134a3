"""Where something is, of which nobody has heard: fuel in Galim. Only a name counts, or what a plain "at" precedes."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.lexicon import Lexicon


def somewhere_named(text: str, unknown: Collection[str], lexicon: Lexicon) -> str:
    """Return the words of a place that stand behind a word such as "in", as they were written; "" where none do.

    `unknown` are the folded words of the text that mean nothing else. A word without an accent may be another one
    ("a" is "has" in French): what follows it must be written as a name.
    """
    words = [word.group() for word in WORD.finditer(ascii_digits(text))]
    for at, (before, word) in enumerate(pairwise(words), start=1):
        if fold_word(before) in lexicon.at and fold_word(word) in unknown and (_is_name(word) or not before.isascii()):
            length = next((count for count, one in enumerate(words[at:]) if fold_word(one) not in unknown), len(words))
            return " ".join(words[at : at + length])
    return ""


def _is_name(word: str) -> bool:
    return word[:1] != word[:1].lower()
