"""Amendments: other weights, planned values and days, other makings of a figure, targets more or fewer.

They hold once both sides have signed.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Contract, ContractAmendment, ContractPart, ContractReview, ContractTarget
from models.contract import Making
from services.contracts.agreeing import SIGNED, as_signed, refuse_unweighed, standing_targets
from services.contracts.drafting import MOST_TARGETS, fill_target
from services.contracts.drafts import TargetDraft
from services.contracts.finding import LARGEST_ID, get_contract, note, refuse_unless_running, targets_of
from services.contracts.followed import give_up, promise_target, put_off
from services.contracts.making_of import chosen_parts, refuse_parts_apart, still_below, write_making
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
    standing = standing_targets(session, row)
    made = ContractAmendment(
        contract_id=row.id, reason=why, targets=standing, before=standing, is_agreed=False, made_by=staff_id,
        made_at=house.clock(),
    )  # fmt: skip
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
    before: dict[str, Any] = _at(kept, place) if place is not None else {"id": -1 - secrets.randbelow(LARGEST_ID)}
    if is_signed(before):
        draft = TargetDraft(
            before["text"], draft.weight, before["unit"] or "", draft.planned, before["less_is_better"], draft.due_on
        )
    checked = ContractTarget(contract_id=row.id, making=before.get("making", Making.NONE))
    fill_target(row, checked, draft)
    parts = before.get("parts", [])
    if parts and (checked.unit or "").casefold() != (before["unit"] or "").casefold():
        raise Refusal(ContractNo.PART_UNITS, unit=before["unit"] or "–", wanted=checked.unit or "–")
    entry = {**as_signed(checked, parts), "id": before["id"]}
    if place is None:
        if len(kept) >= MOST_TARGETS:
            raise Refusal(ContractNo.TOO_MANY_TARGETS, most=MOST_TARGETS)
        kept.append(entry)
    else:
        kept[place] = entry
    made.targets = kept
    note(session, house, "contract_amendment_changed", row, staff_id, amendment=made.id)


def set_amended_making(
    session: Session, house: House, commune_id: int, contract_id: int, amendment_id: int, place: int, making: str,
    part_ids: Collection[int], *, staff_id: int,
) -> None:  # fmt: skip
    """Propose how the figure of a target, by its place, is made and of which targets below; each makes one figure."""
    row, made = _open(session, commune_id, contract_id, amendment_id, staff_id)
    before, kept = _at(made.targets, place), list(made.targets)
    there = still_below(session, row, before["parts"])
    parts = chosen_parts(session, row, making, part_ids, there, before["unit"], staff_id)
    if any(parts & set(entry["parts"]) for entry in kept if entry is not before):
        raise Refusal(ContractNo.PART_ELSEWHERE)
    kept[place] = {**before, "making": making, "parts": sorted(parts)}
    made.targets = kept
    note(session, house, "contract_amendment_changed", row, staff_id, amendment=made.id)


def drop_amended(
    session: Session, house: House, commune_id: int, contract_id: int, amendment_id: int, target_id: int, *,
    staff_id: int,
) -> None:  # fmt: skip
    """Propose that a target stands no more: by its id, for places move; `Refusal` where it is taken out already."""
    row, made = _open(session, commune_id, contract_id, amendment_id, staff_id)
    kept = [entry for entry in made.targets if entry["id"] != target_id]
    if len(kept) == len(made.targets):
        raise Refusal(ContractNo.TARGET_GONE)
    made.targets = kept
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
    """Refuse to let an amendment be signed that changes nothing, mixes units, or whose weights are not 100 together."""
    refuse_unless_running(row)
    made = get_amendment(session, row, matter_id)
    if made.targets == standing_targets(session, row):
        raise Refusal(ContractNo.NOTHING_CHANGED)
    refuse_unweighed([(entry["weight"], entry["planned"]) for entry in made.targets])
    for entry in (entry for entry in made.targets if entry["parts"]):
        refuse_parts_apart(session, entry["unit"], still_below(session, row, entry["parts"]))


def conclude(session: Session, house: House, row: Contract, matter_id: int, staff_id: int) -> None:
    """Let the targets be what both sides have signed; each change of a promise has the amendment's reason."""
    made = get_amendment(session, row, matter_id)
    made.is_agreed, made.settled_at = True, house.clock()
    kept = {entry["id"]: entry for entry in made.targets if is_signed(entry)}
    standing = targets_of(session, row.id)
    _free_parts(session, standing)
    for target in standing:
        if target.id in kept:
            _write(session, row, target, kept[target.id])
            put_off(session, house, row, target, made.reason, staff_id=staff_id)
        else:
            target.dropped_at = house.clock()
            session.execute(delete(ContractPart).where(ContractPart.part_id == target.id))
            give_up(session, house, row, target, made.reason, staff_id=staff_id)
    last = max((target.place for target in standing), default=0)
    for place, entry in enumerate((entry for entry in made.targets if not is_signed(entry)), last + 1):
        added = ContractTarget(contract_id=row.id, place=place)
        session.add(added)
        _write(session, row, added, entry)
        promise_target(session, house, row, added, staff_id=staff_id)


def is_signed(entry: dict[str, Any]) -> bool:
    """Is a target of an amendment one that both have signed before? Others have an id below 0 until they stand."""
    return bool(entry["id"] > 0)


def draft_of(entry: dict[str, Any]) -> TargetDraft:
    """Return a target of an amendment as it was filled in."""
    due_on = date.fromisoformat(entry["due_on"]) if entry["due_on"] else None
    return TargetDraft(
        entry["text"], entry["weight"], entry["unit"] or "", entry["planned"], entry["less_is_better"], due_on
    )


def _free_parts(session: Session, standing: Collection[ContractTarget]) -> None:
    """Let no target make a figure of this contract before all are written anew: one may make another now."""
    ids = [target.id for target in standing]
    session.execute(delete(ContractPart).where(ContractPart.whole_id.in_(ids)))


def _write(session: Session, row: Contract, target: ContractTarget, entry: dict[str, Any]) -> None:
    for name in SIGNED:
        setattr(target, name, entry[name])
    target.due_on = draft_of(entry).due_on
    session.flush()
    write_making(session, target, entry["making"], still_below(session, row, entry["parts"]))


def _open(
    session: Session, commune_id: int, contract_id: int, amendment_id: int, staff_id: int
) -> tuple[Contract, ContractAmendment]:
    row = get_contract(session, commune_id, contract_id, staff_id)
    return row, get_amendment(session, row, amendment_id)


def _at(entries: list[dict[str, Any]], place: int) -> dict[str, Any]:
    if not 0 <= place < len(entries):
        raise Refusal(ContractNo.NO_SUCH_TARGET)
    return entries[place]
