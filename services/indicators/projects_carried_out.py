"""Projects of the participatory budget that are finished."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Project, Zone
from services.indicators.base import By, Indicator, Period, Record, commune_of
from services.indicators.project_titles import title_of
from services.projects.proofs import is_proven


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return the projects whose works were done in the period, each with its day and a proof."""
    commune = commune_of(session, commune_id)
    rows = session.execute(
        select(Project, Zone.name)
        .outerjoin(Zone, Zone.id == Project.zone_id)
        .where(Project.commune_id == commune_id, is_proven())
        .where(Project.done_on.between(period.first, period.last))
        .order_by(Project.done_on, Project.number)
    )
    return [
        Record(row.done_on, title_of(row, commune), "project", row.id, zone)
        for row, zone in rows
        if row.done_on is not None
    ]


INDICATOR = Indicator(
    key="projects_carried_out",
    name=_("Projects carried out"),
    definition=_(
        "Projects of the participatory budget whose works are done, counted on the day they were finished; only those "
        "with a proof: a document, a photo or a milestone that was signed off."
    ),
    source=_("The projects of the participatory budget and what proves them"),
    computation=_("The number of the records."),
    unit=counted("project", "projects"),
    order=20,
    records=find_records,
    breakdowns=(By.ZONE,),
)
