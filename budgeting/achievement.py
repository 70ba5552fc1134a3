"""How far a target was reached, and what several weighted targets are worth together: exact, nothing is rounded here.

Reached over planned where more is better, planned over reached where less is; shown as it is, and capped at 100 % where
targets are added up, so that none makes up for another. What has no data is worth nothing yet and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

FULL = 100
WHOLE_WEIGHT = 100_000
"""The weights of a contract's targets together: 100 points, in thousandths."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A target's weight in thousandths of a point, and how far it was reached in per cent, None without data."""

    weight: int
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Score:
    """What targets are worth together, in points of 100: `known` of them have data, `unknown` have none."""

    points: Fraction
    known: Fraction
    unknown: Fraction


def percent_reached(planned: int | None, reached: int | None, *, less_is_better: bool = False) -> Fraction | None:
    """Return how far a target was reached in per cent, never below 0; None without data or without a plan.

    Of none planned, where less is better, none at all is 100 % and anything else 0 %; of none reached, 100 %.
    """
    if planned is None or reached is None:
        return None
    if not less_is_better:
        return Fraction(max(reached, 0) * FULL, planned) if planned > 0 else None
    if reached <= 0:
        return Fraction(FULL)
    return Fraction(max(planned, 0) * FULL, reached)


def points_of(one: Weighed) -> Fraction | None:
    """Return what one target is worth: its weight by what was reached, 100 % at most; None without data."""
    return None if one.percent is None else Fraction(one.weight, 1000) * min(one.percent, Fraction(FULL)) / FULL


def score_of(targets: Iterable[Weighed]) -> Score:
    """Return what targets are worth together."""
    points = known = unknown = Fraction(0)
    for one in targets:
        worth = points_of(one)
        if worth is None:
            unknown += Fraction(one.weight, 1000)
        else:
            points, known = points + worth, known + Fraction(one.weight, 1000)
    return Score(points, known, unknown)


def in_thousandths(value: Fraction) -> int:
    """Return a figure in thousandths, rounded half up to one decimal: as it is written."""
    tenths = (value.numerator * 20 + value.denominator) // (2 * value.denominator)
    return tenths * 100
