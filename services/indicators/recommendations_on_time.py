"""Of the recommendations whose day has come, how many were done by then."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import FollowUp, FollowUpEvent
from models.follow_up import FollowUpEventKind, FollowUpState
from services.indicators.base import Indicator, Kind, Period, Record

ORIGIN = "recommendation"


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each recommendation first promised for a day of the period that is over, or that is done.

    A record is called by its number alone: who may read the promise sees more on its page.
    """
    mine = (FollowUp.commune_id == commune_id, FollowUp.origin == ORIGIN)
    first = _first_days(session, commune_id)
    rows = session.scalars(select(FollowUp).where(*mine).order_by(FollowUp.number))
    found = [_record(row, first.get(row.id, row.due_on), period) for row in rows]
    return sorted((one for one in found if one is not None), key=lambda one: (one.day, one.subject_id))


def _record(row: FollowUp, day: date | None, period: Period) -> Record | None:
    if day is None or not period.first <= day <= period.last:
        return None
    is_done = row.state == FollowUpState.DONE and row.done_on is not None
    if not is_done and not period.is_past(day):
        return None
    in_time = is_done and row.done_on is not None and row.done_on <= day
    return Record(day, f"R{row.number}", "follow_up", row.number, part=int(in_time))


def _first_days(session: Session, commune_id: int) -> dict[int, date]:
    """Return the day each was promised for before it was first put off or taken away, which gains nothing."""
    query = (
        select(FollowUpEvent.follow_up_id, FollowUpEvent.details)
        .join(FollowUp, FollowUp.id == FollowUpEvent.follow_up_id)
        .where(FollowUp.commune_id == commune_id, FollowUp.origin == ORIGIN)
        .where(FollowUpEvent.kind == FollowUpEventKind.DUE)
        .order_by(FollowUpEvent.id)
    )
    first: dict[int, date] = {}
    for follow_up_id, details in session.execute(query):
        if before := details.get("before"):
            first.setdefault(follow_up_id, date.fromisoformat(before))
    return first


INDICATOR = Indicator(
    key="recommendations_on_time",
    name=_("Recommendations done on time"),
    definition=_(
        "Recommendations of public sessions whose day, as it was first promised, lies in this period; a later day that "
        "was promised since changes nothing, and what was given up was not done. Those that never had a day are not "
        "counted."
    ),
    source=_("The list of promises"),
    computation=_("Done by the day first promised, of all whose day has come, in percent."),
    unit=counted("recommendation", "recommendations"),
    order=45,
    records=find_records,
    kind=Kind.SHARE,
)
