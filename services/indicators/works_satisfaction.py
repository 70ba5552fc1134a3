"""How many of those who rated finished works are satisfied with them."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Contact, Feedback, Project, Zone
from models.project import ProjectState
from services.clock import day_in
from services.indicators.base import By, Indicator, Kind, Period, Record, commune_of
from services.indicators.project_titles import title_of

SATISFIED = 4
"""Of 5: the two best ratings, as satisfaction on five steps is usually told."""


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each rating of a finished project given in the period, under the project's own zone.

    Try-out phones count in a demonstration only.
    """
    commune = commune_of(session, commune_id)
    start, end = period.moments(commune.time_zone)
    query = (
        select(Feedback, Project, Zone.name)
        .join(Project, Project.id == Feedback.project_id)
        .outerjoin(Zone, Zone.id == Project.zone_id)
        .outerjoin(Contact, Contact.id == Feedback.contact_id)
        .where(Project.commune_id == commune_id, Project.state == ProjectState.DONE, Feedback.rating.is_not(None))
        .where(Feedback.made_at >= start, Feedback.made_at < end)
    )
    if not commune.is_demo:
        query = query.where(or_(Contact.id.is_(None), Contact.is_simulated.is_(False)))
    found = [
        Record(
            day_in(row.made_at, commune.time_zone),
            title_of(project, commune),
            "rating",
            None,
            zone,
            part=int((row.rating or 0) >= SATISFIED),
        )
        for row, project, zone in session.execute(query)
    ]
    return sorted(found, key=lambda one: (one.day, one.label, one.part))


INDICATOR = Indicator(
    key="works_satisfaction",
    name=_("Satisfaction with finished works"),
    definition=_(
        "People who gave finished works 4 or 5 of 5, among all who rated them in this period by phone; the last rating "
        "of each phone for each project counts."
    ),
    source=_("The ratings of finished projects"),
    computation=_("Ratings of 4 and 5, of all ratings, in percent."),
    unit=counted("rating", "ratings"),
    order=24,
    records=find_records,
    kind=Kind.SHARE,
    breakdowns=(By.ZONE,),
    is_of_people=True,
)
