"""Requests that staff answered or refused by the last day of the law or of the commune's promise."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import InformationRequest, Zone
from services.clock import day_in
from services.indicators.base import EVERY_PART, Indicator, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each request answered or refused in the period in time, whether it was closed since.

    Try-out phones count in a demonstration.
    """
    commune = commune_of(session, commune_id)
    start, end = period.moments(commune.time_zone)
    row = InformationRequest
    query = (
        select(row, Zone.name)
        .outerjoin(Zone, Zone.id == row.zone_id)
        .where(row.commune_id == commune_id, row.is_settled, row.was_put_to_staff)
        .where(row.settled_at >= start, row.settled_at < end, row.due_on.is_not(None))
        .order_by(row.settled_at, row.id)
    )
    if not commune.is_demo:
        query = query.where(row.is_simulated.is_(False))
    found = (_record(request, zone, commune.time_zone) for request, zone in session.execute(query))
    return [record for record in found if record is not None]


def _record(row: InformationRequest, zone: str | None, time_zone: str) -> Record | None:
    """Return the record of a request that was settled in time."""
    if row.settled_at is None or row.due_on is None:
        return None
    day = day_in(row.settled_at, time_zone)
    if day > row.due_on:
        return None
    return Record(day, row.reference, "request", row.id, zone, row.channel, row.language)


INDICATOR = Indicator(
    key="answered_in_time",
    name=_("Requests answered in time"),
    definition=_(
        "Questions and formal requests that staff answered or refused in this period, by the last day of the law or of "
        "the commune's promise; what was answered at once by the phone service is not among them."
    ),
    source=_("The register of questions and requests"),
    computation=_("The number of the records."),
    unit=counted("request", "requests"),
    order=15,
    records=find_records,
    breakdowns=EVERY_PART,
)
