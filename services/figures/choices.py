"""What a commune publishes of its indicators, what is frozen by itself, and whether it is compared with others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import IndicatorChoices
from services.audit import record
from services.figures.spans import CALENDAR, Span
from services.house import House
from services.indicators import find_indicators
from services.indicators.base import Indicator
from services.revision import grow_revision

FREEZES = (Span.QUARTER, Span.YEAR)
"""Whose figures are frozen by themselves where a commune has chosen nothing: it costs nothing and publishes nothing."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Keys of what anybody may read, in the order of the board; spans frozen by themselves; is it compared?"""

    published: tuple[str, ...] = ()
    freezes: tuple[Span, ...] = FREEZES
    is_compared: bool = False

    @property
    def indicators(self) -> list[Indicator]:
        """The published indicators, in the order of the board."""
        return [one for one in find_indicators() if one.key in self.published]


def choices_of(session: Session, commune_id: int) -> Choices:
    """Return what a commune has chosen; indicators that are no more are left out."""
    row = session.get(IndicatorChoices, commune_id)
    if row is None:
        return Choices()
    return Choices(_known(row.published), tuple(span for span in CALENDAR if span in row.freezes), row.is_compared)


def choose(session: Session, house: House, commune_id: int, given: Choices, *, staff_id: int | None) -> None:
    """Keep what a commune chooses; what is no indicator and no span of the calendar is left out."""
    row = session.get(IndicatorChoices, commune_id) or IndicatorChoices(commune_id=commune_id)
    row.published = list(_known(given.published))
    row.freezes = [str(span) for span in CALENDAR if span in given.freezes]
    row.is_compared, row.changed_at = given.is_compared, house.clock()
    session.add(row)
    session.flush()
    grow_revision(session, commune_id)
    details = {"published": row.published, "freezes": row.freezes, "compared": row.is_compared}
    record(
        session,
        house,
        act="indicators_chosen",
        subject="commune",
        subject_id=commune_id,
        details=details,
        staff_id=staff_id,
        commune_id=commune_id,
    )


def _known(keys: Collection[str]) -> tuple[str, ...]:
    return tuple(one.key for one in find_indicators() if one.key in keys)
