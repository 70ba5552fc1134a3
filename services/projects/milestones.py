"""Milestones of a project's works: planned with a day, moved with a reason, reached with a proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Milestone, Project
from models.project import EventKind
from services.clock import day_in
from services.house import House
from services.projects.events import Happened, project_with_works, words_of, write_event
from services.projects.reasons import ProjectReason
from services.projects.words import milestone_moved_words, milestone_reached_words

MOST = 30
"""Milestones of one project: a list that somebody reads on a phone."""


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One milestone: what, by when, and since when with which proof."""

    id: int
    title: str
    due_on: date
    done_on: date | None
    proof: str | None


def milestones_of(session: Session, project_id: int) -> list[MilestoneView]:
    """Return a project's milestones by their planned day."""
    query = select(Milestone).where(Milestone.project_id == project_id).order_by(Milestone.due_on, Milestone.id)
    return [MilestoneView(row.id, row.title, row.due_on, row.done_on, row.proof) for row in session.scalars(query)]


def plan_milestone(
    session: Session, house: House, commune_id: int, project_id: int, title: str, due_on: date, *, staff_id: int | None
) -> int:
    """Promise one step by a day and return its id; it is in the history, and news only when it is reached or moves."""
    project = project_with_works(session, commune_id, project_id)
    said = words_of(title)
    if not said:
        raise Refusal(ProjectReason.MILESTONE_WITHOUT_TITLE)
    if len(milestones_of(session, project.id)) >= MOST:
        raise Refusal(ProjectReason.TOO_MANY_MILESTONES, most=MOST)
    row = Milestone(project_id=project.id, title=said, due_on=due_on, made_at=house.clock())
    session.add(row)
    session.flush()
    details = {"step": "planned", "title": said, "due_on": due_on.isoformat()}
    happened = Happened(EventKind.MILESTONE, "project_milestone_planned", details)
    write_event(session, house, project, happened, staff_id=staff_id)
    return row.id


def move_milestone(
    session: Session,
    house: House,
    commune_id: int,
    milestone_id: int,
    due_on: date,
    reason: str,
    *,
    staff_id: int | None,
) -> None:
    """Promise it by another day, for a reason that followers read."""
    project, row = _found(session, commune_id, milestone_id)
    why = words_of(reason)
    if not why:
        raise Refusal(ProjectReason.DELAY_REASON_NEEDED)
    if due_on == row.due_on:
        raise Refusal(ProjectReason.SAME_DAY)
    details = {"step": "moved", "title": row.title, "due_on": due_on.isoformat(), "before": row.due_on.isoformat()}
    row.due_on = due_on
    words = milestone_moved_words(project, row.title, due_on)
    happened = Happened(EventKind.MILESTONE, "project_milestone_moved", details, why, words)
    write_event(session, house, project, happened, staff_id=staff_id)


def reach_milestone(
    session: Session,
    house: House,
    commune_id: int,
    milestone_id: int,
    done_on: date,
    proof: str,
    *,
    staff_id: int | None,
) -> None:
    """Sign a milestone off: the day it was reached and what proves it; signed off once."""
    project, row = _found(session, commune_id, milestone_id)
    commune = session.get_one(Commune, commune_id)
    if done_on > day_in(house.clock(), commune.time_zone):
        raise Refusal(ProjectReason.DONE_DAY_LATER)
    shown = words_of(proof)
    if not shown:
        raise Refusal(ProjectReason.PROOF_NEEDED)
    row.done_on, row.proof = done_on, shown
    details = {"step": "reached", "title": row.title, "done_on": done_on.isoformat(), "proof": shown}
    words = milestone_reached_words(project, row.title)
    happened = Happened(EventKind.MILESTONE, "project_milestone_reached", details, words=words)
    write_event(session, house, project, happened, staff_id=staff_id)


def _found(session: Session, commune_id: int, milestone_id: int) -> tuple[Project, Milestone]:
    """Return and lock a milestone that is not reached yet; one of another commune is not found."""
    row = session.get(Milestone, milestone_id)
    if row is None:
        raise Refusal(ProjectReason.NO_SUCH_MILESTONE)
    project = project_with_works(session, commune_id, row.project_id)
    session.refresh(row)
    if row.done_on is not None:
        raise Refusal(ProjectReason.MILESTONE_REACHED)
    return project, row
