"""Why works are late: a short list, so that delays can be compared; each has its words for an SMS."""

from __future__ import annotations

from enum import StrEnum

from bot.phrases import Phrase, _


class DelayReason(StrEnum):
    """The reasons to choose from."""

    WEATHER = "weather"
    SUPPLIES = "supplies"
    CONTRACTOR = "contractor"
    MONEY = "money"
    LAND = "land"
    TECHNICAL = "technical"
    PROCEDURE = "procedure"
    OTHER = "other"


WORDS: dict[DelayReason, Phrase] = {
    DelayReason.WEATHER: _("rain, or roads cut"),
    DelayReason.SUPPLIES: _("material is missing"),
    DelayReason.CONTRACTOR: _("the company is late"),
    DelayReason.MONEY: _("the money comes late"),
    DelayReason.LAND: _("the land is not settled"),
    DelayReason.TECHNICAL: _("a difficulty on the site"),
    DelayReason.PROCEDURE: _("papers or a contract awaited"),
    DelayReason.OTHER: _("another reason"),
}


def delay_phrase(code: str) -> Phrase:
    """Return a reason in words; one that an earlier version knew is another one."""
    return WORDS[DelayReason(code) if code in set(DelayReason) else DelayReason.OTHER]
