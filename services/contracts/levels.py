"""Which level stands above which: a contract derives from one above it, so no chain of them can be a circle."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contract
from models.contract import ContractLevel, ContractState
from services.contracts.reasons import ContractNo

LEVELS = tuple(ContractLevel)


def is_above(one: str, other: str) -> bool:
    """Does one level stand above another?"""
    return LEVELS.index(ContractLevel(one)) < LEVELS.index(ContractLevel(other))


def level_of(level: str) -> ContractLevel:
    """Return the level of that name; `Refusal` for what is none."""
    if level not in set(ContractLevel):
        raise Refusal(ContractNo.LEVEL_WRONG)
    return ContractLevel(level)


def parent_of(session: Session, commune_id: int, parent_id: int | None, level: ContractLevel) -> Contract | None:
    """Return the contract above, None where none is named; `Refusal` where it is not above, set aside, or elsewhere."""
    if parent_id is None:
        return None
    found = session.get(Contract, parent_id)
    if found is None or found.commune_id != commune_id or found.state == ContractState.SET_ASIDE:
        raise Refusal(ContractNo.PARENT_WRONG)
    if not is_above(found.level, level):
        raise Refusal(ContractNo.PARENT_NOT_ABOVE)
    return found


def refuse_above_children(session: Session, contract_id: int, level: ContractLevel) -> None:
    """Refuse a level that does not stand above each contract that derives from this one."""
    below = session.scalars(select(Contract.level).where(Contract.parent_id == contract_id))
    if not all(is_above(level, each) for each in below):
        raise Refusal(ContractNo.CHILD_NOT_BELOW)
