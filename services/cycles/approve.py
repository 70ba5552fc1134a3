"""The two acts that make a cycle valid or end it: approving its plan and rules, voiding it with a public reason."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Cycle, Project, ProjectEvent
from models.cycle import CycleState
from models.project import ProjectState
from services.cycles.checks import ideas_to_come, votes_beside
from services.cycles.consent import Matter, say_yes
from services.cycles.draft import get_cycle, get_draft, note
from services.cycles.key import load_key
from services.cycles.phases import phase_of, phases_of
from services.cycles.reasons import CycleReason
from services.cycles.rules import rules_of
from services.house import House
from services.projects.follow import tell_followers
from services.projects.reading import projects_on_ballot
from services.projects.words import released_words

LONGEST_REASON = 300
RELEASED = (ProjectState.ON_BALLOT, ProjectState.FUNDED, ProjectState.NOT_FUNDED)


def approve_cycle(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    digest: str,
    *,
    staff_id: int | None,
    alone: bool = False,
    ideas_wait: bool = False,
    witness_id: int | None = None,
) -> bool:
    """Say yes to the frozen rules of that digest; with the second yes the cycle is approved. True when it is.

    `ideas_wait`: whoever says yes knows that the ideas of phases not over yet are left to a later vote.
    """
    cycle = get_draft(session, commune_id, cycle_id)
    if no := why_not_approve(session, house, cycle, digest):
        raise no
    if not ideas_wait and ideas_to_come(phases_of(session, cycle.id), house.clock()):
        raise Refusal(CycleReason.IDEAS_TO_COME)
    given = say_yes(session, house, cycle, Matter.PLAN, digest, staff_id=staff_id, alone=alone, witness_id=witness_id)
    if given:
        cycle.state = CycleState.APPROVED
        for project in projects_on_ballot(session, cycle.id):
            project.keeps_number = True
    note(session, house, cycle, "cycle_approved" if given else "cycle_approval_given", staff_id, digest=digest)
    return given


def why_not_approve(session: Session, house: House, cycle: Cycle, digest: str) -> Refusal | None:
    """Return why a draft cannot be approved as it was seen, or None."""
    if cycle.rules is None or cycle.rules_hash is None:
        return Refusal(CycleReason.NOT_FROZEN)
    if digest != cycle.rules_hash or digest_of(canonical_json(rules_of(session, cycle))) != digest:
        return Refusal(CycleReason.CHANGED)
    if cycle.key_backed_up_at is None:
        return Refusal(CycleReason.BACKUP_NEEDED)
    load_key(house, cycle)
    vote = phase_of(session, cycle.id, PhaseKind.VOTE)
    if vote is None or vote.opens_at <= house.clock():
        return Refusal(CycleReason.CHECK_VOTE_PAST)
    return next(votes_beside(session, cycle), None)  # one that was a draft itself at the freezing may be approved now


def void_cycle(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    reason: str,
    *,
    staff_id: int | None,
    alone: bool = False,
    witness_id: int | None = None,
) -> bool:
    """Say yes to voiding an approved cycle for a public reason; the same words from a second person void it."""
    cycle = get_cycle(session, commune_id, cycle_id)
    words = one_line(reason, LONGEST_REASON)
    if cycle.state == CycleState.CLOSED:
        raise Refusal(CycleReason.OVER)
    if cycle.state != CycleState.APPROVED:
        raise Refusal(CycleReason.NOT_APPROVED)
    if not words:
        raise Refusal(CycleReason.REASON_NEEDED)
    cycle.voided_reason = words
    digest = void_digest(cycle.rules_hash, words)
    given = say_yes(session, house, cycle, Matter.VOID, digest, staff_id=staff_id, alone=alone, witness_id=witness_id)
    if given:
        cycle.state, cycle.voided_at = CycleState.VOIDED, house.clock()
        _release_projects(session, house, cycle, words, staff_id)
    note(session, house, cycle, "cycle_voided" if given else "cycle_void_asked", staff_id)
    return given


def void_digest(rules_hash: str | None, reason: str) -> str:
    """Return the digest of a voiding: these rules, for this reason."""
    return digest_of(canonical_json({"void": rules_hash or "", "reason": reason}))


def _release_projects(session: Session, house: House, cycle: Cycle, reason: str, staff_id: int | None) -> None:
    """Let the projects whose works have not begun wait for another ballot, under the number they have."""
    query = select(Project).where(Project.cycle_id == cycle.id, Project.state.in_(RELEASED)).with_for_update()
    for project in session.scalars(query).all():
        tell_followers(session, house, project.id, released_words(project, reason))
        project.cycle_id, project.state = None, ProjectState.ON_BALLOT
        session.add(
            ProjectEvent(
                project_id=project.id,
                state=project.state,
                progress=project.progress,
                spent=project.spent,
                note=reason,
                staff_id=staff_id,
                happened_at=house.clock(),
            )
        )
