"""Small words that are written onto a number: the Arabic 'for' and 'and', a word for project, a vote word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

LONGEST = 2
"""Letters of a small word that is written onto number words as well."""


class Glued(NamedTuple):
    """Words that may be glued to a number in figures, letters that stand for 'and', and small words that lead to it."""

    words: frozenset[str]
    attached: frozenset[str]
    leads: frozenset[str]


def leads_in(phrases: Iterable[str]) -> frozenset[str]:
    """Return those that are written onto what they lead to; a Latin letter may be a figure that it looks like."""
    return frozenset(one for one in phrases if len(one) <= LONGEST and not one.isascii())


def led_by(languages: Sequence[tuple[frozenset[str], frozenset[str]]]) -> dict[str, frozenset[str]]:
    """Return the Latin letters that lead to a number, each with the vote words that only those languages have.

    A language is its vote words and its words that lead from points to a project.
    """
    found: dict[str, frozenset[str]] = {}
    for at, (own, leads) in enumerate(languages):
        others = [heads for other, (heads, _leads) in enumerate(languages) if other != at]
        for letter in (one for one in leads if len(one) == 1 and one.isascii()):
            found[letter] = found.get(letter, frozenset()) | own.difference(*others)
    return found
