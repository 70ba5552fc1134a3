"""Numbers that words before them give to something else than a project: a zone, an age, a card, a house."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.stems import stem


def is_of_others(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Do the words right before this place say that the number there is of something else than a project?"""
    return at > 0 and (stem(words[at - 1]) in lexicon.of_others or is_led_by(words, at, lexicon.of_others))


def is_led_by(words: Sequence[str], at: int, phrases: frozenset[str]) -> bool:
    """Does one of some phrases stand right before this place?"""
    led = words[max(at - LONGEST_PHRASE, 0) : at]
    return any(" ".join(led[start:]) in phrases for start in range(len(led)))
