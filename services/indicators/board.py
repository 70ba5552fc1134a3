"""The board: every indicator's figure for a period, with what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from services.audit import record
from services.house import House
from services.indicators import find_indicators
from services.indicators.base import Indicator, Period, Record
from services.indicators.groups import By, Group, group_by


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its groups; `amount` in the smallest coin where it is money for each of the records."""

    indicator: Indicator
    figure: int
    groups: dict[By, list[Group]]
    amount: int | None = None

    @property
    def months(self) -> list[Group]:
        """The figure month by month."""
        return self.groups[By.MONTH]


def board_of(session: Session, commune_id: int, period: Period) -> list[Card]:
    """Return a card for every indicator."""
    return [
        card_from(session, commune_id, found, found.records(session, commune_id, period), period)
        for found in find_indicators()
    ]


def card_from(
    session: Session, commune_id: int, indicator: Indicator, records: Sequence[Record], period: Period
) -> Card:
    """Return the card of an indicator's records: its figure is their number."""
    amount = indicator.amount(session, commune_id, period, len(records)) if indicator.amount else None
    return Card(indicator, len(records), {by: group_by(records, by, period) for by in By}, amount)


def note_export(session: Session, house: House, *, commune_id: int, key: str, period: Period, staff_id: int) -> None:
    """Write into the trail that somebody took an indicator's records away."""
    record(
        session,
        house,
        act="indicator_exported",
        subject="indicator",
        subject_id=key,
        details={"first": period.first.isoformat(), "last": period.last.isoformat()},
        staff_id=staff_id,
        commune_id=commune_id,
    )
