"""Number words that are written as they are heard or with a letter amiss: 'trwa', 'thirten', 'tas3ud'.

Some of them are words of their own ('set', 'dis', 'tree'). They are numbers only where a vote is asked about, in the
place of one; no ballot is recorded by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.understanding.bones import bones_of
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark
from bot.understanding.phrase_lengths import joined
from bot.understanding.typos import ASK_BELOW, ByLetter, by_first_letter, nearest

LONG = 5
"""Letters from which a word with one amiss is taken for the number that it resembles."""

FEWEST_BONES = 3
"""Consonants from which an Arabic word is known by them."""

_ARABIC = re.compile(r"(?=.*[a-z])(?=.*[35679])[a-z35679]+|[\u0621-\u064a]+")
"""Words in Arabic letters, or in Latin ones with the figures that stand for Arabic letters among them."""


def with_heard(marks: Sequence[Mark], lexicon: Lexicon) -> list[Mark]:
    """Return the marks of a message with the words that may be numbers read as such."""
    return [mark if mark.value else _heard(mark, lexicon) for mark in marks]


def _heard(mark: Mark, lexicon: Lexicon) -> Mark:
    value = lexicon.heard.get(mark.word) or _resembled(mark.word, lexicon)
    return Mark(mark.word, value, spelled=True) if value else mark


def _resembled(word: str, lexicon: Lexicon) -> int | None:
    small = (lexicon.filler, lexicon.courtesy, lexicon.before, lexicon.units, lexicon.counted_votes, lexicon.vote_heads)
    is_known = word in joined(*small) or word in lexicon.openers or word in lexicon.topic_heads
    if is_known or len(word) < LONG - 1:
        return None
    if _ARABIC.fullmatch(word):
        bones = bones_of(word)
        return _by_bones(lexicon).get((word[0], bones)) if len(bones) >= FEWEST_BONES else None
    if len(word) < LONG or not word.isalpha():
        return None
    found = nearest(word, _by_letter(lexicon), ASK_BELOW)
    return lexicon.number_words[found[0]] if found else None


@lru_cache(maxsize=16)
def _by_letter(lexicon: Lexicon) -> ByLetter:
    return by_first_letter(word for word in lexicon.number_words if word.isalpha())


@lru_cache(maxsize=16)
def _by_bones(lexicon: Lexicon) -> Mapping[tuple[str, str], int]:
    """Return the numbers by their first letter and their consonants, without those that two of them share."""
    found: dict[tuple[str, str], set[int]] = {}
    for word, value in lexicon.number_words.items():
        if _ARABIC.fullmatch(word) and word not in lexicon.ordinals:
            found.setdefault((word[0], bones_of(word)), set()).add(value)
    return {bones: min(values) for bones, values in found.items() if len(values) == 1}
