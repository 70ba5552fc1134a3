"""When ideas are supported: in the phase of the plan for it; without one, until their vote opens and none is taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind, counts_as_cast_at
from budgeting.refusal import Refusal
from models import Cycle, Proposal
from services.cycles.phases import phases_of
from services.proposals.reasons import ProposalReason


def why_no_support(
    session: Session, proposal: Proposal, event_at: datetime | None, arrived_at: datetime
) -> Refusal | None:
    """Return why an idea cannot be supported at the moment at which a message was sent, or None.

    The moment is judged as that of a ballot is, with the grace of the idea's cycle.
    """
    cycle = session.get(Cycle, proposal.cycle_id) if proposal.cycle_id else None
    if cycle is None:
        return None
    moment = counts_as_cast_at(event_at, arrived_at, timedelta(seconds=cycle.grace_seconds))
    plan = {phase.kind: phase for phase in phases_of(session, cycle.id)}
    support, vote, ideas = (plan.get(kind) for kind in (PhaseKind.SUPPORT, PhaseKind.VOTE, PhaseKind.PROPOSALS))
    if support and moment < support.opens_at:
        opens_at = support.opens_at.isoformat()
        return Refusal(ProposalReason.SUPPORT_LATER, reference=proposal.reference, opens_at=opens_at)
    ends_at = support.closes_at if support else vote.opens_at if vote else None
    if ends_at and ideas and not support:
        ends_at = max(ends_at, ideas.closes_at)
    if ends_at and moment >= ends_at:
        return Refusal(ProposalReason.SUPPORT_OVER, reference=proposal.reference, closes_at=ends_at.isoformat())
    return None
