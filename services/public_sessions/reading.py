"""Public sessions as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Broadcast, Document, PublicSession
from models.document import DocumentCategory
from models.public_session import SessionState
from services.documents.reading import DocumentView, view_of
from services.house import House
from services.public_sessions.agenda import AgendaView, agenda_of
from services.public_sessions.announcing import INVITATION
from services.public_sessions.attendance import Attendance, attendance_of, public_attendance
from services.public_sessions.coming import Coming, who_comes
from services.public_sessions.door import counted
from services.public_sessions.finding import find_session
from services.public_sessions.preparing import Official
from services.public_sessions.press import ArticleView, articles_of
from services.public_sessions.taking_part import TickedAssociation, associations_at


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list; `kind` is empty where nobody said one, `reason` that for which it was cancelled."""

    id: int
    title: str
    place: str
    kind: str
    state: str
    starts_at: datetime
    ends_at: datetime | None
    reason: str | None
    is_past: bool


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session with all that is written down of it.

    `coming` and `invitations`, the broadcasts by their numbers, are for staff alone; `guide` is the newest document
    for associations that is published.
    """

    row: SessionRow
    bureau: tuple[Official, ...]
    opening: str | None
    method: str | None
    planned: dict[str, int]
    agenda: tuple[AgendaView, ...]
    attendance: Attendance
    articles: tuple[ArticleView, ...]
    associations: tuple[TickedAssociation, ...]
    guide: DocumentView | None
    coming: Coming
    invitations: tuple[int, ...]

    @property
    def took_part(self) -> list[str]:
        """The associations that took part, by name."""
        return [one.name for one in self.associations if one.took_part]


def list_sessions(
    session: Session, house: House, commune_id: int, *, limit: int = 50, offset: int = 0
) -> tuple[list[SessionRow], int]:
    """Return a page of the public sessions, the latest first, and how many there are."""
    mine, now = PublicSession.commune_id == commune_id, house.clock()
    total = session.scalar(select(func.count(PublicSession.id)).where(mine)) or 0
    query = select(PublicSession).where(mine).order_by(PublicSession.starts_at.desc(), PublicSession.id.desc())
    return [_row(row, now) for row in session.scalars(query.limit(limit).offset(offset))], total


def session_page(session: Session, house: House, commune_id: int, session_id: int) -> SessionPage:
    """Return one session as staff see it; `Refusal` where there is none of that id."""
    row = find_session(session, commune_id, session_id)
    sent = (Broadcast.commune_id == commune_id, Broadcast.purpose == INVITATION, Broadcast.subject_id == row.id)
    return SessionPage(
        row=_row(row, house.clock()),
        bureau=tuple(Official(one.get("role", ""), one.get("name", "")) for one in row.bureau),
        opening=row.opening,
        method=row.method,
        planned=dict(row.planned),
        agenda=tuple(agenda_of(session, row)),
        attendance=attendance_of(counted(session, row.id), row.planned),
        articles=tuple(articles_of(session, row.id)),
        associations=tuple(associations_at(session, row)),
        guide=guide_of(session, commune_id),
        coming=who_comes(session, row.id),
        invitations=tuple(session.scalars(select(Broadcast.id).where(*sent).order_by(Broadcast.id))),
    )


def public_session_page(session: Session, house: House, commune_id: int, session_id: int) -> SessionPage:
    """Return the same as everybody may read it: nobody in a small group, and not who said that they come."""
    page = session_page(session, house, commune_id, session_id)
    return replace(
        page,
        attendance=public_attendance(page.attendance),
        associations=tuple(one for one in page.associations if one.took_part),
        coming=Coming(),
        invitations=(),
    )


def guide_of(session: Session, commune_id: int) -> DocumentView | None:
    """Return the newest guide for associations that is published, None while there is none."""
    mine = (Document.commune_id == commune_id, Document.withdrawn_at.is_(None))
    query = select(Document).where(*mine, Document.category == DocumentCategory.CIVIC_GUIDE)
    found = session.scalar(query.order_by(Document.dated_on.desc(), Document.id.desc()).limit(1))
    return view_of(found) if found else None


def _row(row: PublicSession, now: datetime) -> SessionRow:
    is_past = row.state == SessionState.HELD or (row.starts_at <= now and row.state != SessionState.OPEN)
    return SessionRow(
        row.id, row.title, row.place, str(row.kind or ""), str(row.state), row.starts_at, row.ends_at, row.reason,
        is_past,
    )  # fmt: skip
