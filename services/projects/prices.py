"""Why the price of a project changes before it is voted on: a short list, each with its words for an SMS."""

from __future__ import annotations

from enum import StrEnum

from bot.phrases import Phrase, _


class PriceReason(StrEnum):
    """The reasons to choose from."""

    MISTYPED = "mistyped"
    ESTIMATE = "estimate"
    WORKS = "works"
    MARKET = "market"
    OTHER = "other"


WORDS: dict[PriceReason, Phrase] = {
    PriceReason.MISTYPED: _("it was mistyped"),
    PriceReason.ESTIMATE: _("a new estimate"),
    PriceReason.WORKS: _("what will be built changed"),
    PriceReason.MARKET: _("what things cost changed"),
    PriceReason.OTHER: _("another reason"),
}


def price_phrase(code: str) -> Phrase:
    """Return a reason in words; one that an earlier version knew is another one."""
    return WORDS[PriceReason(code) if code in set(PriceReason) else PriceReason.OTHER]
