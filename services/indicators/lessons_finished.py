"""People who went through a lesson on the budget to its end."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import LessonFinished, Zone
from services.indicators.base import EVERY_PART, Indicator, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each person and lesson; try-out phones count in a demonstration only."""
    query = (
        select(LessonFinished, Zone.name)
        .outerjoin(Zone, Zone.id == LessonFinished.zone_id)
        .where(LessonFinished.commune_id == commune_id, LessonFinished.day.between(period.first, period.last))
        .order_by(LessonFinished.day, LessonFinished.title, LessonFinished.channel, LessonFinished.language)
    )
    if not commune_of(session, commune_id).is_demo:
        query = query.where(LessonFinished.simulated.is_(False))
    return [
        Record(row.day, row.title, "lesson", None, zone, row.channel, row.language)
        for row, zone in session.execute(query)
    ]


INDICATOR = Indicator(
    key="lessons_finished",
    name=_("Lessons finished"),
    definition=_(
        "Lessons on the budget that people went through to the last question, by phone. "
        "A phone counts once for each lesson; how its questions were answered is not kept."
    ),
    source=_("The lessons finished by phone"),
    computation=_("The number of the records."),
    unit=counted("lesson", "lessons"),
    order=60,
    records=find_records,
    breakdowns=EVERY_PART,
    is_of_people=True,
)
