"""A telephone or its card that somebody lost: one of their own, and beside it what happened."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.numbers import longest_phrase

APART = 4
"""Small words at most between a device and what happened to it."""


def lost_device(words: Sequence[str], lexicon: Lexicon) -> Intent | None:
    """Return what folded words want that tell of a telephone or its card that was stolen or lost; None where none do.

    Of one's own something can be done at once; one of somebody else, of the town hall, is for people.
    """
    small = lexicon.lost_between | lexicon.filler
    if _is_lost(words, lexicon.others_device, small, lexicon):
        return Intent.ASK
    return Intent.LOST_PHONE if _is_lost(words, lexicon.own_device, lexicon.lost_between, lexicon) else None


def _is_lost(words: Sequence[str], devices: frozenset[str], small: frozenset[str], lexicon: Lexicon) -> bool:
    """Does nothing but small words stand between a device and what happened, whichever comes first?"""
    places = _places(words, devices)
    events = _places(words, lexicon.lost) if places else []
    return any(_are_together(words, place, event, small) for place in places for event in events)


def _places(words: Sequence[str], phrases: frozenset[str]) -> list[range]:
    """Return where the longest of some phrases stand."""
    lengths = [longest_phrase([*words[at : at + LONGEST_PHRASE]], 0, phrases) for at in range(len(words))]
    return [range(at, at + length) for at, length in enumerate(lengths) if length]


def _are_together(words: Sequence[str], one: range, other: range, small: frozenset[str]) -> bool:
    first, last = (one, other) if one.start < other.start else (other, one)
    between = words[first.stop : last.start]
    return first.stop <= last.start and len(between) <= APART and small.issuperset(between)
