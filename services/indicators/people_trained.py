"""People who learned how the budget is made: by lessons on their phone."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Contact, LessonFinished, Zone
from services.indicators.base import EVERY_PART, By, Indicator, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each person whose first lesson ended in the period; try-outs in a demonstration only.

    By the first lesson of each: who is forgotten later, with every lesson apart, still counts once.
    """
    query = (
        select(LessonFinished, Zone.name, Contact.sex)
        .outerjoin(Zone, Zone.id == LessonFinished.zone_id)
        .outerjoin(Contact, Contact.id == LessonFinished.contact_id)
        .where(LessonFinished.commune_id == commune_id, LessonFinished.is_first)
        .where(LessonFinished.day.between(period.first, period.last))
        .order_by(LessonFinished.day, LessonFinished.title, LessonFinished.channel, LessonFinished.language)
    )
    if not commune_of(session, commune_id).is_demo:
        query = query.where(LessonFinished.simulated.is_(False))
    return [
        Record(row.day, row.title, "lesson", None, zone, row.channel, row.language, sex)
        for row, zone, sex in session.execute(query)
    ]


INDICATOR = Indicator(
    key="people_trained",
    name=_("People trained"),
    definition=_(
        "People who went through a lesson on the budget to its last question for the first time, by phone; each phone "
        "counts once, whatever other lessons follow."
    ),
    source=_("The lessons finished by phone"),
    computation=_("The number of the records."),
    unit=counted("person", "people"),
    order=58,
    records=find_records,
    breakdowns=(*EVERY_PART, By.SEX),
    is_of_people=True,
)
