"""Which projects stand on a draft's ballot."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Cycle, Project, ProjectEvent
from models.project import ProjectState
from services.cycles.draft import get_draft, note
from services.cycles.reasons import CycleReason
from services.house import House

MOST_GROUPS = 50
"""Groups of projects that exclude each other: more than any ballot needs."""


def free_projects(session: Session, commune_id: int, cycle_id: int) -> list[Project]:
    """Return the projects that may stand on this cycle's ballot, by number.

    Its own, those of no cycle yet or whose vote was voided, and those that an earlier vote did not choose.
    """
    is_free = or_(Project.cycle_id == cycle_id, Project.cycle_id.is_(None))
    waits = and_(Project.state == ProjectState.ON_BALLOT, is_free)
    query = select(Project).where(
        Project.commune_id == commune_id, or_(waits, Project.state == ProjectState.NOT_FUNDED)
    )
    return list(session.scalars(query.order_by(Project.number)))


def held_elsewhere(session: Session, commune_id: int, cycle_id: int) -> list[tuple[int, str, int]]:
    """Return the other cycles whose ballots hold projects that nobody has decided on: id, title, how many."""
    query = (
        select(Cycle.id, Cycle.title, func.count())
        .join(Project, Project.cycle_id == Cycle.id)
        .where(Project.commune_id == commune_id, Project.state == ProjectState.ON_BALLOT, Cycle.id != cycle_id)
        .group_by(Cycle.id, Cycle.title)
        .order_by(Cycle.id)
    )
    return [(held, title, count) for held, title, count in session.execute(query)]


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

    What an earlier vote did not choose is to be decided again; that vote's rules and result keep it as it was.
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
        if number in numbers and project.state == ProjectState.NOT_FUNDED:
            _take_again(session, house, project, staff_id)
        if project.state == ProjectState.ON_BALLOT:
            project.cycle_id = cycle.id if number in numbers else None
    cycle.rules = cycle.rules_hash = None
    session.flush()
    note(session, house, cycle, "cycle_ballot_chosen", staff_id, projects=len(numbers), exclusive=len(exclusive))
    return [free[number] for number in sorted(numbers)]


def _take_again(session: Session, house: House, project: Project, staff_id: int | None) -> None:
    project.state = ProjectState.ON_BALLOT
    session.add(
        ProjectEvent(
            project_id=project.id,
            state=project.state,
            progress=project.progress,
            spent=project.spent,
            staff_id=staff_id,
            happened_at=house.clock(),
        )
    )


def _check_groups(exclusive: Collection[Collection[int]], numbers: Collection[int]) -> None:
    if len(exclusive) > MOST_GROUPS:
        raise Refusal(CycleReason.EXCLUSIVE_TOO_MANY, most=MOST_GROUPS)
    for group in exclusive:
        if len(set(group)) == 1:
            raise Refusal(CycleReason.EXCLUSIVE_LONE, number=next(iter(group)))
        for number in group:
            if number not in numbers:
                raise Refusal(CycleReason.EXCLUSIVE_OFF_BALLOT, number=number)
