"""Do finished works serve? Who follows the project, wrote of it, supported it or lives there is asked by a message.

Each person is asked once, by day, with the money that answers leave, and never while they are in a conversation or
another such question of ours waits with them: a digit that they send must have one meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Outbox, OutboxState, Project, WorksOpinion, WorksPoll
from models.project import EventKind, ProjectState
from services.clock import day_in, zone_of
from services.declaring import needs_consent
from services.documents.news import Audience
from services.documents.spreading import billed_of
from services.dropping import drop_waiting
from services.house import House
from services.prices import price_of
from services.projects.events import Happened, project_with_works, write_event
from services.projects.poll_people import people_to_ask
from services.projects.reasons import ProjectReason
from services.projects.words import poll_words

SHORTEST, LONGEST = timedelta(days=3), timedelta(days=60)
PURPOSE = "poll"


@dataclass(frozen=True, slots=True)
class PollRow:
    """One such question as staff see it: how many were asked and have answered, and once it is over what they said.

    `answers` are yes, a little, no; nobody is shown in a group of fewer than five.
    """

    id: int
    opened_at: datetime
    closes_at: datetime
    is_open: bool
    asked: int
    answers: tuple[int, int, int]
    by_zone: tuple[tuple[str | None, tuple[int, int, int]], ...] = ()
    answered: int = 0


def poll_audience(session: Session, commune_id: int, project_id: int) -> Audience:
    """Return who would be asked today and at what cost."""
    commune, project = session.get_one(Commune, commune_id), session.get_one(Project, project_id)
    people = people_to_ask(session, commune, project)
    billed = billed_of(commune, people, [poll_words(project)])
    segments = sum(count for _one, count in billed)
    cost = sum(count * price_of(line, who) for (who, line), count in billed)
    return Audience(len(people), len(billed), segments, cost)


def asks_with_consent(session: Session, commune_id: int) -> bool:
    """Are those who only live there left out, because consent comes before any unasked message?"""
    return needs_consent(session.get_one(Commune, commune_id))


def open_poll(
    session: Session, house: House, commune_id: int, project_id: int, closes_on: date, *, staff_id: int | None
) -> int:
    """Begin to ask, until the end of that day, and return the question's id; the timed job sends it."""
    project, commune = project_with_works(session, commune_id, project_id), session.get_one(Commune, commune_id)
    if project.state != ProjectState.DONE:
        raise Refusal(ProjectReason.NOT_DONE, number=project.number)
    now, closes_at = house.clock(), _end_of(closes_on, commune.time_zone)
    if not SHORTEST <= closes_on - day_in(now, commune.time_zone) <= LONGEST:
        raise Refusal(ProjectReason.POLL_DAY_WRONG, least=SHORTEST.days, most=LONGEST.days)
    if session.scalar(select(WorksPoll.id).where(WorksPoll.project_id == project.id, WorksPoll.closes_at > now)):
        raise Refusal(ProjectReason.POLL_OPEN)
    row = WorksPoll(commune_id=commune_id, project_id=project.id, staff_id=staff_id, opened_at=now, closes_at=closes_at)
    session.add(row)
    session.flush()
    happened = Happened(EventKind.POLL, "works_poll_opened", {"step": "opened", "due_on": closes_on.isoformat()})
    write_event(session, house, project, happened, staff_id=staff_id)
    return row.id


def close_poll(session: Session, house: House, commune_id: int, poll_id: int, *, staff_id: int | None) -> None:
    """Ask nobody any more and take no more answers."""
    row = session.get(WorksPoll, poll_id, with_for_update=True)
    if row is None or row.commune_id != commune_id or row.closes_at <= house.clock():
        raise Refusal(ProjectReason.POLL_CLOSED)
    row.closes_at = house.clock()
    drop_waiting(session, Outbox.purpose == purpose_of_poll(row.id), Outbox.state == OutboxState.QUEUED)
    project = project_with_works(session, commune_id, row.project_id)
    happened = Happened(EventKind.POLL, "works_poll_closed", {"step": "closed"})
    write_event(session, house, project, happened, staff_id=staff_id)


def purpose_of_poll(poll_id: int) -> str:
    """Return the purpose of a message that asks this."""
    return f"{PURPOSE}:{poll_id}"


def open_polls(session: Session, now: datetime) -> list[int]:
    """Return the questions that are open, in every commune."""
    return list(session.scalars(select(WorksPoll.id).where(WorksPoll.closes_at > now).order_by(WorksPoll.id)))


def opinions_of(session: Session, poll_id: int) -> list[WorksOpinion]:
    """Return everybody who was asked, in their order."""
    return list(session.scalars(select(WorksOpinion).where(WorksOpinion.poll_id == poll_id).order_by(WorksOpinion.id)))


def _end_of(day: date, time_zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone_of(time_zone)).astimezone(UTC)
