"""Which targets of contracts below make a target's figure, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contract, ContractPart, ContractTarget
from models.contract import ContractState, Making
from services.contracts.finding import get_contract, get_target, note, readable_by, refuse_unless_draft
from services.contracts.reasons import ContractNo
from services.follow_ups.finding import Reader, reader_of
from services.house import House

OVER = (ContractState.CLOSED, ContractState.SET_ASIDE)


def make_of(
    session: Session, house: House, commune_id: int, contract_id: int, target_id: int, making: str,
    part_ids: Collection[int], *, staff_id: int,
) -> None:  # fmt: skip
    """Say how the figure of a draft's target is made, and of which targets below; once signed, an amendment says it."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    target = get_target(session, row, target_id)
    if row.state in OVER:
        raise Refusal(ContractNo.IS_OVER)
    refuse_unless_draft(row)
    kept = chosen_parts(session, row, making, part_ids, parts_of(session, target.id), target.unit, staff_id)
    _refuse_counted_elsewhere(session, target, part_ids)
    write_making(session, target, making, kept)
    note(session, house, "contract_made_of", row, staff_id, target=target.place)


def chosen_parts(
    session: Session, row: Contract, making: str, part_ids: Collection[int], there: Collection[int],
    unit: str | None, staff_id: int,
) -> set[int]:  # fmt: skip
    """Return what makes a figure if these are chosen instead of those `there`; `Refusal` says what is wrong with them.

    Those that the writer may not read stay as they are.
    """
    if making not in set(Making):
        raise Refusal(ContractNo.PART_WRONG)
    offered = {one.id: one for one in possible_parts(session, row, reader_of(session, staff_id))}
    if set(part_ids) - set(offered):
        raise Refusal(ContractNo.PART_WRONG)
    unseen = set(there) - set(offered)
    kept = unseen | (set(part_ids) if making != Making.NONE else set())
    if making == Making.NONE and unseen:
        raise Refusal(ContractNo.NOT_YOURS)
    if making != Making.NONE and not kept:
        raise Refusal(ContractNo.PARTS_NEEDED)
    _refuse_other_units(unit, [offered[one] for one in part_ids])
    return kept


def refuse_units_apart(session: Session, target_id: int, unit: str | None) -> None:
    """Refuse a unit that is not that of the targets which make this one's figure, and of the one which it makes."""
    own = ContractPart.whole_id == target_id
    parts = select(ContractTarget).join(ContractPart, ContractPart.part_id == ContractTarget.id).where(own)
    _refuse_other_units(unit, session.scalars(parts).all())
    made = ContractPart.part_id == target_id
    for whole in session.scalars(
        select(ContractTarget).join(ContractPart, ContractPart.whole_id == ContractTarget.id).where(made)
    ):
        _refuse_other_unit(whole.unit, unit)


def refuse_parts_apart(session: Session, unit: str | None, part_ids: Collection[int]) -> None:
    """Refuse that these make a figure in a unit that is not theirs: it may have changed since they were chosen."""
    _refuse_other_units(unit, session.scalars(select(ContractTarget).where(ContractTarget.id.in_(part_ids))).all())


def write_making(session: Session, target: ContractTarget, making: str, part_ids: Collection[int]) -> None:
    """Let the figure of a target be made of others, and of no more than those."""
    target.making = Making(making)
    session.execute(delete(ContractPart).where(ContractPart.whole_id == target.id))
    session.add_all(ContractPart(part_id=one, whole_id=target.id) for one in sorted(part_ids))
    session.flush()


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
    return parts_by_whole(session, [target_id])[target_id]


def parts_by_whole(session: Session, target_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the ids of the targets that make each of some; of one that is made of none, none."""
    rows = session.execute(
        select(ContractPart.whole_id, ContractPart.part_id).where(ContractPart.whole_id.in_(target_ids))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for whole_id, part_id in rows:
        found[whole_id].add(part_id)
    return found


def still_below(session: Session, row: Contract, part_ids: Collection[int]) -> set[int]:
    """Return those targets that still stand in contracts right below: others were taken out, or derive elsewhere."""
    query = (
        select(ContractTarget.id)
        .join(Contract, Contract.id == ContractTarget.contract_id)
        .where(ContractTarget.id.in_(part_ids), ContractTarget.dropped_at.is_(None), Contract.parent_id == row.id)
    )
    return set(session.scalars(query))


def _refuse_other_units(unit: str | None, parts: Collection[ContractTarget]) -> None:
    """Refuse what is counted in something else: pupils and per cent make no sum."""
    for part in parts:
        _refuse_other_unit(unit, part.unit)


def _refuse_other_unit(wanted: str | None, unit: str | None) -> None:
    if (unit or "").casefold() != (wanted or "").casefold():
        raise Refusal(ContractNo.PART_UNITS, unit=unit or "–", wanted=wanted or "–")


def _refuse_counted_elsewhere(session: Session, target: ContractTarget, part_ids: Collection[int]) -> None:
    elsewhere = (ContractPart.part_id.in_(part_ids), ContractPart.whole_id != target.id)
    if session.scalar(select(ContractPart.part_id).where(*elsewhere).limit(1)) is not None:
        raise Refusal(ContractNo.PART_ELSEWHERE)
