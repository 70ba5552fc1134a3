"""How many of those who were asked say that finished works serve."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Commune, Project, WorksOpinion, WorksPoll, Zone
from services.clock import day_in
from services.indicators.base import By, Indicator, Kind, Period, Record, commune_of
from services.indicators.project_titles import title_of
from services.projects.opinions import SMALLEST

SERVES = 1


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each answer to the questions that were over in the period, on the day each ended.

    Of fewer than five answers nothing is told, as on the page of the works.
    """
    commune = commune_of(session, commune_id)
    start, end = period.moments(commune.time_zone)
    query = (
        select(WorksPoll, Project, Zone.name)
        .join(Project, Project.id == WorksPoll.project_id)
        .outerjoin(Zone, Zone.id == Project.zone_id)
        .where(WorksPoll.commune_id == commune_id, WorksPoll.closes_at >= start, WorksPoll.closes_at < end)
        .order_by(WorksPoll.closes_at, WorksPoll.id)
    )
    return [
        record
        for poll, project, zone in session.execute(query)
        if period.is_past(day_in(poll.closes_at, commune.time_zone))
        for record in _answers(session, commune, poll, project, zone)
    ]


def _answers(
    session: Session, commune: Commune, poll: WorksPoll, project: Project, zone: str | None
) -> Iterator[Record]:
    query = select(WorksOpinion.mark).where(WorksOpinion.poll_id == poll.id, WorksOpinion.mark.is_not(None))
    marks = sorted(mark for mark in session.scalars(query) if mark is not None)  # their order says nothing
    day = day_in(poll.closes_at, commune.time_zone)
    for mark in marks if len(marks) >= SMALLEST else ():
        yield Record(day, title_of(project, commune), "opinion", None, zone, part=int(mark == SERVES))


INDICATOR = Indicator(
    key="works_in_use",
    name=_("Finished works that serve"),
    definition=_(
        "People who said that finished works serve them, among all who answered the questions about it that ended in "
        "this period; a question with fewer than five answers is left out."
    ),
    source=_("The questions to those who live near finished works"),
    computation=_("Answers “yes”, of all answers, in percent."),
    unit=counted("answer", "answers"),
    order=26,
    records=find_records,
    kind=Kind.SHARE,
    breakdowns=(By.ZONE,),
    is_of_people=True,
)
