"""When a line last carried a message, each way, and why the last one did not go out; read, never noted apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Inbound, Outbox, OutboxState

UNSENT = (OutboxState.QUEUED, OutboxState.SENDING)


@dataclass(frozen=True, slots=True)
class LineTraffic:
    """The newest message in and out of a line, None where there was none yet.

    `last_error` is the reason a gateway gave for the newest message that was tried, None where that one went out.
    """

    last_in_at: datetime | None
    last_out_at: datetime | None
    last_error: str | None


def traffic_of(session: Session, line_id: int) -> LineTraffic:
    """Return the line's newest traffic."""
    came = select(Inbound.arrived_at).where(Inbound.line_id == line_id).order_by(Inbound.id.desc()).limit(1)
    newest_out = select(Outbox).where(Outbox.line_id == line_id).order_by(Outbox.id.desc()).limit(1)
    sent = session.scalar(newest_out.where(Outbox.sent_at.is_not(None)))
    tried = session.scalar(newest_out.where(Outbox.state.not_in(UNSENT) | (Outbox.attempts > 0)))
    return LineTraffic(session.scalar(came), sent.sent_at if sent else None, _why_it_stayed(tried))


def _why_it_stayed(tried: Outbox | None) -> str | None:
    if tried is None or (tried.sent_at is not None and tried.state != OutboxState.FAILED):
        return None  # what went out at the second try keeps the reason of the first
    return tried.error
