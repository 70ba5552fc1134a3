"""The stages an amount passes through, from the vote to the payment, and the two sides and sections of a budget."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """Which figure of a line an amount is; REALISED becomes PAID or COLLECTED with the side of its line."""

    VOTED = "voted"  # primitif, initial budget
    ADDITIONAL = "additional"  # budget additionnel, supplementary
    MODIFIED = "modified"  # virements, modifications +/-: a difference, which may be negative
    AMENDED = "amended"  # prévision définitive, revised budget: voted + additional + modified
    AUTHORISED = "authorised"  # autorisations d'engagement
    CREDIT = "credit"  # crédits de paiement
    COMMITTED = "committed"  # engagements
    ORDERED = "ordered"  # mandatements; for receipts, orders to collect (OR admis)
    PAID = "paid"  # paiements
    COLLECTED = "collected"  # recouvrements
    REALISED = "realised"
    REMAINING = "remaining"  # reste à payer, reste à recouvrer


FORECASTS = (Stage.VOTED, Stage.AMENDED)


class Side(StrEnum):
    """Where the money goes: in or out."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"


class Section(StrEnum):
    """Running the commune, or building and buying what lasts."""

    OPERATION = "operation"
    INVESTMENT = "investment"


class Slot(NamedTuple):
    """What an amount answers: which fiscal year (its first calendar year; None when nothing says) and which stage."""

    year: int | None
    stage: Stage


def settle(stage: Stage, side: Side) -> Stage:
    """Return the stage as its side calls it: money "realised" is collected when it comes in, paid when it goes out."""
    if stage in (Stage.REALISED, Stage.PAID, Stage.COLLECTED):
        return Stage.COLLECTED if side is Side.REVENUE else Stage.PAID
    return stage
