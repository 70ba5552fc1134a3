"""Which targets of contracts below make a target's figure, and how."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contract, ContractPart, ContractTarget
from models.contract import ContractState, Making
from services.contracts.finding import get_contract, get_target, note, readable_by
from services.contracts.reasons import ContractNo
from services.follow_ups.finding import Reader, reader_of
from services.house import House

OVER = (ContractState.CLOSED, ContractState.SET_ASIDE)


def make_of(
    session: Session, house: House, commune_id: int, contract_id: int, target_id: int, making: str,
    part_ids: Collection[int], *, staff_id: int,
) -> None:  # fmt: skip
    """Say how a target's figure is made, and of which targets below; those the writer may not read stay as they are."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    target = get_target(session, row, target_id)
    if row.state in OVER or making not in set(Making):
        raise Refusal(ContractNo.IS_OVER if row.state in OVER else ContractNo.PART_WRONG)
    reader = reader_of(session, staff_id)
    offered = {one.id: one for one in possible_parts(session, row, reader)}
    if set(part_ids) - set(offered):
        raise Refusal(ContractNo.PART_WRONG)
    there = set(session.scalars(select(ContractPart.part_id).where(ContractPart.whole_id == target.id)))
    unseen = there - set(offered)
    kept = unseen | (set(part_ids) if making != Making.NONE else set())
    if making == Making.NONE and unseen:
        raise Refusal(ContractNo.NOT_YOURS)
    if making != Making.NONE and not kept:
        raise Refusal(ContractNo.PARTS_NEEDED)
    _refuse_other_units(target, [offered[one] for one in part_ids])
    _refuse_counted_elsewhere(session, target, part_ids)
    target.making = Making(making)
    session.execute(delete(ContractPart).where(ContractPart.whole_id == target.id, ContractPart.part_id.not_in(kept)))
    session.add_all(ContractPart(part_id=one, whole_id=target.id) for one in sorted(kept - there))
    note(session, house, "contract_made_of", row, staff_id, target=target.place)


def possible_parts(session: Session, row: Contract, reader: Reader) -> list[ContractTarget]:
    """Return the targets of the contracts right below that a reader may read."""
    query = (
        select(ContractTarget)
        .join(Contract, Contract.id == ContractTarget.contract_id)
        .where(Contract.parent_id == row.id, Contract.state != ContractState.SET_ASIDE, readable_by(reader))
        .where(ContractTarget.dropped_at.is_(None))
        .order_by(Contract.id, ContractTarget.place)
    )
    return list(session.scalars(query))


def parts_of(session: Session, target_id: int) -> set[int]:
    """Return the ids of the targets that make one."""
    return set(session.scalars(select(ContractPart.part_id).where(ContractPart.whole_id == target_id)))


def _refuse_other_units(target: ContractTarget, parts: Collection[ContractTarget]) -> None:
    """Refuse what is counted in something else: pupils and per cent make no sum."""
    own = (target.unit or "").casefold()
    for part in parts:
        if (part.unit or "").casefold() != own:
            raise Refusal(ContractNo.PART_UNITS, unit=part.unit or "–", wanted=target.unit or "–")


def _refuse_counted_elsewhere(session: Session, target: ContractTarget, part_ids: Collection[int]) -> None:
    elsewhere = (ContractPart.part_id.in_(part_ids), ContractPart.whole_id != target.id)
    if session.scalar(select(ContractPart.part_id).where(*elsewhere).limit(1)) is not None:
        raise Refusal(ContractNo.PART_ELSEWHERE)
