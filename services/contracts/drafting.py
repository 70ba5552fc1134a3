"""Writing a contract down, and its targets, before both sides have signed it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.achievement import WHOLE_WEIGHT
from budgeting.refusal import Refusal
from models import Contract, ContractPart, ContractTarget, Document, Staff
from models.contract import ContractState
from services.contracts.drafts import ContractDraft, TargetDraft
from services.contracts.finding import get_contract, get_target, note, refuse_unless_draft, targets_of
from services.contracts.finding import may_write as may_write_on
from services.contracts.levels import level_of, parent_of, refuse_above_children
from services.contracts.making_of import refuse_units_apart
from services.contracts.reasons import ContractNo
from services.house import House
from services.roles import WRITERS

LONGEST_PARTY = LONGEST_PLAN = 200
LONGEST = 1000
LONGEST_UNIT = 32
MOST_TARGETS = 60
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


def add_contract(session: Session, house: House, commune_id: int, draft: ContractDraft, *, staff_id: int) -> int:
    """Write a contract down and return its id; `Refusal` says what it lacks."""
    now = house.clock()
    row = Contract(commune_id=commune_id, state=ContractState.DRAFT, made_by=staff_id, made_at=now, moved_at=now)
    _fill(session, row, draft)
    if not may_write_on(session, row, staff_id):
        raise Refusal(ContractNo.NOT_YOURS)
    session.add(row)
    session.flush()
    note(session, house, "contract_written", row, staff_id)
    return row.id


def change_contract(
    session: Session, house: House, commune_id: int, contract_id: int, draft: ContractDraft, *, staff_id: int
) -> None:
    """Write a draft anew; who would not read it any more cannot do it."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    refuse_unless_draft(row)
    before = row.parent_id
    with session.no_autoflush:
        refuse_above_children(session, row.id, level_of(draft.level))
        _fill(session, row, draft)
        if not may_write_on(session, row, staff_id):
            raise Refusal(ContractNo.NOT_YOURS)
    if row.parent_id != before:
        own = [target.id for target in targets_of(session, row.id)]
        session.execute(delete(ContractPart).where(ContractPart.part_id.in_(own)))
    note(session, house, "contract_changed", row, staff_id)


def add_target(
    session: Session, house: House, commune_id: int, contract_id: int, draft: TargetDraft, *, staff_id: int
) -> int:
    """Add a target to a draft and return its id."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    refuse_unless_draft(row)
    there, last = session.execute(
        select(func.count(ContractTarget.id), func.max(ContractTarget.place)).where(
            ContractTarget.contract_id == row.id
        )
    ).one()
    if there >= MOST_TARGETS:
        raise Refusal(ContractNo.TOO_MANY_TARGETS, most=MOST_TARGETS)
    target = ContractTarget(contract_id=row.id, place=(last or 0) + 1)
    fill_target(row, target, draft)
    session.add(target)
    session.flush()
    note(session, house, "contract_target_added", row, staff_id, target=target.place)
    return target.id


def change_target(
    session: Session, house: House, commune_id: int, contract_id: int, target_id: int, draft: TargetDraft, *,
    staff_id: int,
) -> None:  # fmt: skip
    """Write a target of a draft anew; its unit stays that of what makes its figure, and of what it makes."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    refuse_unless_draft(row)
    target = get_target(session, row, target_id)
    refuse_units_apart(session, target.id, _unit_of(draft))
    fill_target(row, target, draft)
    note(session, house, "contract_target_changed", row, staff_id, target=target.place)


def remove_target(
    session: Session, house: House, commune_id: int, contract_id: int, target_id: int, *, staff_id: int
) -> None:
    """Take a target out of a draft."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    refuse_unless_draft(row)
    target = get_target(session, row, target_id)
    parts = (ContractPart.part_id == target.id) | (ContractPart.whole_id == target.id)
    session.execute(delete(ContractPart).where(parts))
    place = target.place
    session.delete(target)
    note(session, house, "contract_target_removed", row, staff_id, target=place)


def fill_target(contract: Contract, row: ContractTarget, draft: TargetDraft) -> None:
    """Write what was filled in into a target; `Refusal` says what is wrong with it."""
    text = one_line(draft.text)
    if not text:
        raise Refusal(ContractNo.WITHOUT_TEXT)
    if len(text) > LONGEST:
        raise Refusal(ContractNo.TEXT_TOO_LONG, most=LONGEST)
    if draft.weight is None or not 0 < draft.weight <= WHOLE_WEIGHT:
        raise Refusal(ContractNo.WEIGHT_WRONG)
    if draft.planned is not None and (draft.planned < 0 or (draft.planned == 0 and not draft.less_is_better)):
        raise Refusal(ContractNo.PLANNED_WRONG)
    if draft.due_on and not contract.starts_on <= draft.due_on <= contract.ends_on:
        raise Refusal(ContractNo.DUE_OUTSIDE)
    row.text, row.weight, row.planned = text, draft.weight, draft.planned
    row.unit = _unit_of(draft)
    row.less_is_better, row.due_on = draft.less_is_better, draft.due_on


def _unit_of(draft: TargetDraft) -> str | None:
    return one_line(draft.unit, LONGEST_UNIT) or None


def _fill(session: Session, row: Contract, draft: ContractDraft) -> None:
    giver, taker = (one_line(each, LONGEST_PARTY) for each in (draft.giver, draft.taker))
    if not giver or not taker:
        raise Refusal(ContractNo.WITHOUT_PARTIES)
    if draft.giver_id and draft.giver_id == draft.taker_id:
        raise Refusal(ContractNo.SAME_PARTY)
    if not EARLIEST <= draft.starts_on <= draft.ends_on <= LATEST:
        raise Refusal(ContractNo.PERIOD_WRONG)
    level = level_of(draft.level)
    parent = parent_of(session, row.commune_id, draft.parent_id, level)
    row.level, row.giver, row.taker = level, giver, taker
    row.giver_id = _account(session, row.commune_id, draft.giver_id)
    row.taker_id = _account(session, row.commune_id, draft.taker_id)
    row.starts_on, row.ends_on = draft.starts_on, draft.ends_on
    row.parent_id = parent.id if parent else None
    row.plan = one_line(draft.plan, LONGEST_PLAN) or None
    row.plan_document_id = _document(session, row.commune_id, draft.plan_document_id)


def _account(session: Session, commune_id: int, staff_id: int | None) -> int | None:
    """Return the account of a side; `Refusal` for who does not work here, or may sign nothing."""
    if not staff_id:
        return None
    person = session.get(Staff, staff_id)
    if person is None or person.commune_id not in {None, commune_id} or not person.active:
        raise Refusal(ContractNo.NO_SUCH_STAFF)
    if not {role.name for role in person.roles} & {role.value for role in WRITERS}:
        raise Refusal(ContractNo.OBSERVER)
    return person.id


def _document(session: Session, commune_id: int, document_id: int | None) -> int | None:
    if not document_id:
        return None
    found = session.get(Document, document_id)
    if found is None or found.commune_id != commune_id or found.withdrawn_at is not None:
        raise Refusal(ContractNo.NO_SUCH_DOCUMENT)
    return found.id
