"""Holding a broadcast back, letting it go on, ending it: at once, for nothing is drawn of one that does not run."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Broadcast, BroadcastRecipient, BroadcastState, Outbox, OutboxState
from services.broadcasts.drafting import get_broadcast, note_broadcast
from services.broadcasts.estimate import LIVE
from services.broadcasts.reasons import BroadcastNo
from services.dropping import drop_waiting
from services.house import House

SWEPT_AT_ONCE = 2000


def stop_broadcast(session: Session, house: House, commune_id: int, broadcast_id: int, *, staff_id: int | None) -> None:
    """Send nothing of it any more, for ever; what was handed over has gone."""
    row = get_broadcast(session, commune_id, broadcast_id)
    if row.state not in LIVE:
        raise Refusal(BroadcastNo.NOT_RUNNING)
    _end(session, house, row, BroadcastNo.BY_HAND, staff_id)


def pause_broadcast(
    session: Session, house: House, commune_id: int, broadcast_id: int, *, staff_id: int | None
) -> None:
    """Send nothing of it until somebody lets it go on."""
    row = get_broadcast(session, commune_id, broadcast_id)
    if row.state != BroadcastState.RUNNING:
        raise Refusal(BroadcastNo.NOT_RUNNING)
    hold_back(session, house, row, BroadcastNo.BY_HAND, staff_id)


def resume_broadcast(
    session: Session, house: House, commune_id: int, broadcast_id: int, *, staff_id: int | None
) -> None:
    """Go on with one that was held back; failures are counted anew."""
    row = get_broadcast(session, commune_id, broadcast_id)
    if row.state != BroadcastState.PAUSED:
        raise Refusal(BroadcastNo.NOT_PAUSED)
    row.state, row.why, row.watched_since = BroadcastState.RUNNING, None, house.clock()
    note_broadcast(session, house, row, "broadcast_resumed", staff_id)


def hold_back(session: Session, house: House, row: Broadcast, why: BroadcastNo, staff_id: int | None = None) -> None:
    """Hold a broadcast back for a reason."""
    row.state, row.why = BroadcastState.PAUSED, why
    note_broadcast(session, house, row, "broadcast_paused", staff_id, reason=why)


def end_by_itself(session: Session, house: House, row: Broadcast, why: BroadcastNo) -> None:
    """End a broadcast whose time is over, or that is no longer what two people agreed to."""
    _end(session, house, row, why, None)


def finish(session: Session, house: House, row: Broadcast) -> None:
    """Note that everybody on the list had their turn."""
    row.state, row.ended_at = BroadcastState.DONE, house.clock()
    note_broadcast(session, house, row, "broadcast_done", None)


def sweep_list(session: Session) -> int:
    """Take some people off the lists of broadcasts that ended before their turn, and return how many."""
    over = select(Broadcast.id).where(Broadcast.state == BroadcastState.STOPPED)
    left = select(BroadcastRecipient.broadcast_id, BroadcastRecipient.contact_id).where(
        BroadcastRecipient.broadcast_id.in_(over)
    )
    rows = session.execute(left.limit(SWEPT_AT_ONCE)).all()
    for broadcast_id in {row.broadcast_id for row in rows}:
        people = [row.contact_id for row in rows if row.broadcast_id == broadcast_id]
        take_off_list(session, broadcast_id, people)
    return len(rows)


def take_off_list(session: Session, broadcast_id: int, people: list[int]) -> None:
    """Take these people off the list of a broadcast."""
    gone = delete(BroadcastRecipient).where(BroadcastRecipient.broadcast_id == broadcast_id)
    session.execute(
        gone.where(BroadcastRecipient.contact_id.in_(people)), execution_options={"synchronize_session": False}
    )


def _end(session: Session, house: House, row: Broadcast, why: BroadcastNo, staff_id: int | None) -> None:
    row.state, row.why, row.ended_at = BroadcastState.STOPPED, why, house.clock()
    drop_waiting(session, Outbox.broadcast_id == row.id, Outbox.state == OutboxState.QUEUED)
    note_broadcast(session, house, row, "broadcast_stopped", staff_id, reason=why)
