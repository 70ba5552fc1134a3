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
    begins_at, ends_at = _window(session, cycle.id)
    if begins_at and moment < begins_at:
        return Refusal(ProposalReason.SUPPORT_LATER, reference=proposal.reference, opens_at=begins_at.isoformat())
    if ends_at and moment >= ends_at:
        return Refusal(ProposalReason.SUPPORT_OVER, reference=proposal.reference, closes_at=ends_at.isoformat())
    return None


def support_ahead(session: Session, proposal: Proposal, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return when the support of an idea opens, where that is to come, and until when it is open, where it is now."""
    begins_at, ends_at = _window(session, proposal.cycle_id) if proposal.cycle_id else (None, None)
    if begins_at and now < begins_at:
        return begins_at, None
    return None, ends_at if ends_at and now < ends_at else None


def _window(session: Session, cycle_id: int) -> tuple[datetime | None, datetime | None]:
    """Return from when to when ideas of a cycle are supported, None where its plan does not say."""
    plan = {phase.kind: phase for phase in phases_of(session, cycle_id)}
    support, vote, ideas = (plan.get(kind) for kind in (PhaseKind.SUPPORT, PhaseKind.VOTE, PhaseKind.PROPOSALS))
    if support:
        return support.opens_at, support.closes_at
    if vote is None:
        return None, None
    return None, max(vote.opens_at, ideas.closes_at) if ideas else vote.opens_at
