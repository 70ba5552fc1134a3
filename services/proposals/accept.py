"""Accepting a proposal: it becomes a project with a cost, a number of its own and its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text
from budgeting.refusal import Refusal
from models import Commune, Cycle, Project, ProjectEvent, Proposal, ProposalEvent
from models.cycle import CycleState
from models.project import ProjectState
from models.proposal import ProposalState
from services.audit import record
from services.house import House
from services.numbering import next_project_number
from services.projects.follow import follow
from services.projects.names import check_names
from services.proposals.appealing import refuse_same_person
from services.proposals.authors import authors_of
from services.proposals.reading import UNDECIDED, get_proposal
from services.proposals.reasons import ProposalReason
from services.proposals.support import tell_interested
from services.proposals.words import accepted_words
from services.revision import grow_revision
from services.voting.paper import poll_at

DEAREST = 10**17  # a cost with more digits is a slip of the keyboard, and no column holds it


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What staff add to a proposal: the cost in minor units, titles and short names by language."""

    cost: int | None
    titles: Mapping[str, str]
    short_names: Mapping[str, str] = field(default_factory=dict)
    description: str = ""


def accept(
    session: Session, house: House, commune_id: int, proposal_id: int, given: Acceptance, *, staff_id: int | None
) -> Project:
    """Make a proposal a project, tell its authors and supporters; the authors follow the project from then on.

    Where the ballot of its cycle is approved already the project waits for a later vote, and they are told so.
    """
    proposal = get_proposal(session, commune_id, proposal_id)
    commune = session.get_one(Commune, commune_id)
    refuse_same_person(session, proposal, staff_id)
    cycle = _lock_cycle(session, proposal)
    if no := why_not_accept(proposal, given):
        raise no
    project = _project(session, house, commune, proposal, cycle, given)
    session.add(project)
    session.flush()
    proposal.state, proposal.cost = ProposalState.ACCEPTED, project.cost
    grow_revision(session, commune_id)
    _write_down(session, house, proposal, project, staff_id)
    authors_follow(session, house, proposal, project)
    # The ballot of a vote that was approved takes nothing more, and whoever reads this may want to vote today.
    is_later = project.cycle_id is None or _is_vote_open(session, house, commune)
    tell_interested(
        session,
        house,
        proposal,
        lambda is_author: accepted_words(proposal, project, is_author=is_author, is_later=is_later),
    )
    return project


def authors_follow(session: Session, house: House, proposal: Proposal, project: Project) -> None:
    """Let every author follow the project that came of their idea: they hear of the result and of the works."""
    for one in authors_of(session, proposal):
        if one.line_id:
            follow(session, house, project, one.contact_id, one.line_id)


def _is_vote_open(session: Session, house: House, commune: Commune) -> bool:
    now = house.clock()
    try:
        return poll_at(session, house, commune, now).why_not_at(now) is None
    except Refusal:
        return False


def why_not_accept(proposal: Proposal, given: Acceptance) -> Refusal | None:
    """Return why the proposal cannot be accepted like this, or None."""
    if proposal.state not in UNDECIDED:
        return Refusal(ProposalReason.DECIDED, reference=proposal.reference)
    if given.cost is None or not 0 < given.cost < DEAREST:
        return Refusal(ProposalReason.COST_NEEDED)
    return None


def _lock_cycle(session: Session, proposal: Proposal) -> Cycle | None:
    """Return the proposal's cycle as it stands now, and let nobody approve it until the project is on its ballot."""
    query = select(Cycle).where(Cycle.id == proposal.cycle_id).with_for_update()
    return session.scalar(query, execution_options={"populate_existing": True})


def _project(
    session: Session, house: House, commune: Commune, proposal: Proposal, cycle: Cycle | None, given: Acceptance
) -> Project:
    titles, short_names = check_names(commune.languages, given.titles, given.short_names)
    assert given.cost is not None
    return Project(
        commune_id=commune.id,
        cycle_id=cycle.id if cycle and cycle.state == CycleState.DRAFT else None,
        proposal_id=proposal.id,
        zone_id=proposal.zone_id,
        number=next_project_number(session, commune.id),
        titles=titles,
        short_names=short_names,
        description=clean_text(given.description).strip() or proposal.description,
        cost=given.cost,
        state=ProjectState.ON_BALLOT,
        progress=0,
        spent=0,
        made_at=house.clock(),
    )


def _write_down(session: Session, house: House, proposal: Proposal, project: Project, staff_id: int | None) -> None:
    now = house.clock()
    session.add(
        ProposalEvent(proposal_id=proposal.id, state=ProposalState.ACCEPTED, staff_id=staff_id, happened_at=now)
    )
    session.add(
        ProjectEvent(
            project_id=project.id, state=project.state, progress=0, spent=0, staff_id=staff_id, happened_at=now
        )
    )
    record(
        session,
        house,
        act="proposal_accepted",
        subject="proposal",
        subject_id=proposal.id,
        details={"reference": proposal.reference, "number": project.number, "cost": project.cost},
        staff_id=staff_id,
        commune_id=proposal.commune_id,
    )
