"""Putting the people of a broadcast on its list, some a transaction; the row says up to whom that is done.

A batch and the place it ends at are written together: a process that is killed between two goes on behind the last, and
the key of the list lets nobody stand on it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Broadcast, BroadcastRecipient, BroadcastState, Commune
from services.broadcasts.drafting import note_broadcast
from services.broadcasts.people import Person, next_who_asked, people_among
from services.broadcasts.purpose import Standing
from services.broadcasts.purposes import purpose_of
from services.broadcasts.reasons import BroadcastNo
from services.broadcasts.stopping import end_by_itself
from services.broadcasts.texts import TextBook, digest_now
from services.house import House
from services.piece import ring_after_commit
from services.rows import put_all

log = structlog.get_logger()
AT_ONCE = 1000
"""People who are listed in one transaction: less than a tenth of a second, in which citizens' messages wait."""


def list_all(house: House, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Go on with the list of every broadcast that has begun, and return of how many people it was asked."""
    return sum(_list_one(house, one, is_stopping) for one in house.work.read(_begun))


def list_some(session: Session, house: House, broadcast_id: int, most: int = AT_ONCE) -> int:
    """Put the next people on the list; return of how many it was asked, nought where of all or its time is to come."""
    row = session.get_one(Broadcast, broadcast_id, with_for_update=True, populate_existing=True)
    if row.state != BroadcastState.RUNNING or row.listed_at is not None:
        return 0
    commune = session.get_one(Commune, row.commune_id)
    standing = purpose_of(row.purpose).standing(session, commune, row.subject_id, house.clock())
    if standing is not Standing.NOW:
        return 0  # what is over is ended where broadcasts are watched
    if digest_now(session, commune, row) != row.digest:
        end_by_itself(session, house, row, BroadcastNo.CHANGED)
        return 0
    asked = next_who_asked(session, commune, row, most)
    people, texts = people_among(session, commune, row, asked), TextBook(session, house, commune, row)
    put_all(session, BroadcastRecipient, [_place(row, one, texts) for one in people])
    row.listed += len(people)
    row.cursor = asked[-1] if asked else row.cursor
    if len(asked) < most:
        row.listed_at = house.clock()
        note_broadcast(session, house, row, "broadcast_listed", None)
    ring_after_commit(session)
    return len(asked)


def _place(row: Broadcast, who: Person, texts: TextBook) -> dict[str, int]:
    text_id = texts.id_of(who.line_id, who.language)
    return {"broadcast_id": row.id, "contact_id": who.contact_id, "line_id": who.line_id, "text_id": text_id}


def _list_one(house: House, broadcast_id: int, is_stopping: Callable[[], bool]) -> int:
    listed = 0
    try:
        while not is_stopping() and (some := house.work.write(lambda db: list_some(db, house, broadcast_id))):
            listed += some
    except Exception as error:  # one broadcast must not keep back the others
        log.exception("people cannot be put on a list", broadcast=broadcast_id, error=type(error).__name__)
    return listed


def _begun(session: Session) -> Sequence[int]:
    waiting = (Broadcast.state == BroadcastState.RUNNING, Broadcast.listed_at.is_(None))
    return session.scalars(select(Broadcast.id).where(*waiting).order_by(Broadcast.id)).all()
