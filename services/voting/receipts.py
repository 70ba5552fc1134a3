"""What became of the vote of a receipt, as the public log tells anybody who has the code; it never tells a choice."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.ports import ReceiptState
from budgeting.receipts import commit_receipt, read_receipt
from models import Cycle, LogEntry, PendingEntry
from models.ballot import LogEvent
from models.cycle import CycleState
from services.voting.box import log_salt
from services.voting.voided import why_cycle_voided

_LOGS = (PendingEntry, LogEntry)


def is_in_log(session: Session, cycle_id: int, receipt: str) -> bool:
    """Does the log have the vote of this receipt, be it only among the entries that wait for their place?"""
    commitment = commit_receipt(receipt, log_salt(cycle_id))
    has = [select(log.cycle_id).where(log.cycle_id == cycle_id, log.commitment == commitment) for log in _LOGS]
    # One statement: between two an entry could leave the one for the other.
    return session.scalar(select(or_(*(each.exists() for each in has)))) is True


def state_of_receipt(session: Session, commune_id: int, code: str) -> ReceiptState:
    """Return whether the vote of a receipt stands in one of the commune's votes, or was replaced or cancelled.

    A `Refusal` says that the very vote it was cast in does not count, whatever came before or after that one.
    `UNKNOWN` for a code that no log has, or none yet: an entry waits a little before it is listed.
    """
    if read_receipt(code) is None:
        return ReceiptState.MISTYPED
    cycles = select(Cycle.id, Cycle.state).where(Cycle.commune_id == commune_id, Cycle.state != CycleState.DRAFT)
    for cycle_id, state in session.execute(cycles.order_by(Cycle.id.desc())).all():
        commitment = commit_receipt(code, log_salt(cycle_id))
        listed = select(LogEntry.event).where(LogEntry.cycle_id == cycle_id, LogEntry.commitment == commitment)
        events = list(session.scalars(listed))
        if events and state == CycleState.VOIDED:
            raise why_cycle_voided(session, cycle_id)
        if events:
            # That it was replaced is known before it is listed: for that minute the log alone would say it stands.
            waiting = select(PendingEntry.event).where(
                PendingEntry.cycle_id == cycle_id, PendingEntry.commitment == commitment
            )
            events += session.scalars(waiting)
            return ReceiptState.STANDS if set(events) == {LogEvent.CAST} else ReceiptState.REPLACED
    return ReceiptState.UNKNOWN
