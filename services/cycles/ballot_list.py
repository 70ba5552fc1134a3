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

MOST_GROUPS = 50
"""Groups of projects that exclude each other: more than any ballot needs."""


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
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    numbers: Collection[int],
    exclusive: Collection[Collection[int]] = (),
    *,
    staff_id: int | None,
) -> list[Project]:
    """Put exactly these projects on a draft's ballot; the others keep their number and wait for another cycle.

    Of each group of `exclusive` numbers one at most can win.
    """
    cycle = get_draft(session, commune_id, cycle_id)
    free = {project.number: project for project in free_projects(session, commune_id, cycle_id)}
    for number in numbers:
        if number not in free:
            raise Refusal(CycleReason.PROJECT_TAKEN, number=number)
    _check_groups(exclusive, numbers)
    cycle.exclusive = sorted(sorted(set(group)) for group in exclusive)
    for number, project in free.items():
        project.cycle_id = cycle.id if number in numbers else None
    cycle.rules = cycle.rules_hash = None
    session.flush()
    note(session, house, cycle, "cycle_ballot_chosen", staff_id, projects=len(numbers), exclusive=len(exclusive))
    return [free[number] for number in sorted(numbers)]


def _check_groups(exclusive: Collection[Collection[int]], numbers: Collection[int]) -> None:
    if len(exclusive) > MOST_GROUPS:
        raise Refusal(CycleReason.EXCLUSIVE_TOO_MANY, most=MOST_GROUPS)
    for group in exclusive:
        if len(set(group)) == 1:
            raise Refusal(CycleReason.EXCLUSIVE_LONE, number=next(iter(group)))
        for number in group:
            if number not in numbers:
                raise Refusal(CycleReason.EXCLUSIVE_OFF_BALLOT, number=number)
