"""How many days people waited for an answer of staff."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import InformationRequest, Zone
from services.clock import day_in
from services.indicators.base import EVERY_PART, Indicator, Kind, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each request that staff answered or refused in the period, with the days it took.

    Try-out phones count in a demonstration.
    """
    commune, row = commune_of(session, commune_id), InformationRequest
    start, end = period.moments(commune.time_zone)
    query = (
        select(row, Zone.name)
        .outerjoin(Zone, Zone.id == row.zone_id)
        .where(row.commune_id == commune_id, row.is_settled, row.was_put_to_staff, row.was_handed_in)
        .where(row.settled_at >= start, row.settled_at < end)
        .order_by(row.settled_at, row.id)
    )
    if not commune.is_demo:
        query = query.where(row.is_simulated.is_(False))
    return [_record(request, zone, commune.time_zone) for request, zone in session.execute(query)]


def _record(row: InformationRequest, zone: str | None, time_zone: str) -> Record:
    day = day_in(row.settled_at or row.received_at, time_zone)
    days = (day - day_in(row.received_at, time_zone)).days
    return Record(day, row.reference, "request", row.id, zone, row.channel, row.language, part=days)


INDICATOR = Indicator(
    key="answer_days",
    name=_("Days to an answer"),
    definition=_(
        "Calendar days from the day a question or formal request came to the day staff answered or refused it, for "
        "those settled in this period; what was answered at once by the phone service is not among them."
    ),
    source=_("The register of questions and requests"),
    computation=_("The middle one: half of the answers took as long or longer."),
    unit=counted("answer", "answers"),
    measure=counted("day", "days"),
    order=12,
    records=find_records,
    kind=Kind.MEDIAN,
    breakdowns=EVERY_PART,
    less_is_better=True,
)
