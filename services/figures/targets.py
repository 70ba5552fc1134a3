"""What an indicator is to reach in a period, set by staff, and how far its figure is from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.quantities import LARGEST, THOUSANDTHS
from budgeting.refusal import Refusal
from models import Commune, IndicatorTarget
from services.audit import record
from services.figures.numbers import number_of
from services.figures.reasons import FigureNo
from services.figures.spans import key_of
from services.house import House
from services.indicators.base import Indicator, Kind, Period
from services.indicators.figures import HUNDRED
from services.rows import insert_into

Days = tuple[date, date]


def set_target(
    session: Session, house: House, commune_id: int, indicator: Indicator, period: Period, value: int, *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Set what an indicator is to reach in a period, in place of what was set; in thousandths, money in minor units."""
    most = HUNDRED * THOUSANDTHS if indicator.kind is Kind.SHARE else LARGEST
    if not 0 <= value <= most:
        raise Refusal(FigureNo.TARGET_WRONG)
    row = {"commune_id": commune_id, "key": indicator.key, "first": period.first, "last": period.last}
    said = {"value": value, "staff_id": staff_id, "set_at": house.clock()}
    statement = insert_into(session, IndicatorTarget).values(**row, **said)
    session.execute(statement.on_conflict_do_update(index_elements=["commune_id", "key", "first", "last"], set_=said))
    currency = session.get_one(Commune, commune_id).currency
    written = str(number_of(indicator, value, currency))
    _note(session, house, "indicator_target_set", commune_id, indicator, period, staff_id=staff_id, target=written)


def drop_target(
    session: Session, house: House, commune_id: int, indicator: Indicator, period: Period, *, staff_id: int | None
) -> None:
    """Take the target of a period back; nothing happens where there is none."""
    row = IndicatorTarget
    mine = (row.commune_id == commune_id, row.key == indicator.key)
    gone = delete(row).where(*mine, row.first == period.first, row.last == period.last).returning(row.id)
    if session.execute(gone).first():
        _note(session, house, "indicator_target_dropped", commune_id, indicator, period, staff_id=staff_id)


def targets_of(session: Session, commune_id: int, period: Period) -> dict[str, int]:
    """Return the targets of a period by the key of their indicator."""
    row = IndicatorTarget
    query = select(row.key, row.value).where(row.commune_id == commune_id)
    found = session.execute(query.where(row.first == period.first, row.last == period.last))
    return {key: value for key, value in found}  # noqa: C416 - a row is no pair to mypy


def targets_for(session: Session, commune_id: int, key: str, periods: Collection[Period]) -> dict[Days, int]:
    """Return the targets of one indicator by the days of their periods."""
    row = IndicatorTarget
    query = select(row.first, row.last, row.value).where(row.commune_id == commune_id, row.key == key)
    firsts = [period.first for period in periods]
    return {(first, last): value for first, last, value in session.execute(query.where(row.first.in_(firsts)))}


def gap_of(value: int | None, target: int | None) -> int | None:
    """Return how far a figure is from its target, None where one of them is not known."""
    return None if value is None or target is None else value - target


def is_reached(indicator: Indicator, value: int | None, target: int | None, *, is_running: bool) -> bool | None:
    """Is the target reached? None where the figure or the target is not known, or the period is not over."""
    if value is None or target is None or is_running:
        return None
    return value <= target if indicator.less_is_better else value >= target


def _note(
    session: Session, house: House, act: str, commune_id: int, indicator: Indicator, period: Period, *,
    staff_id: int | None, target: str = "",
) -> None:  # fmt: skip
    record(
        session,
        house,
        act=act,
        subject="indicator",
        subject_id=indicator.key,
        details={"period": key_of(period), "target": target},
        staff_id=staff_id,
        commune_id=commune_id,
    )
