"""Messages that are not sent after all: their words go, and the row says why."""

from __future__ import annotations

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from models import Outbox, OutboxState

NOT_WANTED = "not_wanted"


def drop_waiting(session: Session, *which: ColumnElement[bool]) -> None:
    """Send nothing of these messages any more."""
    session.execute(
        update(Outbox)
        .where(*which)
        .values(state=OutboxState.DROPPED, payload=None, lease_until=None, error=NOT_WANTED)
        .execution_options(synchronize_session=False)
    )
