"""The report of a session becomes a document of the commune: one in each language, by one press."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Document
from models.document import DocumentCategory
from printing.written_report import WrittenReport
from services.clock import day_in
from services.documents import DocumentView, NewDocument, publish_document
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
    same = (Document.commune_id == commune_id, Document.title == title, Document.language == report.language)
    if session.scalar(select(Document.id).where(*same, Document.withdrawn_at.is_(None)).limit(1)):
        raise Refusal(RoomNo.PUBLISHED_ALREADY)
    day = day_in(row.starts_at, commune_in(session, commune_id, report.language).time_zone)
    new = NewDocument(title, DocumentCategory.MINUTES, report.language, day, upload=upload)
    made = publish_document(session, house, commune_id=commune_id, new=new, staff_id=staff_id)
    note_act(session, house, row, "session_report_published", staff_id, {"language": report.language})
    return made
