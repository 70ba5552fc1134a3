"""Documents as pages and the desk read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ports import PublishedView
from budgeting.refusal import Refusal
from models import Commune, Document
from services.documents.reasons import DocumentNo
from services.house import House
from services.uploads import FileNo, path_of
from services.uploads.keeping import media_type_of
from services.web_addresses import is_web_address

LATEST = 15
"""Documents offered in a conversation, which keeps what it offered."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as pages show it; `size` in bytes."""

    id: int
    title: str
    category: str
    language: str
    dated_on: date
    link: str | None
    file_name: str | None
    size: int | None
    published_at: datetime
    withdrawn_at: datetime | None
    told_at: datetime | None = None
    told: int = 0


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A kept file, ready to be served: always as an attachment and never with a type guessed by the browser."""

    path: Path
    file_name: str
    media_type: str


def titles_of(session: Session, document_ids: Collection[int]) -> dict[int, str]:
    """Return the titles of documents by id, withdrawn ones too."""
    query = select(Document.id, Document.title).where(Document.id.in_(document_ids))
    return {row.id: row.title for row in session.execute(query)} if document_ids else {}


def list_documents(
    session: Session, commune_id: int, *, public: bool = False, limit: int = 50, offset: int = 0
) -> tuple[list[DocumentView], int]:
    """Return documents, the latest date first, and how many there are; for the public only those not withdrawn."""
    mine = [Document.commune_id == commune_id, *([Document.withdrawn_at.is_(None)] if public else [])]
    total = session.scalar(select(func.count(Document.id)).where(*mine)) or 0
    query = select(Document).where(*mine).order_by(Document.dated_on.desc(), Document.id.desc())
    return [view_of(row) for row in session.scalars(query.limit(limit).offset(offset))], total


def latest_documents(
    session: Session, house: House, commune: Commune, category: str | None = None
) -> list[PublishedView]:
    """Return the latest documents as dialogues speak of them, of one category or of all."""
    shown = [Document.commune_id == commune.id, Document.withdrawn_at.is_(None)]
    if category is not None:
        shown.append(Document.category == category)
    rows = session.scalars(
        select(Document).where(*shown).order_by(Document.dated_on.desc(), Document.id.desc()).limit(LATEST)
    )
    return [PublishedView(row.title, row.category, row.dated_on, link_of(house, commune, row)) for row in rows]


def link_of(house: House, commune: Commune, row: Document) -> str:
    """Return the whole address at which a document can be read, empty where there is none."""
    if row.link and is_web_address(row.link):
        return row.link
    if not house.public_url:
        return ""
    if row.stored_as:
        return f"{house.public_url}/{commune.key}/documents/{row.id}"
    return f"{house.public_url}{row.link}" if row.link and row.link.startswith("/") else ""


def find_document(session: Session, commune_id: int, document_id: int) -> DocumentView | None:
    """Return a document of the commune, None when there is none."""
    row = session.get(Document, document_id)
    return view_of(row) if row is not None and row.commune_id == commune_id else None


def open_document(
    session: Session, house: House, *, commune_id: int, document_id: int, public: bool = False
) -> DocumentFile:
    """Return a document's file; `Refusal` when there is none, and for the public when it was withdrawn."""
    row = get_document(session, commune_id, document_id)
    if row.stored_as is None or row.file_name is None or (public and row.withdrawn_at is not None):
        raise Refusal(DocumentNo.UNKNOWN)
    path = path_of(house, row.stored_as)
    if not path.is_file():
        raise Refusal(FileNo.GONE)
    return DocumentFile(path, row.file_name, media_type_of(row.stored_as))


def get_document(session: Session, commune_id: int, document_id: int) -> Document:
    """Return the row of a document of the commune; `Refusal` where there is none."""
    row = session.get(Document, document_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(DocumentNo.UNKNOWN)
    return row


def view_of(row: Document) -> DocumentView:
    """Return a row as pages show it."""
    return DocumentView(
        id=row.id,
        title=row.title,
        category=row.category,
        language=row.language,
        dated_on=row.dated_on,
        link=row.link,
        file_name=row.file_name,
        size=row.size,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        told_at=row.told_at,
        told=row.told,
    )
