"""A step of a funded project's works; whoever follows the project hears of it there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _
from models import FollowUp, FollowUpEvent, Project
from models.follow_up import FollowUpEventKind, Visibility
from services.follow_ups.origin import Origin, Source, Sources
from services.house import House
from services.projects.steps import tell_of_step


def sources(session: Session, commune_id: int, ids: Collection[int]) -> Sources:
    """Return projects by their titles."""
    query = select(Project).where(Project.commune_id == commune_id, Project.id.in_(ids))
    return {
        row.id: Source(dict(row.titles), f"projects/{row.number}", f"works/{row.number}")
        for row in session.scalars(query)
    }


def hears(session: Session, house: House, row: FollowUp, event: FollowUpEvent, staff_id: int | None) -> Collection[int]:
    """Write what changes of a step into the history of its project, whose followers are told."""
    is_of_works = event.kind in {FollowUpEventKind.MADE, FollowUpEventKind.STATE, FollowUpEventKind.DUE}
    return tell_of_step(session, house, row, event, staff_id=staff_id) if is_of_works else ()


ORIGIN = Origin(
    "milestone",
    50,
    _("Step of a project"),
    Visibility.PUBLIC,
    sources,
    hears,
    needs_proof=True,
    needs_day=True,
    is_free=False,
)
