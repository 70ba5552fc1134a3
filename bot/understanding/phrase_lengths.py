"""How long the phrases of a list are that begin with a word: most words of a message begin none, and are passed by."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=512)
def lengths_of(phrases: frozenset[str]) -> dict[str, int]:
    """Return for each first word of some phrases how many words the longest of them has."""
    found: dict[str, int] = {}
    for phrase in phrases:
        head, length = phrase.partition(" ")[0], phrase.count(" ") + 1
        found[head] = max(found.get(head, 0), length)
    return found


@lru_cache(maxsize=512)
def joined(*lists: frozenset[str]) -> frozenset[str]:
    """Return what stands in any of some lists, made once: lists that are joined for each message cost its time."""
    return frozenset().union(*lists)
