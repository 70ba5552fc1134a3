"""Every funded project at a glance, for staff: what is late, what lacks its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import FollowUp, Project
from models.project import ProjectState
from services.follow_ups.finding import is_late
from services.projects.events import WORKS_STATES
from services.projects.proofs import is_proven as has_proof
from services.projects.reports import people_reporting
from services.projects.steps import ORIGIN


@dataclass(frozen=True, slots=True)
class WorksRow:
    """One project with works: when they are promised for, how many steps are late, whether a proof is missing.

    `reports` are people who report something that is not closed.
    """

    number: int
    titles: dict[str, str]
    state: str
    progress: int
    due_on: date | None
    is_late: bool
    late_steps: int
    lacks_proof: bool
    reports: int = 0


def works_page(
    session: Session, commune_id: int, today: date, *, limit: int = 20, offset: int = 0
) -> tuple[list[WorksRow], int]:
    """Return the projects with works, by number, and how many there are."""
    mine = (Project.commune_id == commune_id, Project.state.in_(WORKS_STATES))
    total = session.scalar(select(func.count(Project.id)).where(*mine)) or 0
    of_project = (FollowUp.origin == ORIGIN, FollowUp.origin_id == Project.id, is_late(today))
    steps = select(func.count(FollowUp.id)).where(*of_project).correlate(Project).scalar_subquery()
    query = select(Project, steps, has_proof()).where(*mine).order_by(Project.number).limit(limit).offset(offset)
    people = people_reporting(session, commune_id)
    rows = session.execute(query)
    return [_row(row, late, people.get(row.id, 0), today, is_proven=proven) for row, late, proven in rows], total


def _row(project: Project, late_steps: int, reports: int, today: date, *, is_proven: bool) -> WorksRow:
    is_open = project.state in (ProjectState.FUNDED, ProjectState.UNDER_WAY)
    return WorksRow(
        number=project.number,
        titles=dict(project.titles),
        state=str(project.state),
        progress=project.progress,
        due_on=project.due_on,
        is_late=is_open and project.due_on is not None and project.due_on < today,
        late_steps=late_steps if is_open else 0,
        lacks_proof=project.state == ProjectState.DONE and not is_proven,
        reports=reports,
    )
