"""What is read of proposals: one by its reference, the view others may see."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from bot.ports import ProposalView
from budgeting.refusal import Refusal
from models import Contact, Cycle, Project, Proposal, Study, Support, Zone
from models.cycle import CycleState
from models.proposal import ProposalState
from services.proposals.authors import authors_of, proposed_by
from services.proposals.reasons import ProposalReason
from services.requests.reasons import RequestNo

UNDECIDED = (ProposalState.RECEIVED, ProposalState.APPEALED)
LIVING = (ProposalState.RECEIVED, ProposalState.ACCEPTED)


def find_proposal(session: Session, commune_id: int, reference: str) -> Proposal:
    """Return the commune's proposal of that reference; `Refusal` where there is none."""
    wanted = reference.strip().upper()
    query = select(Proposal).where(Proposal.commune_id == commune_id, Proposal.reference == wanted)
    found = session.scalar(query)
    if found is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=wanted[:16])
    return found


def get_proposal(session: Session, commune_id: int, proposal_id: int) -> Proposal:
    """Return and lock the commune's proposal of that id; one of another commune is not found."""
    query = select(Proposal).where(Proposal.id == proposal_id, Proposal.commune_id == commune_id).with_for_update()
    found = session.scalar(query)
    if found is None:
        raise Refusal(ProposalReason.UNKNOWN)
    return found


def view_of(session: Session, proposal: Proposal) -> ProposalView:
    """Return a proposal as anybody may see it."""
    target = session.get(Proposal, proposal.merged_into_id) if proposal.merged_into_id else None
    zone = session.get(Zone, proposal.zone_id) if proposal.zone_id else None
    cycle = session.get(Cycle, proposal.cycle_id) if proposal.cycle_id else None
    study = session.get(Study, proposal.id) if proposal.state in UNDECIDED else None
    return ProposalView(
        reference=proposal.reference,
        title=proposal.title,
        state=str(proposal.state),
        zone=zone.name if zone else None,
        cost=proposal.cost,
        reason=proposal.reason,
        supports=supports_of(session, proposal.id),
        project_number=session.scalar(select(Project.number).where(Project.proposal_id == proposal.id)),
        merged_into=target.reference if target else None,
        authors=len(authors_of(session, proposal)),
        studied_by=study.department if study else None,
        studied_until=study.due_on if study else None,
        is_for_later_vote=proposal.state == ProposalState.RECEIVED
        and (cycle is None or cycle.state != CycleState.DRAFT),
    )


def supports_of(session: Session, proposal_id: int) -> int:
    """Return how many people support a proposal, each once on whichever channels; its authors are not among them."""
    return session.scalar(count_supports(proposal_id)) or 0


def count_supports(proposal_id: int | SQLColumnExpression[int]) -> Select[int]:
    """Return the query of how many people support a proposal."""
    person = func.coalesce(Contact.phone_hash, Contact.channel + ":" + Contact.address_hash)
    query = select(func.count(person.distinct())).join(Support, Support.contact_id == Contact.id)
    return query.where(Support.proposal_id == proposal_id)


def references_of(session: Session, commune_id: int, contact_ids: Collection[int], *, limit: int = 5) -> list[str]:
    """Return the references of some contacts' proposals, newest first."""
    mine = (Proposal.commune_id == commune_id, proposed_by(contact_ids))
    query = select(Proposal.reference).where(*mine)
    return list(session.scalars(query.order_by(Proposal.id.desc()).limit(limit)))
