"""Messages out that nobody will send: those of a line that is switched off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, case, null, select, update
from sqlalchemy.orm import Session

from models import Line, Outbox, OutboxState
from models.message import WAITING
from services.outbox import KEEP_TRYING

LINE_OFF = "line_off"


def expire_messages(session: Session, now: datetime) -> int:
    """Give up what was due a day ago on a line that is switched off, and return how many messages that were.

    A line that is switched on again within that day sends what waits. One that is on keeps what its own pace holds
    back, however long, so its messages never end here.
    """
    off = select(Line.id).where(Line.enabled.is_(False))
    statement = (
        update(Outbox)
        .where(Outbox.state.in_(WAITING), Outbox.line_id.in_(off), Outbox.due_at <= now - KEEP_TRYING)
        .values(
            state=OutboxState.FAILED,
            error=LINE_OFF,
            lease_until=None,
            payload=case((Outbox.is_secret, null()), else_=Outbox.payload),
        )
        .execution_options(synchronize_session=False)
    )
    result: CursorResult[Any] = session.execute(statement)  # type: ignore[assignment]
    return max(0, result.rowcount)
