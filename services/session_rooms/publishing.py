"""The report of a session becomes a document of the commune: one in each language, by one press."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Document, PublicSession, SessionReport
from models.document import DocumentCategory
from printing.written_report import WrittenReport
from services.clock import day_in
from services.documents import DocumentView, NewDocument, publish_document
from services.documents.reading import view_of
from services.house import House
from services.printing.papers import commune_in
from services.session_rooms.reasons import RoomNo
from services.session_rooms.rooms import begun_session, note_act
from services.uploads import Upload

LONGEST_TITLE = 200


def publish_report(
    session: Session, house: House, commune_id: int, session_id: int, report: WrittenReport, upload: Upload, *,
    staff_id: int | None,
) -> DocumentView:  # fmt: skip
    """Publish a report that was pressed; `Refusal` while one of the same session and language is public already."""
    row = begun_session(session, commune_id, session_id)
    title = f"{report.title}: {row.title}"[:LONGEST_TITLE]
    if any(one.language == report.language for one in published_reports(session, row)):
        raise Refusal(RoomNo.PUBLISHED_ALREADY)
    day = day_in(row.starts_at, commune_in(session, commune_id, report.language).time_zone)
    new = NewDocument(title, DocumentCategory.MINUTES, report.language, day, upload=upload)
    made = publish_document(session, house, commune_id=commune_id, new=new, staff_id=staff_id)
    session.add(SessionReport(document_id=made.id, session_id=row.id, made_at=house.clock()))
    session.flush()
    note_act(session, house, row, "session_report_published", staff_id, {"language": report.language})
    return made


def published_reports(session: Session, row: PublicSession) -> Sequence[DocumentView]:
    """Return the reports of a session that everybody can read, in the order in which they were published."""
    query = (
        select(Document)
        .join(SessionReport, SessionReport.document_id == Document.id)
        .where(SessionReport.session_id == row.id, Document.withdrawn_at.is_(None))
        .order_by(Document.id)
    )
    return [view_of(one) for one in session.scalars(query)]
