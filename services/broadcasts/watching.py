"""Looking after the broadcasts under way: what is over ends, what fails is held back, what is sent is done."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models import Broadcast, BroadcastRecipient, BroadcastState, Commune, Outbox
from models.message import WAITING
from services.batches import in_batches
from services.broadcasts.estimate import LIVE
from services.broadcasts.failing import is_failing
from services.broadcasts.purpose import Standing
from services.broadcasts.purposes import purpose_of
from services.broadcasts.reasons import BroadcastNo
from services.broadcasts.stopping import SWEPT_AT_ONCE, end_by_itself, finish, hold_back, sweep_list
from services.house import House

log = structlog.get_logger()


def watch_all(house: House) -> None:
    """Look at every broadcast under way, and clear the lists of those that ended before everybody's turn."""
    for one in house.work.read(_live):
        try:
            house.work.write(lambda db, one=one: watch(db, house, one))  # type: ignore[misc]
        except Exception as error:  # one broadcast must not keep back the others
            log.exception("a broadcast cannot be looked at", broadcast=one, error=type(error).__name__)
    in_batches(house, sweep_list, SWEPT_AT_ONCE)


def watch(session: Session, house: House, broadcast_id: int) -> None:
    """End, hold back or finish one broadcast where that is due."""
    row = session.get_one(Broadcast, broadcast_id, with_for_update=True, populate_existing=True)
    if row.state not in LIVE:
        return
    commune = session.get_one(Commune, row.commune_id)
    if row.listed_at is not None and not _has_people(session, row):
        finish(session, house, row)
    elif purpose_of(row.purpose).standing(session, commune, row.subject_id, house.clock()) is Standing.OVER:
        end_by_itself(session, house, row, BroadcastNo.OVER)
    elif row.state == BroadcastState.RUNNING and is_failing(session, row):
        hold_back(session, house, row, BroadcastNo.FAILING)


def _has_people(session: Session, row: Broadcast) -> bool:
    listed = exists().where(BroadcastRecipient.broadcast_id == row.id)
    waiting = exists().where(Outbox.broadcast_id == row.id, Outbox.state.in_(WAITING))
    return bool(session.scalar(select(listed | waiting)))


def _live(session: Session) -> Sequence[int]:
    return session.scalars(select(Broadcast.id).where(Broadcast.state.in_(LIVE)).order_by(Broadcast.id)).all()
