"""The question on its way: some people a transaction; and its answers, one for each, changed until it closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from bot.ports import PollView
from budgeting.refusal import Refusal
from models import Commune, Contact, Conversation, Inbound, Outbox, Project, WorksOpinion, WorksPoll
from models.message import InboundState
from services.clock import day_in
from services.documents.spreading import AT_ONCE, billed_of
from services.house import House
from services.limits import room_for_news
from services.prices import price_of
from services.projects.poll_people import people_to_ask, was_asked
from services.projects.polls import open_polls, purpose_of_poll
from services.projects.reasons import ProjectReason
from services.projects.words import poll_words
from services.quiet_hours import wakes_at
from services.telling import tell_numbered

log = structlog.get_logger()
REST = timedelta(minutes=30)
"""How long somebody must have written nothing: what they send then answers what they read last."""
MARKS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person was asked last, and when that was spoken of last: when it left, or they answered it."""

    view: PollView
    spoken_at: datetime


def ask_all(house: House) -> int:
    """Ask the next people of every open poll; a transaction for each batch. Return how many were asked."""
    return sum(_ask_all_of(house, number) for number in house.work.read(lambda db: open_polls(db, house.clock())))


def ask_some(session: Session, house: House, poll_id: int) -> int:
    """Ask the next people and return how many; nought where all were, or money and the morning must be waited for."""
    poll = session.get_one(WorksPoll, poll_id, with_for_update=True, populate_existing=True)
    now, commune = house.clock(), session.get_one(Commune, poll.commune_id)
    due_at = wakes_at(commune, now)
    if poll.closes_at <= now or due_at > now:
        return 0
    project = session.get_one(Project, poll.project_id)
    people = people_to_ask(
        session, commune, project, was_asked(poll.id), _is_talking(now), _is_asked_elsewhere(poll, now), most=AT_ONCE
    )
    words = poll_words(project)
    costs = {who.id: count * price_of(line, who) for (who, line), count in billed_of(commune, people, [words])}
    room, asked = room_for_news(session, commune, now), 0
    for contact, line in people:
        cost = costs.get(contact.id, 0)
        if cost and room is not None:
            if cost > room:
                continue
            room -= cost
        sent = tell_numbered(session, house, contact.id, line.id, words, purpose=purpose_of_poll(poll.id))
        if sent is not None:
            session.add(WorksOpinion(poll_id=poll.id, contact_id=contact.id, zone_id=contact.zone_id, outbox_id=sent))
            asked += 1
    session.flush()
    return asked


def asked_last(session: Session, contact: Contact, now: datetime) -> Asked | None:
    """Return the question that left for somebody last and is still open, None where there is none."""
    row = session.execute(
        select(WorksOpinion, WorksPoll, Project, Outbox.sent_at)
        .join(WorksPoll, WorksPoll.id == WorksOpinion.poll_id)
        .join(Project, Project.id == WorksPoll.project_id)
        .join(Outbox, Outbox.id == WorksOpinion.outbox_id)
        .where(WorksOpinion.contact_id == contact.id, WorksPoll.closes_at > now, Outbox.sent_at.is_not(None))
        .order_by(Outbox.sent_at.desc(), Outbox.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    opinion, poll, project, sent_at = row
    assert sent_at is not None
    commune = session.get_one(Commune, poll.commune_id)
    closes_on = day_in(poll.closes_at - timedelta(seconds=1), commune.time_zone)
    titles, names = dict(project.titles), dict(project.short_names)
    view = PollView(poll.id, project.number, titles, names, closes_on, opinion.mark)
    return Asked(view, max(sent_at, opinion.answered_at or sent_at))


def has_written_since(session: Session, contact: Contact, asked: Asked) -> bool:
    """Has somebody written of something else since? Who only rang has not."""
    since = (
        Inbound.contact_id == contact.id,
        Inbound.arrived_at > asked.spoken_at,
        Inbound.state == InboundState.DONE,
    )
    return session.scalar(select(Inbound.id).where(*since).limit(1)) is not None


def answer_poll(session: Session, house: House, contact: Contact, poll_id: int, mark: int) -> None:
    """Keep what somebody answers in place of what they answered before; `Refusal` once it is closed."""
    row = session.scalar(
        select(WorksOpinion).where(WorksOpinion.poll_id == poll_id, WorksOpinion.contact_id == contact.id)
    )
    poll = session.get(WorksPoll, poll_id)
    if row is None or poll is None or poll.closes_at <= house.clock() or mark not in MARKS:
        raise Refusal(ProjectReason.POLL_CLOSED)
    row.mark, row.answered_at = mark, house.clock()
    session.flush()


def _ask_all_of(house: House, poll_id: int) -> int:
    asked = 0
    try:
        while some := house.work.write(lambda db: ask_some(db, house, poll_id)):
            asked += some
    except Exception as error:  # one poll must not keep back the others
        log.exception("people cannot be asked", poll=poll_id, error=type(error).__name__)
    return asked


def _is_talking(now: datetime) -> ColumnElement[bool]:
    return exists().where(Conversation.contact_id == Contact.id, Conversation.updated_at > now - REST)


def _is_asked_elsewhere(poll: WorksPoll, now: datetime) -> ColumnElement[bool]:
    """Does another such question wait with them that they have not answered?"""
    waits = (WorksOpinion.contact_id == Contact.id, WorksOpinion.mark.is_(None), WorksOpinion.poll_id != poll.id)
    return exists().where(*waits, WorksPoll.id == WorksOpinion.poll_id, WorksPoll.closes_at > now)
