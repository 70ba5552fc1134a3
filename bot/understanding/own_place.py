"""The place where the writer lives, said without its name: my area, our village."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.named import find_phrase


def without_own_place(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return folded words without those that say "my area"; all of them where none do."""
    at, _found = find_phrase(words, lexicon.own_places, lexicon.own_places.heads, lexicon.prefixes)
    return [word for place, word in enumerate(words) if place not in at]


def moves_elsewhere(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Do they ask to be of another place from now on?"""
    return find_phrase(words, lexicon.other_places, lexicon.other_places.heads, lexicon.prefixes)[1] is not None
