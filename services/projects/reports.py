"""What people report of a project's works: kept with who, so that they are answered; told to nobody else.

What somebody adds while their report of a project is open goes into it. Where it holds a photo already, or as many
words as one takes, what is added begins another: nothing is lost that they are told is noted. People count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bot.messages import Location
from bot.sms.clean import clean_text
from budgeting.refusal import Refusal
from models import Commune, Contact, Line, Project, WorksReport
from models.works import ReportState
from services.audit import record
from services.clock import day_in
from services.house import House
from services.numbering import next_reference
from services.projects.events import WORKS_STATES, project_with_works, words_of
from services.projects.reasons import ProjectReason
from services.projects.words import report_answered_words
from services.sent_files import PhotoFile, PhotoState, kept_photo, sent_photo, state_of_photo
from services.telling import tell

LETTER = "S"
PURPOSE = "report"
LONGEST = 2000
LONGEST_ANSWER = 400
SHOWN = 100


class ReportOutcome(StrEnum):
    """What staff do with reports: answer and go on, or close them, with an answer or, where none is due, without."""

    ANSWERED = "answered"
    REPAIRED = "repaired"
    NOT_WORKS = "not_works"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as staff read it, without its author."""

    id: int
    reference: str
    text: str
    photo: str | None
    latitude: float | None
    longitude: float | None
    state: str
    outcome: str | None
    answer: str | None
    made_at: datetime
    said_at: datetime


def report_works(
    session: Session, house: House, project: Project, contact: Contact, line: Line, text: str, photo: str | None = None
) -> WorksReport:
    """Keep what somebody reports; `Refusal` for a project that has no works."""
    if project.state not in WORKS_STATES:
        raise Refusal(ProjectReason.WITHOUT_WORKS, number=project.number)
    said = clean_text(text).strip()[:LONGEST]
    row = _open_of(session, project, contact)
    if row is None or not _has_room(row, said, photo):
        row = _begin(session, house, project, contact, said)
    elif said not in row.text:
        row.text = f"{row.text}\n{said}"
    row.state, row.said_at, row.line_id = ReportState.OPEN, house.clock(), line.id
    _add_photo(row, contact, photo)
    session.flush()
    return row


def add_photo_to_report(
    session: Session, house: House, project: Project, contact: Contact, photo: str
) -> WorksReport | None:
    """Add a photo to what somebody reported last, and return it; None where nothing of theirs is open."""
    row = _open_of(session, project, contact)
    if row is None:
        return None
    if not _has_room(row, "", photo):
        line_id, last_words = row.line_id, row.text.rpartition("\n")[2]
        row = _begin(session, house, project, contact, last_words)
        row.line_id = line_id
    _add_photo(row, contact, photo)
    session.flush()
    return row


def add_place_to_report(session: Session, project: Project, contact: Contact, place: Location) -> WorksReport | None:
    """Add where it is to what somebody reported last, and return it; None where nothing of theirs is open."""
    row = _open_of(session, project, contact)
    if row is not None:
        row.latitude, row.longitude = place.latitude, place.longitude
        session.flush()
    return row


def reports_of(session: Session, project_id: int) -> list[ReportRow]:
    """Return what is reported of a project: what waits first, then the latest."""
    waits = (WorksReport.state != ReportState.OPEN, WorksReport.state == ReportState.CLOSED)
    query = select(WorksReport).where(WorksReport.project_id == project_id)
    rows = session.scalars(query.order_by(*waits, WorksReport.said_at.desc(), WorksReport.id.desc()).limit(SHOWN))
    return [_row(row) for row in rows]


def people_reporting(session: Session, commune_id: int) -> dict[int, int]:
    """Return how many people report something on each project, by its id, that is not closed."""
    person = func.coalesce(WorksReport.contact_id, -WorksReport.id)  # who is forgotten counts by what they reported
    query = select(WorksReport.project_id, func.count(person.distinct())).where(*_living(session, commune_id))
    rows = session.execute(query.group_by(WorksReport.project_id))
    return {row.project_id: row[1] for row in rows}


def reports_waiting(session: Session, commune_id: int) -> int:
    """Return how many reports nobody has answered since something was said in them."""
    query = select(func.count(WorksReport.id)).where(
        WorksReport.commune_id == commune_id, WorksReport.state == ReportState.OPEN
    )
    return session.scalar(query) or 0


