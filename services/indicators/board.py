"""The board: every indicator's figure for a period, with what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.audit import record
from services.house import House
from services.indicators.base import By, Indicator, Kind, Period, Record
from services.indicators.figures import value_of
from services.indicators.groups import Group, group_by


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its groups.

    `figure` is the number of its records, `value` what it says in thousandths of its unit, None where there is nothing
    to say. `amount` is the smallest coin where it is money for each of the records. `period` is what there is of the
    one asked for, None where it has not begun. Of a share `part` and `whole` are what is divided.
    """

    indicator: Indicator
    figure: int
    groups: dict[By, list[Group]]
    amount: int | None = None
    value: int | None = None
    period: Period | None = None
    part: int = 0
    whole: int = 0

    @property
    def months(self) -> list[Group]:
        """The figure month by month."""
        return self.groups[By.MONTH]

    @property
    def says(self) -> int | None:
        """The figure itself: money in the smallest coin, anything else in thousandths; None where there is none."""
        return self.amount if self.indicator.kind is Kind.MONEY else self.value


def read_card(
    session: Session, commune_id: int, indicator: Indicator, period: Period, today: date | None = None
) -> tuple[Card, Sequence[Record]]:
    """Return an indicator's card and the records it is made of; nothing is counted of days to come."""
    so_far = period.until(today) if today else period
    if so_far is None:
        return Card(indicator, 0, {by: [] for by in By}), ()
    records = indicator.records(session, commune_id, so_far)
    return card_from(session, commune_id, indicator, records, so_far), records


def card_from(
    session: Session, commune_id: int, indicator: Indicator, records: Sequence[Record], period: Period
) -> Card:
    """Return the card of an indicator's records."""
    return Card(
        indicator,
        len(records),
        {by: group_by(records, by, period, indicator.kind) for by in By},
        indicator.amount(session, commune_id, period, len(records)) if indicator.amount else None,
        _value(session, commune_id, indicator, records, period),
        period,
        sum(record.part for record in records),
        sum(record.whole for record in records),
    )


def _value(
    session: Session, commune_id: int, indicator: Indicator, records: Sequence[Record], period: Period
) -> int | None:
    if not records and indicator.is_known and not indicator.is_known(session, commune_id, period):
        return None
    return value_of(indicator.kind, records)


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
