"""Who asked: the contact of a request or a report, on whatever channel that person writes."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import Contact, InformationRequest, WorksReport
from services.same_phone import is_same_person


def is_author(session: Session, row: InformationRequest | WorksReport, contact_id: int | None) -> bool:
    """Is it the contact who asked, or one of the same address or the same proven phone?"""
    if contact_id is None or row.contact_id is None:
        return False
    if row.contact_id == contact_id:
        return True
    author, other = session.get(Contact, row.contact_id), session.get(Contact, contact_id)
    return author is not None and other is not None and is_same_person(author, other)
