"""What is read of projects: one by its number, lists, views, the history of the works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from bot.ports import ProjectView
from budgeting.refusal import Refusal
from models import Cycle, Project, ProjectEvent, Staff, Zone
from models.project import EventKind, ProjectState
from services.projects.reasons import ProjectReason
from services.voting.paper import POLLED, project_view

LATER = "for_later_vote"
"""Accepted, but no ballot that two people approved holds it yet."""


@dataclass(frozen=True, slots=True)
class ProjectHistory:
    """One event of a project as staff read it; money in minor units, `details` as its kind has them."""

    state: str
    progress: int
    spent: int
    note: str | None
    who: str
    happened_at: datetime
    kind: str = EventKind.WORKS
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as the panel shows it: what citizens see and what staff keep beside it; `standing` as `standing_of`."""

    id: int
    view: ProjectView
    cycle_id: int | None
    zone_id: int | None
    done_on: date | None
    proof: str | None
    standing: str
    contractor: str | None = None
    contract: int | None = None
    former_number: int | None = None


def find_project(session: Session, commune_id: int, number: int) -> Project:
    """Return the commune's project of that number, or of that one before a draw; `Refusal` where there is none."""
    called = or_(Project.number == number, Project.former_number == number)
    found = session.scalar(select(Project).where(Project.commune_id == commune_id, called))
    if found is None:
        raise Refusal(ProjectReason.NO_SUCH, number=number)
    return found


def get_project(session: Session, commune_id: int, project_id: int) -> Project:
    """Return and lock the commune's project of that id; one of another commune is not found."""
    query = select(Project).where(Project.id == project_id, Project.commune_id == commune_id).with_for_update()
    found = session.scalar(query)
    if found is None:
        raise Refusal(ProjectReason.NO_SUCH, number=project_id)
    return found


def projects_on_ballot(session: Session, cycle_id: int) -> list[Project]:
    """Return the projects of a cycle that stand on its ballot, by number."""
    return list(session.scalars(select(Project).where(Project.cycle_id == cycle_id).order_by(Project.number)))


def project_views(session: Session, commune_id: int) -> list[ProjectView]:
    """Return the commune's projects as citizens see them, by number."""
    return [_standing_view(*row) for row in session.execute(_with_zone(commune_id))]


def view_of(session: Session, project: Project) -> ProjectView:
    """Return a project as citizens see it."""
    zone = session.get(Zone, project.zone_id) if project.zone_id else None
    return project_view(project, zone.name if zone else None)


def project_row(session: Session, commune_id: int, number: int) -> ProjectRow:
    """Return one project as the panel shows it; `Refusal` where there is none."""
    project = find_project(session, commune_id, number)
    cycle = session.get(Cycle, project.cycle_id) if project.cycle_id else None
    return _row(project, view_of(session, project).zone, cycle.state if cycle else None)


def projects_page(
    session: Session, commune_id: int, *, state: str | None = None, limit: int = 20, offset: int = 0
) -> tuple[list[ProjectRow], int]:
    """Return the commune's projects by number, those of one state where asked, and how many there are."""
    query = _with_zone(commune_id)
    if state in set(ProjectState):
        query = query.where(Project.state == state)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return [_row(*row) for row in session.execute(query.limit(limit).offset(offset))], total


def standing_of(project: Project, cycle_state: str | None) -> str:
    """Return where a project stands: its state, or `for_later_vote` while no approved ballot holds it."""
    if project.state == ProjectState.ON_BALLOT and cycle_state not in POLLED:
        return LATER
    return str(project.state)


def history_of(session: Session, project_id: int) -> list[ProjectHistory]:
    """Return what happened to a project's works, newest first."""
    query = (
        select(ProjectEvent, Staff.name)
        .outerjoin(Staff, ProjectEvent.staff_id == Staff.id)
        .where(ProjectEvent.project_id == project_id)
        .order_by(ProjectEvent.happened_at.desc(), ProjectEvent.id.desc())
    )
    return [_history(event, who) for event, who in session.execute(query)]


def _with_zone(commune_id: int) -> Select[Project, str, str]:
    return (
        select(Project, Zone.name, Cycle.state)
        .outerjoin(Zone, Project.zone_id == Zone.id)
        .outerjoin(Cycle, Project.cycle_id == Cycle.id)
        .where(Project.commune_id == commune_id)
        .order_by(Project.number)
    )


def _standing_view(project: Project, zone: str | None, cycle_state: str | None) -> ProjectView:
    return replace(project_view(project, zone), state=standing_of(project, cycle_state))


def _row(project: Project, zone: str | None, cycle_state: str | None) -> ProjectRow:
    return ProjectRow(
        id=project.id,
        view=project_view(project, zone),
        cycle_id=project.cycle_id,
        zone_id=project.zone_id,
        done_on=project.done_on,
        proof=project.proof,
        standing=standing_of(project, cycle_state),
        contractor=project.contractor,
        contract=project.contract,
        former_number=project.former_number,
    )


def _history(event: ProjectEvent, who: str | None) -> ProjectHistory:
    return ProjectHistory(
        state=str(event.state),
        progress=event.progress,
        spent=event.spent,
        note=event.note,
        who=who or "",
        happened_at=event.happened_at,
        kind=str(event.kind),
        details=event.details or {},
    )
