"""The two ways a proposal ends without a project: refused with a reason, or merged into another."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Commune, Project, Proposal, ProposalEvent, Support
from models.proposal import ProposalRefusal, ProposalState
from services.audit import record
from services.house import House
from services.proposals.accept import authors_follow
from services.proposals.appealing import promise_appeal, refuse_same_person
from services.proposals.authors import PURPOSE, authors_of, proposes
from services.proposals.backers import add_backers
from services.proposals.joining import add_author
from services.proposals.reading import LIVING, UNDECIDED, get_proposal
from services.proposals.reasons import ProposalReason
from services.proposals.support import support_proposal, tell_interested
from services.proposals.words import merged_words, refused_words, taken_in_words
from services.telling import tell

LONGEST_REASON = 500


def refuse(
    session: Session,
    house: House,
    commune_id: int,
    proposal_id: int,
    code: ProposalRefusal | None,
    reason: str,
    *,
    staff_id: int | None,
) -> Proposal:
    """Refuse a proposal for a coded reason and in words of one's own, and tell its author and supporters."""
    proposal = _undecided(session, commune_id, proposal_id, staff_id)
    words = one_line(reason, LONGEST_REASON)
    if code is None or not words:
        raise Refusal(ProposalReason.REASON_NEEDED)
    proposal.state, proposal.refusal, proposal.reason = ProposalState.REFUSED, code, words
    _write_down(session, house, proposal, staff_id, words, {"code": str(code)})
    until = promise_appeal(session, house, session.get_one(Commune, commune_id), proposal)
    session.flush()
    said = {is_author: refused_words(proposal, code, is_author=is_author, until=until) for is_author in (True, False)}
    tell_interested(session, house, proposal, said.__getitem__)
    return proposal


def merge(
    session: Session, house: House, commune_id: int, proposal_id: int, into_id: int, *, staff_id: int | None
) -> Proposal:
    """Merge a proposal into another: its authors become authors of that one, its supporters support it, each once."""
    if proposal_id == into_id:
        raise Refusal(ProposalReason.MERGE_WITH_ITSELF)
    proposal = _undecided(session, commune_id, proposal_id, staff_id)
    target = get_proposal(session, commune_id, into_id)
    if target.state not in LIVING:
        raise Refusal(ProposalReason.MERGE_TARGET_CLOSED, reference=target.reference)
    proposal.state, proposal.merged_into_id = ProposalState.MERGED, target.id
    _write_down(session, house, proposal, staff_id, None, {"into": target.reference})
    tell_interested(session, house, proposal, lambda is_author: merged_words(proposal, target, is_author=is_author))
    theirs = [one for one in authors_of(session, target) if not proposes(session, proposal, one.contact_id)]
    _move_authors(session, house, proposal, target)
    _move_supports(session, house, proposal, target)
    words = taken_in_words(proposal, target)
    for one in theirs:
        tell(session, house, one.contact_id, one.line_id, words, purpose=PURPOSE)
    return target


def _undecided(session: Session, commune_id: int, proposal_id: int, staff_id: int | None) -> Proposal:
    proposal = get_proposal(session, commune_id, proposal_id)
    if proposal.state not in UNDECIDED:
        raise Refusal(ProposalReason.DECIDED, reference=proposal.reference)
    refuse_same_person(session, proposal, staff_id)
    return proposal


def _move_authors(session: Session, house: House, proposal: Proposal, target: Proposal) -> None:
    for one in authors_of(session, proposal):
        add_author(session, house, target, one.contact_id, one.line_id)
    add_backers(session, target, proposal)
    project = session.scalar(select(Project).where(Project.proposal_id == target.id))
    if project is not None:
        authors_follow(session, house, target, project)


def _move_supports(session: Session, house: House, proposal: Proposal, target: Proposal) -> None:
    rows = session.scalars(select(Support.contact_id).where(Support.proposal_id == proposal.id))
    for contact_id in sorted(rows):
        support_proposal(session, house, target, contact_id)
    session.execute(delete(Support).where(Support.proposal_id == proposal.id))
    # What was merged into this one before goes along, so that a reference always leads to a living proposal.
    for earlier in session.scalars(select(Proposal).where(Proposal.merged_into_id == proposal.id)):
        earlier.merged_into_id = target.id


def _write_down(
    session: Session,
    house: House,
    proposal: Proposal,
    staff_id: int | None,
    note: str | None,
    details: dict[str, Any],
) -> None:
    session.add(
        ProposalEvent(
            proposal_id=proposal.id, state=proposal.state, staff_id=staff_id, note=note, happened_at=house.clock()
        )
    )
    record(
        session,
        house,
        act=f"proposal_{proposal.state}",
        subject="proposal",
        subject_id=proposal.id,
        details={"reference": proposal.reference, **details},
        staff_id=staff_id,
        commune_id=proposal.commune_id,
    )
