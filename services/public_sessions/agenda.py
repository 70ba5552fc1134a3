"""The agenda of a session: what comes when, who presents it, and with which published document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AgendaItem, Commune, Document, PublicSession
from services.clock import zone_of
from services.house import House
from services.public_sessions.finding import lock_session, note, words
from services.public_sessions.reasons import SessionNo

MOST_ITEMS = 60


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item of an agenda; `at` on the commune's clock, `speaker` a function, `document_id` a published one."""

    title: str
    at: time | None = None
    speaker: str = ""
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaView:
    """An item in its place; a document has its number, and its `link` where it is no file, only while published.

    `is_early` where its hour stands before the session begins: it is kept, and staff look at it again.
    """

    id: int
    place: int
    at: time | None
    title: str
    speaker: str | None
    document_id: int | None = None
    document: str | None = None
    link: str | None = None
    is_early: bool = False


def add_item(
    session: Session, house: House, commune_id: int, session_id: int, new: NewItem, *, staff_id: int | None
) -> int:
    """Add an item at the end of the agenda and return its id."""
    row = lock_session(session, commune_id, session_id)
    items = _items(session, row)
    if len(items) >= MOST_ITEMS:
        raise Refusal(SessionNo.TOO_MANY_ITEMS, most=MOST_ITEMS)
    item = AgendaItem(session_id=row.id, place=len(items) + 1, title="")
    _fill(session, commune_id, item, new)
    session.add(item)
    session.flush()
    note(session, house, row, "session_item_added", staff_id, item=item.id)
    return item.id


def change_item(
    session: Session, house: House, commune_id: int, session_id: int, item_id: int, new: NewItem, *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Write an item anew; a document that was withdrawn since may stay where it stood."""
    row = lock_session(session, commune_id, session_id)
    item = _item(session, row, item_id)
    _fill(session, commune_id, item, new)
    note(session, house, row, "session_item_changed", staff_id, item=item.id)


def move_item(
    session: Session, house: House, commune_id: int, session_id: int, item_id: int, *, up: bool, staff_id: int | None
) -> None:
    """Let an item change places with the one before it, or after it; the first goes no further up."""
    row = lock_session(session, commune_id, session_id)
    item, items = _item(session, row, item_id), _items(session, row)
    at = items.index(item)
    other = at - 1 if up else at + 1
    if 0 <= other < len(items):
        items[at], items[other] = items[other], items[at]
        _number(items)
        note(session, house, row, "session_item_moved", staff_id, item=item.id)


def remove_item(
    session: Session, house: House, commune_id: int, session_id: int, item_id: int, *, staff_id: int | None
) -> None:
    """Take an item off the agenda."""
    row = lock_session(session, commune_id, session_id)
    item = _item(session, row, item_id)
    _number([one for one in _items(session, row) if one is not item])
    session.delete(item)
    session.flush()
    note(session, house, row, "session_item_removed", staff_id, item=item_id)


def agenda_of(session: Session, row: PublicSession) -> list[AgendaView]:
    """Return the items of a session in their order."""
    zone = zone_of(session.get_one(Commune, row.commune_id).time_zone)
    starts, ends = row.starts_at.astimezone(zone), (row.ends_at or row.starts_at).astimezone(zone)
    # A session of several days, or over midnight, has hours of which nobody says the day.
    begins = starts.time() if ends.date() <= starts.date() else time.min
    rows = session.execute(
        select(AgendaItem, Document)
        .outerjoin(Document, Document.id == AgendaItem.document_id)
        .where(AgendaItem.session_id == row.id)
        .order_by(AgendaItem.place, AgendaItem.id)
    )
    return [_view(item, document, begins) for item, document in rows]


def _view(item: AgendaItem, document: Document | None, begins: time) -> AgendaView:
    is_out = document is not None and document.withdrawn_at is None
    return AgendaView(
        item.id, item.place, item.at, item.title, item.speaker,
        document.id if document and is_out else None, document.title if document else None,
        document.link if document and is_out else None, item.at is not None and item.at < begins,
    )  # fmt: skip


def _fill(session: Session, commune_id: int, item: AgendaItem, new: NewItem) -> None:
    item.title = words(new.title, SessionNo.ITEM_WITHOUT_TITLE)
    item.at, item.speaker = new.at, words(new.speaker, None) or None
    if new.document_id is not None and new.document_id != item.document_id:
        document = session.get(Document, new.document_id)
        if document is None or document.commune_id != commune_id or document.withdrawn_at is not None:
            raise Refusal(SessionNo.NO_SUCH_DOCUMENT)
    item.document_id = new.document_id


def _items(session: Session, row: PublicSession) -> list[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.session_id == row.id)
    return list(session.scalars(query.order_by(AgendaItem.place, AgendaItem.id)))


def _item(session: Session, row: PublicSession, item_id: int) -> AgendaItem:
    item = session.get(AgendaItem, item_id)
    if item is None or item.session_id != row.id:
        raise Refusal(SessionNo.ITEM_UNKNOWN)
    return item


def _number(items: list[AgendaItem]) -> None:
    for place, item in enumerate(items, start=1):
        item.place = place
