"""Voiding: a code that was lost, a batch that was stolen. From then on they vote for nobody, and never did.

A ballot that was cast under a code before it was voided is set aside when the box is opened (`setting_aside`): whoever
voids a code learns neither whether it had voted nor for what. Nothing is voided once the box was opened.
"""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.voting_codes import find_code
from models import CodeBatch, Cycle, VotingCode
from models.cycle import CycleState, IdentityLevel
from models.voting_code import CodeState, VoidReason
from services.codes.reasons import CodeReason
from services.cycles.draft import get_cycle, note
from services.cycles.key import load_key
from services.cycles.result import is_counted
from services.house import House


def void_code(
    session: Session, house: House, commune_id: int, cycle_id: int, typed: str, reason: str, *, staff_id: int | None
) -> None:
    """Void one code, as it is typed from its slip."""
    cycle, why = _open_cycle(session, commune_id, cycle_id), _reason(reason)
    found = find_code(typed)
    if found is None or found.code is None or found.rest:
        raise Refusal(CodeReason.UNREADABLE)
    mark = load_key(house, cycle).mark(found.code)
    query = select(VotingCode).where(VotingCode.cycle_id == cycle.id, VotingCode.mark == mark)
    code = session.scalar(query.with_for_update())
    if code is None:
        raise Refusal(CodeReason.UNKNOWN)
    if code.state == CodeState.VOIDED:
        raise Refusal(CodeReason.VOIDED_ALREADY)
    code.state = CodeState.VOIDED
    batch = session.get_one(CodeBatch, code.batch_id)
    note(session, house, cycle, "voting_code_voided", staff_id, batch=batch.number, reason=str(why))


def void_batch(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, reason: str, *, staff_id: int | None
) -> None:
    """Void every code of a batch."""
    cycle, why = _open_cycle(session, commune_id, cycle_id), _reason(reason)
    query = select(CodeBatch).where(CodeBatch.cycle_id == cycle.id, CodeBatch.number == number)
    batch = session.scalar(query.with_for_update())
    if batch is None:
        raise Refusal(CodeReason.BATCH_UNKNOWN)
    if batch.void_reason is not None:
        raise Refusal(CodeReason.VOIDED_ALREADY)
    batch.void_reason = why
    session.execute(update(VotingCode).where(VotingCode.batch_id == batch.id).values(state=CodeState.VOIDED))
    note(session, house, cycle, "voting_batch_voided", staff_id, batch=batch.number, codes=batch.size, reason=str(why))


def why_not_void(session: Session, cycle: Cycle) -> Refusal | None:
    """Return why nothing can be voided in a cycle, or None."""
    if cycle.identity_level != IdentityLevel.VOTING_CODE:
        return Refusal(CodeReason.NO_CODES_HERE)
    if cycle.state != CycleState.APPROVED:
        return Refusal(CodeReason.NOT_APPROVED)
    return Refusal(CodeReason.COUNTED) if is_counted(session, cycle.id) else None


def _open_cycle(session: Session, commune_id: int, cycle_id: int) -> Cycle:
    """Return the cycle, locked against ballots and the count."""
    cycle = get_cycle(session, commune_id, cycle_id)
    if no := why_not_void(session, cycle):
        raise no
    return cycle


def _reason(reason: str) -> VoidReason:
    try:
        return VoidReason(reason)
    except ValueError:
        raise Refusal(CodeReason.REASON_WRONG) from None
