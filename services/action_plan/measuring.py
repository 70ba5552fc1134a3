"""What a commitment is judged by: live indicators by their key, and others whose figures staff type."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, PlanCommitment, PlanIndicator, PlanReading
from models.action_plan import Judges
from services.action_plan.drafts import IndicatorDraft
from services.action_plan.live import can_be_bound
from services.action_plan.owning import get_commitment, get_indicator, name_of, names_of, note
from services.action_plan.reasons import PlanNo
from services.clock import day_in
from services.follow_ups.written_days import EARLIEST
from services.house import House

YEARS = range(1990, 2101)
LONGEST_UNIT = 32
MOST = 20
"""Indicators of one commitment."""


def add_indicator(
    session: Session, house: House, commune_id: int, commitment_id: int, draft: IndicatorDraft, *, staff_id: int | None
) -> int:
    """Add an indicator to a commitment and return its id."""
    plan, commitment = get_commitment(session, commune_id, commitment_id)
    if (session.scalar(select(func.count()).where(PlanIndicator.commitment_id == commitment.id)) or 0) >= MOST:
        raise Refusal(PlanNo.TOO_MANY, most=MOST)
    row = PlanIndicator(commitment_id=commitment.id)
    _fill(row, draft)
    session.add(row)
    note(session, house, "plan_indicator_added", plan, staff_id, commitment=commitment.number)
    return row.id


def change_indicator(
    session: Session, house: House, commune_id: int, commitment_id: int, indicator_id: int, draft: IndicatorDraft, *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Write an indicator anew; figures that were typed stay, and are not shown while it is a live one."""
    plan, commitment = get_commitment(session, commune_id, commitment_id)
    _fill(get_indicator(session, commitment, indicator_id), draft)
    note(session, house, "plan_indicator_changed", plan, staff_id, commitment=commitment.number)


def remove_indicator(
    session: Session, house: House, commune_id: int, commitment_id: int, indicator_id: int, *, staff_id: int | None
) -> None:
    """Remove an indicator with the figures that were typed."""
    plan, commitment = get_commitment(session, commune_id, commitment_id)
    row = get_indicator(session, commitment, indicator_id)
    session.execute(delete(PlanReading).where(PlanReading.indicator_id == row.id))
    session.delete(row)
    note(session, house, "plan_indicator_removed", plan, staff_id, commitment=commitment.number)


def write_reading(
    session: Session, house: House, commune_id: int, commitment_id: int, indicator_id: int,
    read_on: date, value: int, source: str, *, staff_id: int | None,
) -> int:  # fmt: skip
    """Write down a figure read on a day, in place of what was written for that day, and return its id."""
    plan, commitment = get_commitment(session, commune_id, commitment_id)
    indicator = get_indicator(session, commitment, indicator_id)
    if indicator.key:
        raise Refusal(PlanNo.IS_LIVE)
    if not EARLIEST <= read_on <= day_in(house.clock(), session.get_one(Commune, commune_id).time_zone):
        raise Refusal(PlanNo.DAY_WRONG)
    # Two people writing down the same day at once: the second waits for the first and changes its row.
    session.refresh(indicator, with_for_update=True)
    mine = (PlanReading.indicator_id == indicator.id, PlanReading.read_on == read_on)
    row = session.scalar(select(PlanReading).where(*mine)) or PlanReading(indicator_id=indicator.id, read_on=read_on)
    row.value, row.source, row.staff_id, row.made_at = value, name_of(source), staff_id, house.clock()
    session.add(row)
    note(session, house, "plan_indicator_read", plan, staff_id, commitment=commitment.number, day=read_on.isoformat())
    return row.id


def remove_reading(
    session: Session, house: House, commune_id: int, commitment_id: int, indicator_id: int, reading_id: int, *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Take a figure away that was typed by mistake."""
    plan, commitment = get_commitment(session, commune_id, commitment_id)
    row = session.get(PlanReading, reading_id)
    if row is None or row.indicator_id != get_indicator(session, commitment, indicator_id).id:
        raise Refusal(PlanNo.READING_UNKNOWN)
    session.delete(row)
    note(
        session,
        house,
        "plan_reading_removed",
        plan,
        staff_id,
        commitment=commitment.number,
        day=row.read_on.isoformat(),
    )


def readings_of(session: Session, commitment: PlanCommitment) -> list[PlanReading]:
    """Return the typed figures of a commitment's indicators, the latest first."""
    query = select(PlanReading).join(PlanIndicator, PlanIndicator.id == PlanReading.indicator_id)
    mine = PlanIndicator.commitment_id == commitment.id
    return list(session.scalars(query.where(mine).order_by(PlanReading.read_on.desc(), PlanReading.id.desc())))


def _fill(row: PlanIndicator, draft: IndicatorDraft) -> None:
    names = names_of(draft.names)
    if draft.judges not in set(map(str, Judges)):
        raise Refusal(PlanNo.JUDGES_WRONG)
    if draft.key and not can_be_bound(draft.key):
        raise Refusal(PlanNo.KEY_WRONG)
    if not (draft.key or names):
        raise Refusal(PlanNo.WITHOUT_NAME)
    if draft.baseline_year is not None and draft.baseline_year not in YEARS:
        raise Refusal(PlanNo.YEAR_WRONG)
    row.judges, row.key, row.names = Judges(draft.judges), draft.key or None, {} if draft.key else names
    row.unit = None if draft.key else (name_of(draft.unit) or "")[:LONGEST_UNIT] or None
    row.baseline, row.baseline_year, row.target = draft.baseline, draft.baseline_year, draft.target
