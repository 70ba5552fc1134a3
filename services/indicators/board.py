"""The board: every indicator's figure for a period, with what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from services.audit import record
from services.house import House
from services.indicators import find_indicators
from services.indicators.base import Indicator, Period, Record
from services.indicators.groups import By, Group, group_by, show_groups, show_total


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its groups; None instead of a count is a number too small to be shown to the public."""

    indicator: Indicator
    figure: int | None
    groups: dict[By, list[Group]]

    @property
    def months(self) -> list[Group]:
        """The figure month by month."""
        return self.groups[By.MONTH]


def board_of(session: Session, commune_id: int, period: Period, *, public: bool = False) -> list[Card]:
    """Return a card for every indicator."""
    return [card_of(session, commune_id, indicator, period, public=public) for indicator in find_indicators()]


def card_of(session: Session, commune_id: int, indicator: Indicator, period: Period, *, public: bool = False) -> Card:
    """Return one indicator's card: its figure is the number of its records."""
    return card_from(indicator, indicator.records(session, commune_id, period), period, public=public)


def card_from(indicator: Indicator, records: Sequence[Record], period: Period, *, public: bool = False) -> Card:
    """Return the card of records already read."""
    groups = {by: show_groups(indicator, group_by(records, by, period), public=public) for by in By}
    return Card(indicator, show_total(indicator, len(records), public=public), groups)


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
