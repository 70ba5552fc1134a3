"""One contract by its number, who reads it, and who may write on it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contract, ContractTarget, Staff
from models.contract import ContractLevel, ContractSide, ContractState
from services.audit import record
from services.contracts.reasons import ContractNo
from services.follow_ups.finding import EVERYBODY, Reader, reader_of
from services.house import House
from services.revision import grow_revision
from services.roles import DECIDERS, WRITERS

LARGEST_ID = 2**31 - 1
RUNNING = (ContractState.AGREED, ContractState.REVIEWED)
"""Both sides have signed, and it is not over."""
ANYBODY = Reader(-1, is_administrator=False)
"""A member of staff who is no party."""


def readable_by(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that a member of staff, or everybody, may read a contract."""
    if reader == EVERYBODY:
        return and_(Contract.published_at.is_not(None), Contract.level != ContractLevel.INDIVIDUAL)
    if reader.is_administrator:
        return true()
    party = or_(Contract.giver_id == reader.staff_id, Contract.taker_id == reader.staff_id)
    return or_(Contract.level != ContractLevel.INDIVIDUAL, party)


def may_read(row: Contract, reader: Reader) -> bool:
    """May this person, or everybody, read a contract?"""
    if reader == EVERYBODY:
        return row.published_at is not None and row.level != ContractLevel.INDIVIDUAL
    return row.level != ContractLevel.INDIVIDUAL or reader.is_administrator or is_party(row, reader.staff_id)


def is_party(row: Contract, staff_id: int) -> bool:
    """Is this member of staff one of the two sides?"""
    return staff_id in (row.giver_id, row.taker_id)


def reads_all(row: Contract, reader: Reader) -> bool:
    """Does this person read also what a contract's reviews keep back from others: a side of it, or an administrator?"""
    return reader.is_administrator or is_party(row, reader.staff_id)


def may_write(session: Session, row: Contract, staff_id: int) -> bool:
    """May this member of staff draft, measure and review it: a party, an administrator, and of no person a decider."""
    roles = {role.name for role in session.get_one(Staff, staff_id).roles}
    if not roles & {role.value for role in WRITERS}:
        return False
    if is_party(row, staff_id) or reader_of(session, staff_id).is_administrator:
        return True
    return row.level != ContractLevel.INDIVIDUAL and bool(roles & {role.value for role in DECIDERS})


def find_contract(session: Session, commune_id: int, contract_id: int, reader: Reader) -> Contract:
    """Return the commune's contract of that id; `Refusal` where there is none that the reader may read."""
    query = select(Contract).where(Contract.commune_id == commune_id, Contract.id == min(contract_id, LARGEST_ID))
    return _there(session.scalar(query.where(readable_by(reader))))


def get_contract(session: Session, commune_id: int, contract_id: int, staff_id: int) -> Contract:
    """Return and lock a contract that a member of staff may write on; one they may not read is not there for them."""
    query = select(Contract).where(Contract.commune_id == commune_id, Contract.id == min(contract_id, LARGEST_ID))
    locked = query.with_for_update().execution_options(populate_existing=True)
    found = _there(session.scalar(locked.where(readable_by(reader_of(session, staff_id)))))
    if not may_write(session, found, staff_id):
        raise Refusal(ContractNo.NOT_YOURS)
    return found


def get_target(session: Session, row: Contract, target_id: int) -> ContractTarget:
    """Return a target of a contract that no amendment took out."""
    found = session.get(ContractTarget, min(target_id, LARGEST_ID))
    if found is None or found.contract_id != row.id or found.dropped_at is not None:
        raise Refusal(ContractNo.NO_SUCH_TARGET)
    return found


def targets_of(session: Session, contract_id: int) -> list[ContractTarget]:
    """Return the targets of a contract in their order, without what an amendment took out."""
    query = select(ContractTarget).where(ContractTarget.contract_id == contract_id, ContractTarget.dropped_at.is_(None))
    return list(session.scalars(query.order_by(ContractTarget.place, ContractTarget.id)))


def refuse_unless_draft(row: Contract) -> None:
    """Refuse to change what both sides have signed."""
    if row.state != ContractState.DRAFT:
        raise Refusal(ContractNo.NOT_A_DRAFT)


def refuse_unless_running(row: Contract) -> None:
    """Refuse what only a contract in force has."""
    if row.state not in RUNNING:
        raise Refusal(ContractNo.NOT_AGREED)


def account_of(session: Session, row: Contract, side: ContractSide) -> int | None:
    """Return the account by which a side signs, None where it has none or it was closed."""
    staff_id = row.giver_id if side is ContractSide.GIVER else row.taker_id
    person = session.get(Staff, staff_id) if staff_id else None
    return person.id if person is not None and person.active else None


def note(session: Session, house: House, act: str, row: Contract, staff_id: int, **details: Any) -> None:
    """Write what was done with a contract into the trail; of an individual's nothing but that something was."""
    row.moved_at = house.clock()
    session.flush()
    grow_revision(session, row.commune_id)
    is_told = row.level != ContractLevel.INDIVIDUAL
    record(
        session,
        house,
        act=act,
        subject="contract",
        subject_id=row.id,
        details={"level": str(row.level), "state": str(row.state), **details} if is_told else {},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def _there(found: Contract | None) -> Contract:
    if found is None:
        raise Refusal(ContractNo.NO_SUCH)
    return found
