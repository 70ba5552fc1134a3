"""Words nearly right. The cut-offs were tried on misspellings: vot, buget, propozision pass."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz, process

ASK_BELOW = 90.0
"""At this likeness a word is taken for the other without asking."""

CUT_OFF = 74.0
"""Below this likeness, in per cent, two words have nothing to do with each other."""

SHORTEST = 3


def nearest(word: str, candidates: Collection[str], cut_off: float = CUT_OFF) -> tuple[str, float] | None:
    """The candidate most like the word and how like (74 to 100), or None. First letters must agree."""
    if len(word) < SHORTEST:
        return None
    alike = [other for other in candidates if other[:1] == word[:1]]
    found = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=cut_off)
    return None if found is None else (found[0], found[1])
