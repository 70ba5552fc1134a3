"""The use cases of performance reports: gather one, publish it as a document of the commune, find those published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Document, PerformanceReport, Programme
from models.document import DocumentCategory
from printing.written_report import WrittenReport
from services.audit import record
from services.clock import day_in
from services.documents import DocumentView, NewDocument, publish_document
from services.documents.reading import view_of
from services.follow_ups.finding import EVERYBODY, Reader
from services.house import House
from services.printing.papers import commune_in
from services.printing.performance_report import say_performance
from services.printing.reasons import PaperNo
from services.programmes.owning import get_programme
from services.programmes.reading import programme_views
from services.programmes.year import years_told
from services.uploads import Upload


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """What a report is of: a fiscal year of one programme, or of all where `programme_id` is None."""

    year: int
    programme_id: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report that everybody can read, and the code of its programme, "" for the commune's."""

    subject: ReportSubject
    code: str
    document: DocumentView


def performance_report(
    session: Session,
    house: House,
    commune_id: int,
    subject: ReportSubject,
    language: str,
    *,
    reader: Reader = EVERYBODY,
    with_notes: bool = True,
) -> WrittenReport:
    """Return the report in words; `Refusal` where the commune has no such programme, or none at all."""
    commune = commune_in(session, commune_id, language)
    today = day_in(house.clock(), commune.time_zone)
    views = programme_views(session, _programmes(session, commune_id, subject))
    if not views:
        raise Refusal(PaperNo.NO_PROGRAMME)
    told = years_told(session, commune_id, views, subject.year, today=today, reader=reader, memory=house.memory)
    is_whole = subject.programme_id is None
    return say_performance(told, commune, language, today, is_whole=is_whole, with_notes=with_notes)


def publish_report(
    session: Session,
    house: House,
    commune_id: int,
    subject: ReportSubject,
    report: WrittenReport,
    upload: Upload,
    *,
    staff_id: int | None,
) -> DocumentView:
    """Publish a report as a document; its bytes were kept before as `upload`.

    `Refusal` while one of the same subject and language stands: a second press publishes no second one.
    """
    commune = session.get_one(Commune, commune_id)
    session.refresh(commune, with_for_update=True)  # two presses at a time would both find nothing
    _programmes(session, commune_id, subject)
    standing = published_reports(session, commune_id, subject.year)
    if any(one.subject == subject and one.document.language == report.language for one in standing):
        raise Refusal(PaperNo.PUBLISHED_ALREADY)
    today = day_in(house.clock(), commune.time_zone)
    new = NewDocument(report.title, DocumentCategory.REPORT, report.language, today, upload=upload)
    made = publish_document(session, house, commune_id=commune_id, new=new, staff_id=staff_id)
    session.add(
        PerformanceReport(
            document_id=made.id,
            commune_id=commune_id,
            programme_id=subject.programme_id,
            year=subject.year,
            made_at=house.clock(),
        )
    )
    session.flush()
    _note(session, house, commune_id, subject, made.id, staff_id)
    return made


def published_reports(session: Session, commune_id: int, year: int) -> Sequence[PublishedReport]:
    """Return the reports of a year that stand, the commune's first, then by code and language."""
    query = (
        select(PerformanceReport, Document, Programme.code)
        .join(Document, Document.id == PerformanceReport.document_id)
        .outerjoin(Programme, Programme.id == PerformanceReport.programme_id)
        .where(PerformanceReport.commune_id == commune_id, PerformanceReport.year == year)
        .where(Document.withdrawn_at.is_(None))
    )
    found = [
        PublishedReport(ReportSubject(row.year, row.programme_id), code or "", view_of(document))
        for row, document, code in session.execute(query)
    ]
    return sorted(found, key=lambda one: (one.code, one.document.language))


def _programmes(session: Session, commune_id: int, subject: ReportSubject) -> list[int]:
    if subject.programme_id is not None:
        return [get_programme(session, commune_id, subject.programme_id).id]
    return list(session.scalars(select(Programme.id).where(Programme.commune_id == commune_id)))


def _note(
    session: Session, house: House, commune_id: int, subject: ReportSubject, document_id: int, staff_id: int | None
) -> None:
    code = get_programme(session, commune_id, subject.programme_id).code if subject.programme_id else ""
    record(
        session,
        house,
        act="programme_report_published",
        subject="document",
        subject_id=document_id,
        details={"year": subject.year, "code": code},
        staff_id=staff_id,
        commune_id=commune_id,
    )
