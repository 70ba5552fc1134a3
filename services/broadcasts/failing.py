"""The breaker: a broadcast of which most messages fail sends no more by itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Broadcast, Outbox, OutboxState
from models.message import WAITING

LOOKED_AT = 200
"""Messages that are looked at, those of the latest on the list."""

ENOUGH = 20
"""Messages that must have been tried before anything is said of them."""

HANDED = (OutboxState.HANDED_OVER, OutboxState.SENT, OutboxState.DELIVERED)


def is_failing(session: Session, row: Broadcast) -> bool:
    """Did more than half of what was tried last fail, since somebody let it go on?"""
    mine = (Outbox.broadcast_id == row.id, Outbox.created_at >= (row.watched_since or row.made_at))
    last = select(Outbox.state, Outbox.error).where(*mine).order_by(Outbox.contact_id.desc()).limit(LOOKED_AT)
    tried = failed = 0
    for state, error in session.execute(last):
        has_failed = state == OutboxState.FAILED or (state in WAITING and bool(error))
        tried += has_failed or state in HANDED
        failed += has_failed
    return tried >= ENOUGH and 2 * failed > tried
