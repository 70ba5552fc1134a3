"""Documents the commune has produced: published as a file or a link, and withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Document
from models.document import DocumentCategory
from services.audit import record
from services.house import House
from services.uploads import FileNo, Upload, path_of
from services.uploads.keeping import media_type_of
from services.web_addresses import is_web_address

LONGEST_TITLE = 200
EARLIEST = date(1950, 1, 1)
CATEGORIES = tuple(category.value for category in DocumentCategory)
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class DocumentNo(StrEnum):
    """Why a document is not published, or not found."""

    UNKNOWN = "document_unknown"
    WITHOUT_TITLE = "document_without_title"
    TITLE_TOO_LONG = "document_title_too_long"
    UNKNOWN_CATEGORY = "document_unknown_category"
    UNKNOWN_LANGUAGE = "document_unknown_language"
    DATE_WRONG = "document_date_wrong"
    FILE_OR_LINK = "document_file_or_link"
    LINK_WRONG = "document_link_wrong"
    WITHDRAWN_ALREADY = "document_withdrawn_already"


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is to be published: exactly one of a file that was taken and a web address."""

    title: str
    category: str
    language: str
    dated_on: date
    link: str = ""
    upload: Upload | None = None


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


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A kept file, ready to be served: always as an attachment and never with a type guessed by the browser."""

    path: Path
    file_name: str
    media_type: str


def publish_document(
    session: Session, house: House, *, commune_id: int, new: NewDocument, staff_id: int | None
) -> DocumentView:
    """Publish a document of the commune."""
    row = Document(
        commune_id=commune_id,
        title=_title_of(new.title),
        category=_category_of(new.category),
        language=_language_of(new.language),
        dated_on=_date_of(new.dated_on),
        link=_link_of(new),
        file_name=new.upload.file_name if new.upload else None,
        stored_as=new.upload.stored_as if new.upload else None,
        size=new.upload.size if new.upload else None,
        published_at=house.clock(),
    )
    session.add(row)
    session.flush()
    _note(session, house, row, "document_published", staff_id)
    return view_of(row)


def withdraw_document(
    session: Session, house: House, *, commune_id: int, document_id: int, staff_id: int | None
) -> DocumentView:
    """Take a document off the public pages; it stays in the list with the day it was withdrawn."""
    row = _get(session, commune_id, document_id)
    if row.withdrawn_at is not None:
        raise Refusal(DocumentNo.WITHDRAWN_ALREADY)
    row.withdrawn_at = house.clock()
    _note(session, house, row, "document_withdrawn", staff_id)
    return view_of(row)


def list_documents(
    session: Session, commune_id: int, *, public: bool = False, limit: int = 50, offset: int = 0
) -> tuple[list[DocumentView], int]:
    """Return documents, the latest date first, and how many there are; for the public only those not withdrawn."""
    mine = [Document.commune_id == commune_id, *([Document.withdrawn_at.is_(None)] if public else [])]
    total = session.scalar(select(func.count(Document.id)).where(*mine)) or 0
    query = select(Document).where(*mine).order_by(Document.dated_on.desc(), Document.id.desc())
    return [view_of(row) for row in session.scalars(query.limit(limit).offset(offset))], total


def find_document(session: Session, commune_id: int, document_id: int) -> DocumentView | None:
    """Return a document of the commune, None when there is none."""
    row = session.get(Document, document_id)
    return view_of(row) if row is not None and row.commune_id == commune_id else None


def open_document(
    session: Session, house: House, *, commune_id: int, document_id: int, public: bool = False
) -> DocumentFile:
    """Return a document's file; `Refusal` when there is none, and for the public when it was withdrawn."""
    row = _get(session, commune_id, document_id)
    if row.stored_as is None or row.file_name is None or (public and row.withdrawn_at is not None):
        raise Refusal(DocumentNo.UNKNOWN)
    path = path_of(house, row.stored_as)
    if not path.is_file():
        raise Refusal(FileNo.GONE)
    return DocumentFile(path, row.file_name, media_type_of(row.stored_as))


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
    )


def _get(session: Session, commune_id: int, document_id: int) -> Document:
    row = session.get(Document, document_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(DocumentNo.UNKNOWN)
    return row


def _title_of(title: str) -> str:
    clean = " ".join(title.replace("\0", "").split())
    if not clean:
        raise Refusal(DocumentNo.WITHOUT_TITLE)
    if len(clean) > LONGEST_TITLE:
        raise Refusal(DocumentNo.TITLE_TOO_LONG, most=LONGEST_TITLE)
    return clean


def _category_of(category: str) -> DocumentCategory:
    if category not in CATEGORIES:
        raise Refusal(DocumentNo.UNKNOWN_CATEGORY)
    return DocumentCategory(category)


def _language_of(language: str) -> str:
    if not _TAG.fullmatch(language) or len(language) > 16:
        raise Refusal(DocumentNo.UNKNOWN_LANGUAGE)
    return language


def _date_of(day: date) -> date:
    if not EARLIEST <= day <= date(2200, 1, 1):
        raise Refusal(DocumentNo.DATE_WRONG)
    return day


def _link_of(new: NewDocument) -> str | None:
    link = new.link.strip()
    if bool(link) == (new.upload is not None):
        raise Refusal(DocumentNo.FILE_OR_LINK)
    if link and not is_web_address(link):
        raise Refusal(DocumentNo.LINK_WRONG)
    return link or None


def _note(session: Session, house: House, row: Document, act: str, staff_id: int | None) -> None:
    record(
        session,
        house,
        act=act,
        subject="document",
        subject_id=row.id,
        details={"category": row.category, "stored_as": row.stored_as},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
