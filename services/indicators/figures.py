"""The figure that records make: exact, in whole thousandths of its unit."""

from __future__ import annotations

from collections.abc import Sequence

from budgeting.quantities import THOUSANDTHS
from services.indicators.base import Kind, Record

HUNDRED = 100


def value_of(kind: Kind, records: Sequence[Record]) -> int | None:
    """Return the figure of records in thousandths: how many, percent, or the middle value.

    None where there is nothing to say: a share of nothing, the middle of nothing, money, which records do not tell.
    """
    if kind is Kind.COUNT:
        return len(records) * THOUSANDTHS
    if kind is Kind.SHARE:
        return share_of(sum(record.part for record in records), sum(record.whole for record in records))
    return median_of([record.part for record in records]) if kind is Kind.MEDIAN else None


def share_of(part: int, whole: int) -> int | None:
    """Return a share in thousandths of a percent, a half rounded up; None of nothing."""
    return (2 * part * HUNDRED * THOUSANDTHS + whole) // (2 * whole) if whole > 0 else None


def median_of(values: Sequence[int]) -> int | None:
    """Return the middle value in thousandths, between two in the middle the half of their sum; None of nothing."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[middle] * THOUSANDTHS
    return (ordered[middle - 1] + ordered[middle]) * THOUSANDTHS // 2
