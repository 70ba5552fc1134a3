"""Words nearly right. The cut-offs were tried on misspellings: vot, buget, propozision pass."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

ASK_BELOW = 90.0
"""At this likeness a word is taken for the other without asking."""

CUT_OFF = 74.0
"""Below this likeness, in per cent, two words have nothing to do with each other."""

SHORTEST = 4
"""Shorter words resemble too much; their misspellings are listed among the words themselves."""

ByLetter = dict[str, tuple[str, ...]]


def by_first_letter(phrases: Iterable[str]) -> ByLetter:
    """Single words worth comparing, by the letter they begin with: people rarely miss that one."""
    table: dict[str, list[str]] = {}
    for phrase in phrases:
        if " " not in phrase and len(phrase) >= SHORTEST - 1:
            table.setdefault(phrase[0], []).append(phrase)
    return {letter: tuple(words) for letter, words in table.items()}


def nearest(word: str, candidates: ByLetter, cut_off: float = CUT_OFF) -> tuple[str, float] | None:
    """The candidate most like the word and how like (74 to 100), or None."""
    alike = candidates.get(word[:1])
    if alike is None or len(word) < SHORTEST:
        return None
    found = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=cut_off)
    return None if found is None else (found[0], found[1])
