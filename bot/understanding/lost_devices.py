"""A telephone or its card that somebody lost: one of their own, and beside it what happened."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.understanding.commands import opening_command
from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.phrase_lengths import joined, tree_of

APART = 4
"""Small words at most between a device and what happened to it."""


def lost_device(words: Sequence[str], lexicon: Lexicon, free: Collection[Intent]) -> Intent | None:
    """Return what folded words want that tell of a telephone or its card that was stolen or lost; None where none do.

    Of one's own something can be done at once; one of somebody else, of the town hall, is for people. Behind one of the
    commands that are `free` to be followed by anything the words belong to it; `dem` of "dem thief my phone" is none.
    """
    small = joined(lexicon.lost_between, lexicon.filler)
    for wanted, devices, between in (
        (Intent.ASK, lexicon.others_device, small),
        (Intent.LOST_PHONE, lexicon.own_device, lexicon.lost_between),
    ):
        if (start := _start_of_loss(words, devices, between, lexicon)) is not None:
            opening = opening_command(list(words), lexicon)
            is_behind = opening is not None and opening.intent in free and opening.length <= start
            return None if is_behind else wanted
    return None


def _start_of_loss(
    words: Sequence[str], devices: frozenset[str], small: frozenset[str], lexicon: Lexicon
) -> int | None:
    """Return where a device begins, or what happened to it, with nothing but small words between the two; else None."""
    places = _places(words, devices)
    events = _places(words, lexicon.lost) if places else []
    together = [(place, event) for place in places for event in events if _are_together(words, place, event, small)]
    return min((min(place.start, event.start) for place, event in together), default=None)


def _places(words: Sequence[str], phrases: frozenset[str]) -> list[range]:
    """Return where the longest of some phrases stand."""
    tree = tree_of(phrases)
    if tree.keys().isdisjoint(words):
        return []
    lengths = ((at, tree.longest_at(words, at, LONGEST_PHRASE)) for at, word in enumerate(words) if word in tree)
    return [range(at, at + length) for at, length in lengths if length]


def _are_together(words: Sequence[str], one: range, other: range, small: frozenset[str]) -> bool:
    first, last = (one, other) if one.start < other.start else (other, one)
    between = words[first.stop : last.start]
    return first.stop <= last.start and len(between) <= APART and small.issuperset(between)
