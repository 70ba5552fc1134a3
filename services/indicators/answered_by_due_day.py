"""Of the requests whose last day has come, how many were answered by then."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import InformationRequest, Zone
from services.clock import day_in
from services.indicators.base import EVERY_PART, Indicator, Kind, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each request whose last day lies in the period and is over, or that is settled.

    By its last day and not by that of the answer: else what is never answered would count nowhere.
    """
    commune, row = commune_of(session, commune_id), InformationRequest
    query = (
        select(row, Zone.name)
        .outerjoin(Zone, Zone.id == row.zone_id)
        .where(row.commune_id == commune_id, row.was_put_to_staff, row.was_handed_in)
        .where(row.due_on.between(period.first, period.last))
        .order_by(row.due_on, row.id)
    )
    if not commune.is_demo:
        query = query.where(row.is_simulated.is_(False))
    found = (_record(request, zone, commune.time_zone, period) for request, zone in session.execute(query))
    return [record for record in found if record is not None]


def _record(row: InformationRequest, zone: str | None, time_zone: str, period: Period) -> Record | None:
    """Return the record of a request, None of one that may still be answered in time or was closed unanswered."""
    if row.due_on is None:
        return None
    if not row.is_settled or row.settled_at is None:
        if row.settled_at is not None or not period.is_past(row.due_on):
            return None
        return _of(row, zone, 0)
    return _of(row, zone, int(day_in(row.settled_at, time_zone) <= row.due_on))


def _of(row: InformationRequest, zone: str | None, part: int) -> Record:
    assert row.due_on is not None
    return Record(row.due_on, row.reference, "request", row.id, zone, row.channel, row.language, part=part)


INDICATOR = Indicator(
    key="answered_by_due_day",
    name=_("Share answered in legal time"),
    definition=_(
        "Of the questions and formal requests whose last day, by the law or by the commune's promise, lies in this "
        "period: those that staff answered or refused by then. What was closed without an answer is not among them."
    ),
    source=_("The register of questions and requests"),
    computation=_("Answered or refused by their last day, of all whose last day has come, in percent."),
    unit=counted("request", "requests"),
    order=14,
    records=find_records,
    kind=Kind.SHARE,
    breakdowns=EVERY_PART,
)
