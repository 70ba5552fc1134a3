"""The code by which somebody joins the authors of an idea: four digits beside its reference."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby, zip_longest

from bot.understanding.decision import Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent

LENGTH = 4
NO_FIRST = "012"
"""Figures with which no code begins: so that a year is none (`services.proposals.joining`)."""


def author_code_in(facts: Facts) -> str | None:
    """Return the one code that stands beside the reference of an idea, None where none or several do."""
    if not (facts.reference or "").startswith("P"):
        return None
    pieces = [mark.word for mark in facts.marks]
    words = {*_amountless(pieces, facts.lexicon.units), facts.code or "", *_in_groups(facts, pieces)}
    found = {word for word in words if word.isdecimal() and len(word) == LENGTH and word[0] not in NO_FIRST}
    return found.pop() if len(found) == 1 else None


def _amountless(pieces: Sequence[str], units: Collection[str]) -> list[str]:
    """Return the words without the figures that count something: 'it costs 3500 F'."""
    return [one for one, behind in zip_longest(pieces, pieces[1:], fillvalue="") if behind not in units]


def _in_groups(facts: Facts, pieces: Sequence[str]) -> list[str]:
    """Return figures written apart as one, '90 14', where somebody says that they join: elsewhere they may be two."""
    opening = facts.opening
    if opening is None or opening.intent is not Intent.JOIN:
        return []
    return ["".join(run) for is_figures, run in groupby(pieces, str.isdecimal) if is_figures]


def decide_reference(facts: Facts) -> Decision | None:
    """A reference asks where it stands; with a code of its authors beside it, by whatever word, somebody joins them."""
    if facts.reference is None:
        return None
    return Decision(Intent.JOIN if author_code_in(facts) else Intent.TRACK, 0.95, sure=True)
