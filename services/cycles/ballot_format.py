"""The format of a cycle's ballot: what staff may decide of it, and which ways of counting go with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgeting.ballot import BallotFormat, BallotRules
from budgeting.counting.rules import find_rule
from budgeting.refusal import Refusal
from models import Cycle
from services.cycles.reasons import CycleReason

FORMATS = (BallotFormat.APPROVAL, BallotFormat.KNAPSACK, BallotFormat.POINTS, BallotFormat.RANKING)
MOST_CHOICES = 20
MOST_POINTS = 100
"""Points on a ballot: so that its record always fits its sealed envelope, and its echo few SMS."""


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """What staff decide of the ballot; the points matter only where people vote in points."""

    format: str = BallotFormat.APPROVAL.value
    min_choices: int = 1
    max_points: int = 10
    max_each: int = 5


def set_ballot(cycle: Cycle, ballot: BallotDraft) -> None:
    """Write the format of the ballot into a draft."""
    cycle.format, cycle.min_choices = BallotFormat(ballot.format), ballot.min_choices
    cycle.max_points, cycle.max_each = ballot.max_points, ballot.max_each


def announced_ballot(cycle: Cycle) -> BallotRules:
    """Return the limits of a ballot that a cycle announces."""
    has_points = cycle.format == BallotFormat.POINTS
    return BallotRules(
        format=BallotFormat(cycle.format),
        max_choices=cycle.max_choices,
        min_choices=cycle.min_choices,
        envelope=cycle.envelope if cycle.format == BallotFormat.KNAPSACK else None,
        max_points=cycle.max_points if has_points else None,
        max_each=cycle.max_each if has_points else None,
    )


def why_not_ballot(ballot: BallotDraft, max_choices: int) -> Refusal | None:
    """Return what is wrong with the format of a ballot and its limits, or None."""
    if ballot.format not in FORMATS:
        return Refusal(CycleReason.FORMAT_WRONG)
    if not 1 <= ballot.min_choices <= max_choices:
        return Refusal(CycleReason.LEAST_WRONG, most=max_choices)
    if ballot.format != BallotFormat.POINTS:
        return None
    if not ballot.min_choices <= ballot.max_points <= MOST_POINTS:
        return Refusal(CycleReason.POINTS_WRONG, least=ballot.min_choices, most=MOST_POINTS)
    if not 1 <= ballot.max_each <= ballot.max_points:
        return Refusal(CycleReason.EACH_WRONG, most=ballot.max_points)
    return None


def may_count(format_: str, key: str, chosen: dict[str, str]) -> bool:
    """Does a rule count all that is said on ballots of a format, with these values of its parameters?"""
    rule = find_rule(key)
    return rule is not None and format_ in FORMATS and rule.may_be_announced(BallotFormat(format_), chosen)


def why_not_fill(cycle: Cycle, number: int, fitting: int, zone: str | None = None) -> Iterator[Refusal]:
    """Yield why nobody, or nobody of a zone, could fill a ballot with so many projects, so many of them paid together.

    They are too few, or the cheapest of them are dearer than the money.
    """
    least = cycle.min_choices
    if number < least > 1:
        yield _unfilled(CycleReason.CHECK_LEAST, CycleReason.CHECK_LEAST_ZONE, zone, least=least, count=number)
    elif cycle.format == BallotFormat.KNAPSACK and fitting < min(least, number):
        yield _unfilled(CycleReason.CHECK_LEAST_DEAR, CycleReason.CHECK_LEAST_DEAR_ZONE, zone, least=least)


def _unfilled(reason: CycleReason, of_zone: CycleReason, zone: str | None, **values: int) -> Refusal:
    return Refusal(reason, **values) if zone is None else Refusal(of_zone, zone=zone, **values)
