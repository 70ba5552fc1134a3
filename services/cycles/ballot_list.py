"""Which projects stand on a draft's ballot."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Project
from models.project import ProjectState
from services.cycles.draft import get_draft, note
from services.cycles.reasons import CycleReason
from services.house import House


def free_projects(session: Session, commune_id: int, cycle_id: int) -> list[Project]:
    """Return the projects that may stand on this cycle's ballot: its own, and those of no cycle yet, by number."""
    query = (
        select(Project)
        .where(Project.commune_id == commune_id, Project.state == ProjectState.ON_BALLOT)
        .where(or_(Project.cycle_id == cycle_id, Project.cycle_id.is_(None)))
        .order_by(Project.number)
    )
    return list(session.scalars(query))


def choose_ballot(
    session: Session, house: House, commune_id: int, cycle_id: int, numbers: Collection[int], *, staff_id: int | None
) -> list[Project]:
    """Put exactly these projects on a draft's ballot; the others keep their number and wait for another cycle."""
    cycle = get_draft(session, commune_id, cycle_id)
    free = {project.number: project for project in free_projects(session, commune_id, cycle_id)}
    for number in numbers:
        if number not in free:
            raise Refusal(CycleReason.PROJECT_TAKEN, number=number)
    for number, project in free.items():
        project.cycle_id = cycle.id if number in numbers else None
    cycle.rules = cycle.rules_hash = None
    session.flush()
    note(session, house, cycle, "cycle_ballot_chosen", staff_id, projects=len(numbers))
    return [free[number] for number in sorted(numbers)]
