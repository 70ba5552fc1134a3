"""What one person was to reach and reached is forgotten two years after it is over, whole: words, figures, papers.

As long as a contract that it makes a figure of still runs it is kept: forgotten, it would make that figure another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session, aliased

from models import (
    Contract,
    ContractAmendment,
    ContractPart,
    ContractResult,
    ContractReview,
    ContractSignature,
    ContractTarget,
    FollowUp,
)
from models.contract import ContractLevel
from services.batches import in_batches
from services.contracts.followed import ORIGIN
from services.contracts.making_of import OVER
from services.follow_ups.forgetting import remove_promises
from services.house import House
from services.periods import CONTRACTS
from services.uploads import path_of

BATCH = 20
"""Contracts forgotten in one transaction."""


def forget_old_contracts(house: House) -> int:
    """Forget the contracts of one person that were over long ago; return how many that were."""
    return in_batches(house, lambda session: _forget_old(session, house), BATCH)


def _forget_old(session: Session, house: House) -> int:
    which = (Contract.level == ContractLevel.INDIVIDUAL, *_is_old(house.clock() - CONTRACTS))
    ids = session.scalars(select(Contract.id).where(*which).order_by(Contract.id).limit(BATCH)).all()
    if ids:
        _remove(session, house, ids)
    return len(ids)


def _is_old(old: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a contract is over since: closed, set aside, or past its last day and left so."""
    whole_target, whole = aliased(ContractTarget), aliased(Contract)
    counted = (
        select(ContractPart.part_id)
        .join(ContractTarget, ContractTarget.id == ContractPart.part_id)
        .join(whole_target, whole_target.id == ContractPart.whole_id)
        .join(whole, whole.id == whole_target.contract_id)
        .where(ContractTarget.contract_id == Contract.id)
        .where(and_(whole.state.not_in(OVER), whole.ends_on >= old.date()))
    )
    is_over = or_(Contract.state.in_(OVER), Contract.ends_on < old.date())
    return Contract.moved_at < old, is_over, ~counted.exists()


def _remove(session: Session, house: House, ids: Sequence[int]) -> None:
    """Take contracts away with all that hangs on them; a file before its row, which is else never found again."""
    rows = session.execute(
        select(ContractTarget.id, ContractTarget.follow_up_id).where(ContractTarget.contract_id.in_(ids))
    ).all()
    targets, promised = [row.id for row in rows], [row.follow_up_id for row in rows if row.follow_up_id]
    query = select(ContractSignature.stored_as).where(ContractSignature.contract_id.in_(ids))
    for stored_as in session.scalars(query.where(ContractSignature.stored_as.is_not(None))):
        path_of(house, stored_as or "").unlink(missing_ok=True)
    session.execute(delete(ContractPart).where(ContractPart.part_id.in_(targets) | ContractPart.whole_id.in_(targets)))
    session.execute(delete(ContractResult).where(ContractResult.target_id.in_(targets)))
    for table in (ContractSignature, ContractReview, ContractAmendment, ContractTarget):
        session.execute(delete(table).where(table.contract_id.in_(ids)))
    of_them = and_(FollowUp.origin == ORIGIN, FollowUp.origin_id.in_(ids))
    remove_promises(session, house, of_them | FollowUp.id.in_(promised))
    session.execute(delete(Contract).where(Contract.id.in_(ids)))
