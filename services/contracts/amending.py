"""Amendments: other weights, planned values and days, targets more or fewer; they hold once both sides have signed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Contract, ContractAmendment, ContractPart, ContractReview, ContractTarget
from services.contracts.agreeing import SIGNED, as_signed, refuse_unweighed
from services.contracts.drafting import MOST_TARGETS, fill_target
from services.contracts.drafts import TargetDraft
from services.contracts.finding import get_contract, note, refuse_unless_running, targets_of
from services.contracts.followed import give_up, promise_target, put_off
from services.contracts.reasons import ContractNo
from services.house import House

LONGEST_REASON = 1000


def propose_amendment(
    session: Session, house: House, commune_id: int, contract_id: int, reason: str, *, staff_id: int
) -> int:
    """Begin an amendment with the targets as they stand and return its id; one thing at a time waits for signatures."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    refuse_unless_running(row)
    refuse_while_open(session, row)
    why = one_line(reason, LONGEST_REASON)
    if not why:
        raise Refusal(ContractNo.REASON_NEEDED)
    standing = [as_signed(target) for target in targets_of(session, row.id)]
    made = ContractAmendment(
        contract_id=row.id, reason=why, targets=standing, is_agreed=False, made_by=staff_id, made_at=house.clock()
    )
    session.add(made)
    session.flush()
    note(session, house, "contract_amendment_proposed", row, staff_id, amendment=made.id)
    return made.id


def set_amended(
    session: Session, house: House, commune_id: int, contract_id: int, amendment_id: int, place: int | None,
    draft: TargetDraft, *, staff_id: int,
) -> None:  # fmt: skip
    """Propose a target: that of a place, counted from 0, otherwise, or one more where there is no place.

    Of one that was signed the text, the unit and the direction stay: with others it would be another target.
    """
    row, made = _open(session, commune_id, contract_id, amendment_id, staff_id)
    kept = list(made.targets)
    before: dict[str, Any] = _at(kept, place) if place is not None else {"id": None}
    if before["id"] is not None:
        draft = TargetDraft(
            before["text"], draft.weight, before["unit"] or "", draft.planned, before["less_is_better"], draft.due_on
        )
    checked = ContractTarget(contract_id=row.id)
    fill_target(row, checked, draft)
    entry = {**as_signed(checked), "id": before["id"]}
    if place is None:
        if len(kept) >= MOST_TARGETS:
            raise Refusal(ContractNo.TOO_MANY_TARGETS, most=MOST_TARGETS)
        kept.append(entry)
    else:
        kept[place] = entry
    made.targets = kept
    note(session, house, "contract_amendment_changed", row, staff_id, amendment=made.id)


def drop_amended(
    session: Session, house: House, commune_id: int, contract_id: int, amendment_id: int, place: int, *, staff_id: int
) -> None:
    """Propose that a target stands no more."""
    row, made = _open(session, commune_id, contract_id, amendment_id, staff_id)
    gone = _at(made.targets, place)
    made.targets = [entry for entry in made.targets if entry is not gone]
    note(session, house, "contract_amendment_changed", row, staff_id, amendment=made.id)


def take_back_amendment(
    session: Session, house: House, commune_id: int, contract_id: int, amendment_id: int, *, staff_id: int
) -> None:
    """Take an amendment back that not both have signed."""
    row, made = _open(session, commune_id, contract_id, amendment_id, staff_id)
    made.settled_at = house.clock()
    note(session, house, "contract_amendment_taken_back", row, staff_id, amendment=made.id)


def open_amendment(session: Session, contract_id: int) -> ContractAmendment | None:
    """Return the amendment that waits for signatures."""
    mine = (ContractAmendment.contract_id == contract_id, ContractAmendment.settled_at.is_(None))
    return session.scalar(select(ContractAmendment).where(*mine))


def refuse_while_open(session: Session, row: Contract) -> None:
    """Refuse a second amendment or review while one waits: both would be signed of other targets than they see."""
    waits = (ContractReview.contract_id == row.id, ContractReview.settled_at.is_(None))
    if open_amendment(session, row.id) or session.scalar(select(ContractReview.id).where(*waits)):
        raise Refusal(ContractNo.ONE_AT_A_TIME)


def get_amendment(session: Session, row: Contract, amendment_id: int) -> ContractAmendment:
    """Return an amendment of a contract that waits for signatures."""
    made = open_amendment(session, row.id)
    if made is None or made.id != amendment_id:
        raise Refusal(ContractNo.NO_SUCH_AMENDMENT)
    return made


def content_of(session: Session, row: Contract, matter_id: int) -> dict[str, Any]:
    """Return exactly what both sides sign, as JSON types."""
    made = get_amendment(session, row, matter_id)
    return {"contract": row.id, "amendment": made.id, "reason": made.reason, "targets": list(made.targets)}


def refuse_unready(session: Session, row: Contract, matter_id: int) -> None:
    """Refuse to let an amendment be signed that changes nothing, or whose weights are not 100 together."""
    refuse_unless_running(row)
    made = get_amendment(session, row, matter_id)
    if made.targets == [as_signed(target) for target in targets_of(session, row.id)]:
        raise Refusal(ContractNo.NOTHING_CHANGED)
    refuse_unweighed([(entry["weight"], entry["planned"]) for entry in made.targets])


def conclude(session: Session, house: House, row: Contract, matter_id: int, staff_id: int) -> None:
    """Let the targets be what both sides have signed; each change of a promise has the amendment's reason."""
    made = get_amendment(session, row, matter_id)
    made.is_agreed, made.settled_at = True, house.clock()
    kept = {entry["id"]: entry for entry in made.targets if entry["id"] is not None}
    standing = targets_of(session, row.id)
    for target in standing:
        if target.id in kept:
            _write(target, kept[target.id])
            put_off(session, house, row, target, made.reason, staff_id=staff_id)
        else:
            target.dropped_at = house.clock()
            parts = (ContractPart.part_id == target.id) | (ContractPart.whole_id == target.id)
            session.execute(delete(ContractPart).where(parts))
            give_up(session, house, row, target, made.reason, staff_id=staff_id)
    last = max((target.place for target in standing), default=0)
    for place, entry in enumerate((entry for entry in made.targets if entry["id"] is None), last + 1):
        added = ContractTarget(contract_id=row.id, place=place)
        _write(added, entry)
        session.add(added)
        session.flush()
        promise_target(session, house, row, added, staff_id=staff_id)


def draft_of(entry: dict[str, Any]) -> TargetDraft:
    """Return a target of an amendment as it was filled in."""
    due_on = date.fromisoformat(entry["due_on"]) if entry["due_on"] else None
    return TargetDraft(
        entry["text"], entry["weight"], entry["unit"] or "", entry["planned"], entry["less_is_better"], due_on
    )


def _write(target: ContractTarget, entry: dict[str, Any]) -> None:
    for name in SIGNED:
        setattr(target, name, entry[name])
    target.due_on = draft_of(entry).due_on


def _open(
    session: Session, commune_id: int, contract_id: int, amendment_id: int, staff_id: int
) -> tuple[Contract, ContractAmendment]:
    row = get_contract(session, commune_id, contract_id, staff_id)
    return row, get_amendment(session, row, amendment_id)


def _at(entries: list[dict[str, Any]], place: int) -> dict[str, Any]:
    if not 0 <= place < len(entries):
        raise Refusal(ContractNo.NO_SUCH_TARGET)
    return entries[place]
