"""The code by which somebody joins the authors of an idea: four digits beside its reference."""

from __future__ import annotations

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
    words = [*(mark.word for mark in facts.marks), facts.code or ""]
    found = {word for word in words if word.isdecimal() and len(word) == LENGTH and word[0] not in NO_FIRST}
    return found.pop() if len(found) == 1 else None


def decide_reference(facts: Facts) -> Decision | None:
    """A reference asks where it stands; with a code of its authors beside it, by whatever word, somebody joins them."""
    if facts.reference is None:
        return None
    return Decision(Intent.JOIN if author_code_in(facts) else Intent.TRACK, 0.95, sure=True)
