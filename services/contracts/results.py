"""What was reached of a target until a day, as somebody read it; the last that was written stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Contract, ContractResult, ContractTarget
from models.contract import Making
from services.contracts.agreeing import today_of
from services.contracts.finding import get_contract, get_target, note, refuse_unless_running
from services.contracts.reasons import ContractNo
from services.house import House

LONGEST_COMMENT = 1000


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """What was reached, in thousandths of the target's unit, until a day, and what there is to say of it."""

    value: int
    read_on: date
    comment: str = ""


def add_result(
    session: Session, house: House, commune_id: int, contract_id: int, target_id: int, draft: ResultDraft, *,
    staff_id: int,
) -> int:  # fmt: skip
    """Write down what was reached and return its id; what was written before stays in the history."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    refuse_unless_running(row)
    target = get_target(session, row, target_id)
    if target.making != Making.NONE:
        raise Refusal(ContractNo.MADE_OF_OTHERS)
    refuse_wrong(session, house, row, draft.value, draft.read_on)
    comment = one_line(draft.comment, LONGEST_COMMENT)
    made = write_result(session, house, target, draft.value, draft.read_on, comment, staff_id=staff_id)
    note(session, house, "contract_measured", row, staff_id, target=target.place)
    return made.id


def write_result(
    session: Session, house: House, target: ContractTarget, value: int | None, read_on: date, comment: str, *,
    staff_id: int, review_id: int | None = None,
) -> ContractResult:  # fmt: skip
    """Put a result beside a target; None is that there was no data, which both sides sign in a review alone."""
    made = ContractResult(
        target_id=target.id,
        value=value,
        read_on=read_on,
        comment=comment or None,
        review_id=review_id,
        staff_id=staff_id,
        made_at=house.clock(),
    )
    session.add(made)
    session.flush()
    return made


def refuse_wrong(session: Session, house: House, row: Contract, value: int | None, read_on: date) -> None:
    """Refuse a value below nought, and a day before the contract or to come."""
    if value is not None and value < 0:
        raise Refusal(ContractNo.VALUE_WRONG)
    if not row.starts_on <= read_on <= today_of(session, house, row):
        raise Refusal(ContractNo.READ_LATER)


def latest_results(session: Session, target_ids: Collection[int]) -> dict[int, ContractResult]:
    """Return the last result of each target that has one."""
    last = select(func.max(ContractResult.id)).where(ContractResult.target_id.in_(target_ids))
    rows = session.scalars(select(ContractResult).where(ContractResult.id.in_(last.group_by(ContractResult.target_id))))
    return {row.target_id: row for row in rows}
