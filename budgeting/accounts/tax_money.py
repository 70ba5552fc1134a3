"""Receipts that are taxes, by their words: what the commune levies, not what the State gives or what is sold."""

from __future__ import annotations

from functools import lru_cache

from budgeting.accounts.state_money import is_from_the_state
from budgeting.accounts.words import fold, pattern_of

# The patente, the contributions of the older codes and the rates of English ones are taxes by another name.
PHRASES = """
impot*, taxe*, patente*, contribution* fonciere*, contribution* patente*, contribution* licence*, centime* additionnel*,
minimum fiscal, vignette*, fiscalite*, recette* fiscale*, tax, taxes, levy, levies, property rate*, council rate*,
ضريب*, ضرائب, رسم*, رسوم, جباي*
"""
PATTERN = pattern_of([phrase.strip() for phrase in PHRASES.replace("\n", " ").split(",")])


@lru_cache(maxsize=1 << 12)
def is_a_tax(text: str) -> bool:
    """Do the words of a line of receipts name a tax, and none that is the State's and shared with the communes?"""
    return PATTERN.search(fold(text)) is not None and not is_from_the_state(text)