def decide_reports(
    session: Session,
    house: House,
    commune_id: int,
    project_id: int,
    report_ids: Sequence[int],
    outcome: str,
    answer: str,
    *,
    staff_id: int | None,
) -> int:
    """Answer or close reports of one project, and return how many of their authors are told."""
    project, words = project_with_works(session, commune_id, project_id), words_of(answer, LONGEST_ANSWER)
    if outcome not in set(ReportOutcome):
        raise Refusal(ProjectReason.REPORT_OUTCOME_NEEDED)
    if not words and outcome != ReportOutcome.UNFIT:
        raise Refusal(ProjectReason.REPORT_ANSWER_NEEDED)
    chosen = (WorksReport.id.in_(report_ids), WorksReport.project_id == project.id)
    living = WorksReport.state != ReportState.CLOSED
    rows = session.scalars(select(WorksReport).where(*chosen, living).order_by(WorksReport.id).with_for_update()).all()
    if not rows:
        raise Refusal(ProjectReason.REPORT_NONE_CHOSEN)
    told = 0
    for row in rows:
        _settle(row, ReportOutcome(outcome), words, house.clock())
        _into_the_trail(session, house, project, row, staff_id)
        if words:
            phrase = report_answered_words(project, words)
            told += tell(session, house, row.contact_id, row.line_id, phrase, purpose=PURPOSE)
    session.flush()
    return told


def open_report_photo(session: Session, house: House, commune_id: int, report_id: int) -> PhotoFile:
    """Return the photo that came with a report of the commune; `Refusal` where there is none."""
    row = session.get(WorksReport, report_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(ProjectReason.NO_SUCH_PHOTO)
    return kept_photo(house, row.photo)


def _settle(row: WorksReport, outcome: ReportOutcome, words: str, now: datetime) -> None:
    row.outcome, row.answer = outcome, words or row.answer
    if outcome is ReportOutcome.ANSWERED:
        row.state = ReportState.ANSWERED
    else:
        row.state, row.settled_at = ReportState.CLOSED, now


def _into_the_trail(session: Session, house: House, project: Project, row: WorksReport, staff_id: int | None) -> None:
    is_closed = row.state == ReportState.CLOSED
    record(
        session,
        house,
        act="works_report_closed" if is_closed else "works_report_answered",
        subject="project",
        subject_id=project.id,
        details={"number": project.number, "reference": row.reference},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )


def _begin(session: Session, house: House, project: Project, contact: Contact, said: str) -> WorksReport:
    now, commune = house.clock(), session.get_one(Commune, project.commune_id)
    row = WorksReport(
        commune_id=project.commune_id,
        project_id=project.id,
        reference=_reference(session, house, commune),
        contact_id=contact.id,
        text=said,
        state=ReportState.OPEN,
        made_at=now,
        said_at=now,
    )
    session.add(row)
    return row


def _has_room(row: WorksReport, said: str, photo: str | None) -> bool:
    """Does a report take what is added? It takes one photo, and another only in place of one that never came."""
    takes_words = said in row.text or len(row.text) + 1 + len(said) <= LONGEST
    return takes_words and (not photo or _takes_photo(row))


def _takes_photo(row: WorksReport) -> bool:
    return state_of_photo(row.photo) in {None, PhotoState.GONE}


def _add_photo(row: WorksReport, contact: Contact, photo: str | None) -> None:
    if _takes_photo(row):
        row.photo = sent_photo(contact, photo) or row.photo


def _open_of(session: Session, project: Project, contact: Contact) -> WorksReport | None:
    mine = (WorksReport.project_id == project.id, WorksReport.contact_id == contact.id)
    living = WorksReport.state != ReportState.CLOSED
    return session.scalar(select(WorksReport).where(*mine, living).order_by(WorksReport.id.desc()).limit(1))


def _reference(session: Session, house: House, commune: Commune) -> str:
    year = day_in(house.clock(), commune.time_zone).year
    return next_reference(session, WorksReport.reference, LETTER, commune.id, year)


def _living(session: Session, commune_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return what counts of a commune: what is not closed, of simulated people only where all is simulated."""
    mine = (WorksReport.commune_id == commune_id, WorksReport.state != ReportState.CLOSED)
    if session.get_one(Commune, commune_id).is_demo:
        return mine
    simulated = select(Contact.id).where(Contact.is_simulated.is_(True))
    return (*mine, or_(WorksReport.contact_id.is_(None), WorksReport.contact_id.not_in(simulated)))


def _row(row: WorksReport) -> ReportRow:
    return ReportRow(
        id=row.id,
        reference=row.reference,
        text=row.text,
        photo=row.photo,
        latitude=row.latitude,
        longitude=row.longitude,
        state=str(row.state),
        outcome=row.outcome,
        answer=row.answer,
        made_at=row.made_at,
        said_at=row.said_at,
    )
