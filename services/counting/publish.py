"""Publishing a result: two people say yes to exactly what they saw, then everybody may read it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.refusal import Refusal
from models import CountRun, Cycle, Project, ProjectEvent
from models.cycle import CycleState
from models.project import ProjectState
from services.counting.count import latest_run
from services.counting.reasons import CountReason
from services.cycles.consent import Matter, say_yes
from services.cycles.draft import get_cycle, note
from services.cycles.reasons import CycleReason
from services.cycles.result import has_result
from services.house import House
from services.projects.follow import tell_followers
from services.projects.words import funded_words, not_funded_words


def publish(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    digest: str,
    *,
    staff_id: int | None,
    alone: bool = False,
    witness_id: int | None = None,
) -> bool:
    """Say yes to the latest run as it was seen; with the second yes it is published. True when it is.

    Publishing gives the winners their money, and tells followers and authors, who follow their projects.
    """
    cycle = get_cycle(session, commune_id, cycle_id)
    run = latest_run(session, cycle.id)
    if run is None:
        raise Refusal(CountReason.NO_RUN)
    if no := why_not_publish(session, cycle, run, digest):
        raise no
    if not say_yes(session, house, cycle, Matter.RESULT, digest, staff_id=staff_id, alone=alone, witness_id=witness_id):
        return False
    run.published_at = house.clock()
    _decide_projects(session, house, cycle, run, staff_id)
    note(session, house, cycle, "cycle_result_published", staff_id, run=run.id, digest=digest)
    return True


def why_not_publish(session: Session, cycle: Cycle, run: CountRun, digest: str) -> Refusal | None:
    """Return why this run cannot be published as it was seen, or None; a cycle's result is published once."""
    if cycle.state != CycleState.APPROVED:
        return Refusal(CycleReason.NOT_APPROVED)
    if has_result(session, cycle.id):
        return Refusal(CountReason.PUBLISHED)
    return None if digest == run_digest(run) else Refusal(CountReason.OUTDATED)


def run_digest(run: CountRun) -> str:
    """Return the digest of a run: its input, its outcome, and what stands beside it."""
    return digest_of(canonical_json({"in": run.input_digest, "out": run.outcome, "beside": run.parameters}))


def _decide_projects(session: Session, house: House, cycle: Cycle, run: CountRun, staff_id: int | None) -> None:
    winners = set(run.outcome["selected"])
    query = select(Project).where(Project.cycle_id == cycle.id, Project.state == ProjectState.ON_BALLOT)
    for project in session.scalars(query.order_by(Project.number).with_for_update()).all():
        won = str(project.number) in winners
        project.state = ProjectState.FUNDED if won else ProjectState.NOT_FUNDED
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
        tell_followers(session, house, project.id, funded_words(project) if won else not_funded_words(project))
