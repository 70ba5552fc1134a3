"""Published documents, by their titles."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import Document
from services.search.kind import Entry, Kind, Views


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return how many there are and which is the latest: titles never change, documents come and are withdrawn."""
    columns = select(func.count(Document.id), func.max(Document.id))
    return tuple(session.execute(columns.where(*_shown(commune_id))).one())


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield the title of each."""
    columns = select(Document.id, Document.title, Document.dated_on)
    for number, title, dated_on in session.execute(columns.where(*_shown(commune_id))):
        yield Entry(number, title, dated_on.toordinal())


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return documents by their title, and where they can be read."""
    rows = session.scalars(select(Document).where(*_shown(commune_id), Document.id.in_(ids)))
    return {row.id: HitView("document", row.title, link=_link(row)) for row in rows}


def _shown(commune_id: int) -> tuple[ColumnElement[bool], ...]:
    return Document.commune_id == commune_id, Document.withdrawn_at.is_(None)


def _link(row: Document) -> str:
    if row.stored_as:
        return f"documents/{row.id}"
    return row.link if row.link and row.link.startswith(("http://", "https://")) else "documents"


KIND = Kind("documents", 40, stamp, entries, views)
