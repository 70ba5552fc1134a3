"""Periods of days: how many, which kind, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from budgeting.law.sources import Doubt, Source


class Unit(StrEnum):
    """Which days are counted."""

    WORKING = "working"
    CALENDAR = "calendar"


class Basis(StrEnum):
    """What a period rests on: the law, or the commune's own word."""

    LAW = "law"
    PROMISE = "promise"


@dataclass(frozen=True)
class Term:
    """A period of `days` (1 or more) of a unit.

    Where a source does not say which days it means, the unit is calendar days and the doubt says so: of the two
    readings that is the earlier date, so a commune that keeps it is in time under both.
    """

    days: int
    unit: Unit
    source: Source
    basis: Basis = Basis.LAW
    doubt: Doubt | None = None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The reserves to be shown beside any date reckoned from this period."""
        unconfirmed = () if self.source.is_confirmed else (Doubt.UNCONFIRMED,)
        return unconfirmed + ((self.doubt,) if self.doubt else ())
