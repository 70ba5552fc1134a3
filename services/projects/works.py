"""The works of a funded project: what staff report, what followers hear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.sms.clean import clean_text
from budgeting.refusal import Refusal
from models import Commune, Project, ProjectEvent
from models.project import ProjectState
from services.audit import record
from services.clock import day_in
from services.house import House
from services.projects.events import LONGEST_NOTE, WORKS_STATES
from services.projects.follow import tell_followers
from services.projects.milestones import drop_milestones
from services.projects.proofs import has_proof_beside
from services.projects.reading import get_project
from services.projects.reasons import ProjectReason
from services.projects.words import works_words
from services.revision import grow_revision

LONGEST_PROOF = 200
NEXT = {
    ProjectState.FUNDED: frozenset(WORKS_STATES),
    ProjectState.UNDER_WAY: frozenset({ProjectState.UNDER_WAY, ProjectState.DONE, ProjectState.ABANDONED}),
    ProjectState.DONE: frozenset({ProjectState.DONE, ProjectState.UNDER_WAY}),
    ProjectState.ABANDONED: frozenset({ProjectState.ABANDONED, ProjectState.UNDER_WAY}),
}
"""Finished or abandoned works can be taken up again; nothing goes back to being only planned."""


@dataclass(frozen=True, slots=True)
class Works:
    """The works as they stand now: progress in percent, `spent` in minor units.

    `proof` names a document, by words or its address; a photo of the finished works proves them too.
    """

    state: ProjectState
    progress: int
    spent: int
    note: str = ""
    due_on: date | None = None
    done_on: date | None = None
    proof: str = ""


def update_works(
    session: Session, house: House, commune_id: int, project_id: int, works: Works, *, staff_id: int | None
) -> Project:
    """Set the works of a project, keep the event, tell the followers when state or progress changed."""
    project = get_project(session, commune_id, project_id)
    commune = session.get_one(Commune, commune_id)
    has_proof = bool(clean_text(works.proof).strip()) or has_proof_beside(session, project.id)
    if no := why_not_works(project, works, day_in(house.clock(), commune.time_zone), has_proof=has_proof):
        raise no
    is_news = (project.state, project.progress) != (works.state, _progress(works))
    _set(project, works)
    grow_revision(session, commune_id)
    session.add(_event(house, project, works, staff_id))
    _audit(session, house, project, staff_id)
    if works.state is ProjectState.ABANDONED:
        drop_milestones(session, house, commune_id, project.id, works.note, staff_id=staff_id)
    if is_news:
        tell_followers(session, house, project.id, works_words(project, clean_text(works.note).strip()))
    return project


def works_state(word: str) -> ProjectState:
    """Return the state of that name; works that are no works are refused when they are reported."""
    return ProjectState(word) if word in set(ProjectState) else ProjectState.ON_BALLOT


def why_not_works(project: Project, works: Works, today: date, *, has_proof: bool) -> Refusal | None:
    """Return what is wrong with reported works, or None."""
    if project.state not in NEXT:
        return Refusal(ProjectReason.NOT_FUNDED, number=project.number)
    if works.state not in NEXT[ProjectState(project.state)]:
        return Refusal(ProjectReason.CANNOT_FOLLOW, number=project.number)
    if not 0 <= works.progress <= 100:
        return Refusal(ProjectReason.PROGRESS_WRONG, progress=works.progress)
    if not 0 <= works.spent < 2**62:
        return Refusal(ProjectReason.SPENT_WRONG)
    if works.state is ProjectState.ABANDONED and not clean_text(works.note).strip():
        return Refusal(ProjectReason.REASON_NEEDED, number=project.number)
    if _moves_the_promise(project, works):
        return Refusal(ProjectReason.DELAY_REASON_NEEDED)
    return _why_not_done(works, today, has_proof=has_proof) if works.state is ProjectState.DONE else None


def _moves_the_promise(project: Project, works: Works) -> bool:
    """Is a promised day made later, or taken back while works run? Without its reason neither can be."""
    if project.due_on is None:
        return False
    if works.due_on is None:
        return works.state not in {ProjectState.DONE, ProjectState.ABANDONED}
    return works.due_on > project.due_on


def _why_not_done(works: Works, today: date, *, has_proof: bool) -> Refusal | None:
    if works.done_on is None:
        return Refusal(ProjectReason.DONE_DAY_NEEDED)
    if works.done_on > today:
        return Refusal(ProjectReason.DONE_DAY_LATER)
    return None if has_proof else Refusal(ProjectReason.PROOF_NEEDED)


def _progress(works: Works) -> int:
    return 100 if works.state is ProjectState.DONE else works.progress


def _set(project: Project, works: Works) -> None:
    is_done = works.state is ProjectState.DONE
    project.state = works.state
    project.progress = _progress(works)
    project.spent = works.spent
    project.due_on = works.due_on or project.due_on  # what was promised stays to be held against the end
    project.done_on = works.done_on if is_done else None
    project.proof = (clean_text(works.proof).strip()[:LONGEST_PROOF] or None) if is_done else None


def _event(house: House, project: Project, works: Works, staff_id: int | None) -> ProjectEvent:
    return ProjectEvent(
        project_id=project.id,
        state=project.state,
        progress=project.progress,
        spent=project.spent,
        note=clean_text(works.note).strip()[:LONGEST_NOTE] or None,
        staff_id=staff_id,
        happened_at=house.clock(),
    )


def _audit(session: Session, house: House, project: Project, staff_id: int | None) -> None:
    record(
        session,
        house,
        act="project_works_updated",
        subject="project",
        subject_id=project.id,
        details={
            "number": project.number,
            "state": str(project.state),
            "progress": project.progress,
            "spent": project.spent,
        },
        staff_id=staff_id,
        commune_id=project.commune_id,
    )
