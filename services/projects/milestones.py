"""Milestones of a project's works: promises with a day, moved for a reason, reached with a proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.views.follow_ups import reference_of
from budgeting.refusal import Refusal
from models import Commune, FollowUp
from models.follow_up import FollowUpState, Visibility
from services.clock import day_in
from services.follow_ups.evidence import NewEvidence, add_evidence, evidence_of
from services.follow_ups.finding import is_open
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, move, promise_by
from services.house import House
from services.projects.events import project_with_works, words_of
from services.projects.reasons import ProjectReason
from services.projects.steps import ORIGIN

MOST = 30
"""Milestones of one project: a list that somebody reads on a phone."""


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One milestone: what, by when, and since when with which proof; `number` is that of the promise."""

    id: int
    title: str
    due_on: date
    done_on: date | None
    proof: str | None
    number: int = 0
    is_dropped: bool = False
    is_public: bool = True

    @property
    def reference(self) -> str:
        """How people write the promise."""
        return reference_of(self.number)


def milestones_of(session: Session, project_id: int) -> list[MilestoneView]:
    """Return a project's milestones by their planned day."""
    mine = (FollowUp.origin == ORIGIN, FollowUp.origin_id == project_id)
    query = select(FollowUp).where(*mine).order_by(FollowUp.due_on, FollowUp.id)
    return [_view(session, row) for row in session.scalars(query)]


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
    new = NewFollowUp(ORIGIN, said, due_on=due_on, source_id=project.id)
    return add_follow_up(session, house, commune_id, new, staff_id=staff_id).id


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
    row = _found(session, commune_id, milestone_id)
    why = words_of(reason)
    if not why:
        raise Refusal(ProjectReason.DELAY_REASON_NEEDED)
    if due_on == row.due_on:
        raise Refusal(ProjectReason.SAME_DAY)
    promise_by(session, house, commune_id, row.number, due_on, why, staff_id=staff_id)


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
    row = _found(session, commune_id, milestone_id)
    commune = session.get_one(Commune, commune_id)
    if done_on > day_in(house.clock(), commune.time_zone):
        raise Refusal(ProjectReason.DONE_DAY_LATER)
    shown = words_of(proof)
    if not shown:
        raise Refusal(ProjectReason.PROOF_NEEDED)
    add_evidence(session, house, commune_id, row.number, NewEvidence(shown), staff_id=staff_id)
    move(session, house, commune_id, row.number, Move(FollowUpState.DONE, done_on=done_on), staff_id=staff_id)


def drop_milestones(
    session: Session, house: House, commune_id: int, project_id: int, why: str, *, staff_id: int | None
) -> None:
    """Give up every step that is not reached, of works that are given up."""
    mine = (FollowUp.commune_id == commune_id, FollowUp.origin == ORIGIN, FollowUp.origin_id == project_id)
    for number in session.scalars(select(FollowUp.number).where(*mine, is_open()).order_by(FollowUp.number)).all():
        move(session, house, commune_id, number, Move(FollowUpState.ABANDONED, why), staff_id=staff_id)


def _view(session: Session, row: FollowUp) -> MilestoneView:
    proofs = evidence_of(session, row.id) if row.done_on else []
    assert row.due_on is not None
    return MilestoneView(
        row.id,
        row.text,
        row.due_on,
        row.done_on,
        proofs[-1].words if proofs else None,
        row.number,
        row.state == FollowUpState.ABANDONED,
        row.visibility == Visibility.PUBLIC,
    )


def _found(session: Session, commune_id: int, milestone_id: int) -> FollowUp:
    """Return a milestone that is not reached yet, its project locked; one of another commune is not found."""
    row = session.get(FollowUp, milestone_id)
    if row is None or row.origin != ORIGIN or row.commune_id != commune_id:
        raise Refusal(ProjectReason.NO_SUCH_MILESTONE)
    project_with_works(session, commune_id, row.origin_id or 0)
    session.refresh(row)
    if row.state in {FollowUpState.DONE, FollowUpState.ABANDONED}:
        raise Refusal(ProjectReason.MILESTONE_REACHED)
    return row
