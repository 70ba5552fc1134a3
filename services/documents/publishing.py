"""Publishing a document as a file or a link, and withdrawing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Document
from models.document import DocumentCategory
from services.audit import record
from services.documents.news import drop_news, tell_of
from services.documents.reading import DocumentView, get_document, view_of
from services.documents.reasons import DocumentNo
from services.house import House
from services.uploads import Upload
from services.web_addresses import is_web_address

LONGEST_TITLE = 200
EARLIEST = date(1950, 1, 1)
CATEGORIES = tuple(category.value for category in DocumentCategory)
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is to be published: exactly one of a file that was taken and a web address.

    `budgets` are the numbers of the budgets that its figures were read from.
    """

    title: str
    category: str
    language: str
    dated_on: date
    link: str = ""
    upload: Upload | None = None
    budgets: Sequence[int] = ()


def publish_document(
    session: Session, house: House, *, commune_id: int, new: NewDocument, staff_id: int | None, tell: bool = False
) -> DocumentView:
    """Publish a document of the commune, and tell those who follow them where that is asked."""
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
        budgets=list(new.budgets),
        published_at=house.clock(),
    )
    session.add(row)
    session.flush()
    _note(session, house, row, "document_published", staff_id)
    if tell:
        _tell(session, house, row, staff_id)
    return view_of(row)


def tell_of_document(
    session: Session, house: House, *, commune_id: int, document_id: int, staff_id: int | None
) -> DocumentView:
    """Tell those who follow of a published document; `Refusal` where that was done or it is withdrawn."""
    session.get(Document, document_id, with_for_update=True)  # two clicks at once tell once
    row = get_document(session, commune_id, document_id)
    _tell(session, house, row, staff_id)
    return view_of(row)


def withdraw_document(
    session: Session, house: House, *, commune_id: int, document_id: int, staff_id: int | None
) -> DocumentView:
    """Take a document off the public pages; it stays in the list with the day it was withdrawn."""
    session.get(Document, document_id, with_for_update=True)  # news that is being spread is told first, then dropped
    row = get_document(session, commune_id, document_id)
    if row.withdrawn_at is not None:
        raise Refusal(DocumentNo.WITHDRAWN_ALREADY)
    row.withdrawn_at = house.clock()
    drop_news(session, row)
    _note(session, house, row, "document_withdrawn", staff_id)
    return view_of(row)


def _tell(session: Session, house: House, row: Document, staff_id: int | None) -> None:
    tell_of(session, house, row)
    _note(session, house, row, "document_told", staff_id)


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
    if link and new.upload is not None:
        raise Refusal(DocumentNo.FILE_AND_LINK)
    if not link and new.upload is None:
        raise Refusal(DocumentNo.NO_FILE_OR_LINK)
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
