"""Delivery reports: a status only ever moves forward, and a report that comes too early waits for its message.

A provider may report before we have noted that it took the message: the note and the report run in two processes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.messages import DeliveryReport
from models import EarlyReport, Outbox, OutboxState
from services.numbering import hold

KEPT = timedelta(hours=1)  # the note follows within a lease; what is still unknown then is no message of ours

# A status only ever moves to a later place in this list; a failure may be overtaken by a late delivery.
ORDER = (
    OutboxState.QUEUED,
    OutboxState.SENDING,
    OutboxState.HANDED_OVER,
    OutboxState.SENT,
    OutboxState.FAILED,
    OutboxState.DELIVERED,
)


def record_report(session: Session, line_id: int, report: DeliveryReport, now: datetime) -> bool:
    """Move a message forward to what the provider reports; False when it goes no further or is not known yet."""
    row = _message_of(session, line_id, report.provider_id)
    if row is None:
        hold(session, _label(line_id, report.provider_id))
        row = _message_of(session, line_id, report.provider_id)  # noted meanwhile, in another process
    if row is None:
        _keep_early(session, line_id, report, now)
        return False
    return _move(row, OutboxState(report.state), report.error)


def apply_early(session: Session, row: Outbox) -> bool:
    """Apply what was reported before this message was noted as handed over; called in the transaction of that note."""
    hold(session, _label(row.line_id, row.provider_id or ""))
    found = session.execute(
        delete(EarlyReport)
        .where(EarlyReport.line_id == row.line_id, EarlyReport.provider_id == row.provider_id)
        .returning(EarlyReport.state, EarlyReport.error)
    ).one_or_none()
    return found is not None and _move(row, OutboxState(found.state), found.error)


def forget_early(session: Session, now: datetime) -> None:
    """Erase reports of messages that nobody ever noted."""
    session.execute(delete(EarlyReport).where(EarlyReport.arrived_at < now - KEPT))


def is_later(state: OutboxState, than: OutboxState) -> bool:
    """May a message go from `than` to `state`?"""
    return than in ORDER and ORDER.index(state) > ORDER.index(than)


def _label(line_id: int, provider_id: str) -> str:
    return f"report {line_id} {provider_id}"


def _message_of(session: Session, line_id: int, provider_id: str) -> Outbox | None:
    return session.scalar(
        select(Outbox)
        .where(Outbox.line_id == line_id, Outbox.provider_id == provider_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _move(row: Outbox, state: OutboxState, error: str | None) -> bool:
    if not is_later(state, OutboxState(row.state)):
        return False
    row.state = state
    row.error = error[:200] if error else row.error
    return True


def _keep_early(session: Session, line_id: int, report: DeliveryReport, now: datetime) -> None:
    error = (report.error or "")[:200] or None
    before = session.get(EarlyReport, (line_id, report.provider_id))
    if before is None:
        session.add(
            EarlyReport(
                line_id=line_id, provider_id=report.provider_id, state=report.state, error=error, arrived_at=now
            )
        )
    elif is_later(OutboxState(report.state), OutboxState(before.state)):
        before.state, before.error, before.arrived_at = report.state, error, now
    session.flush()
