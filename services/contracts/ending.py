"""Setting a contract aside, and letting everybody read one, or no more."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import ContractAmendment, ContractReview
from models.contract import ContractLevel, ContractState
from services.contracts.finding import get_contract, note, targets_of
from services.contracts.followed import give_up
from services.contracts.making_of import OVER
from services.contracts.reasons import ContractNo
from services.follow_ups.finding import reader_of
from services.house import House

LONGEST_REASON = 1000


def set_aside(session: Session, house: House, commune_id: int, contract_id: int, reason: str, *, staff_id: int) -> None:
    """Set a contract aside for a reason, its promises with it: a draft, or by an administrator what both signed."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    why = one_line(reason, LONGEST_REASON)
    if row.state in OVER:
        raise Refusal(ContractNo.IS_OVER)
    if not why:
        raise Refusal(ContractNo.REASON_NEEDED)
    if row.state != ContractState.DRAFT and not reader_of(session, staff_id).is_administrator:
        raise Refusal(ContractNo.NOT_ADMINISTRATOR)
    for target in targets_of(session, row.id):
        give_up(session, house, row, target, why, staff_id=staff_id)
    for model in (ContractAmendment, ContractReview):
        waits = (model.contract_id == row.id, model.settled_at.is_(None))
        session.execute(update(model).where(*waits).values(settled_at=house.clock()))
    row.state, row.reason, row.published_at = ContractState.SET_ASIDE, why, None
    note(session, house, "contract_set_aside", row, staff_id)


def publish_contract(session: Session, house: House, commune_id: int, contract_id: int, *, staff_id: int) -> None:
    """Let everybody read a contract that both sides have signed; an individual's never."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    if row.level == ContractLevel.INDIVIDUAL:
        raise Refusal(ContractNo.OF_A_PERSON)
    if row.state in (ContractState.DRAFT, ContractState.SET_ASIDE):
        raise Refusal(ContractNo.NOT_AGREED)
    if row.published_at is not None:
        raise Refusal(ContractNo.NOTHING_NEW)
    row.published_at = house.clock()
    note(session, house, "contract_published", row, staff_id)


def withdraw_contract(session: Session, house: House, commune_id: int, contract_id: int, *, staff_id: int) -> None:
    """Let nobody but staff read a contract any more."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    if row.published_at is None:
        raise Refusal(ContractNo.NOTHING_NEW)
    row.published_at = None
    note(session, house, "contract_withdrawn", row, staff_id)
