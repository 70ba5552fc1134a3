"""Why an author appealed is kept without what their words say of who they are.

From when they ask to be forgotten, and for all a year after the appeal was decided.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from models import Proposal, ProposalEvent
from models.proposal import ProposalState
from services.batches import in_batches
from services.house import House
from services.periods import ASKERS
from services.requests.masking import propose_mask

BATCH = 100
"""Appeals masked in one transaction."""


def forget_appellants(session: Session, *which: ColumnElement[bool], most: int | None = None) -> int:
    """Blot out names and numbers in the words of appeals, also those staff wrote down; return in how many anew."""
    theirs = (ProposalEvent.state == ProposalState.APPEALED, ProposalEvent.is_masked.is_(False))
    query = select(ProposalEvent).join(Proposal, Proposal.id == ProposalEvent.proposal_id).where(*theirs, *which)
    rows = session.scalars(query.order_by(ProposalEvent.id).limit(most)).all()
    for row in rows:
        row.note, row.is_masked = propose_mask(row.note or ""), True
    session.flush()
    return len(rows)


def forget_old_appellants(house: House) -> int:
    """Do so, a transaction for each batch, for what was decided so long ago that nobody can complain any more."""
    return in_batches(house, lambda session: _forget_old(session, house), BATCH)


def _forget_old(session: Session, house: House) -> int:
    later = aliased(ProposalEvent)
    follows = (later.proposal_id == ProposalEvent.proposal_id, later.id > ProposalEvent.id)
    decided = select(later.id).where(*follows, later.happened_at < house.clock() - ASKERS)
    return forget_appellants(session, decided.exists(), most=BATCH)
