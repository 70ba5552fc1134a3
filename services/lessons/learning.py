"""How far somebody has come: kept for them alone, and counted once when a lesson is finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from bot.lesson_ports import LessonView
from models import Commune, Contact, LessonFinished, LessonPlace
from services.clock import day_in
from services.lessons.offered import find_offered, offered_lessons
from services.rows import put_new


@dataclass(frozen=True, slots=True)
class Learner:
    """Who learns, where, in which languages to try, and when."""

    commune: Commune
    contact: Contact
    languages: Sequence[str]
    now: datetime


def lesson_views(session: Session, learner: Learner) -> list[LessonView]:
    """Return the list of lessons as this person sees it."""
    places = _places(session, learner)
    finished = _finished(session, learner)
    last = next(iter(places), None)
    views = []
    for lesson in offered_lessons(session, learner.commune, learner.languages):
        parts = len(lesson.text.parts)
        at = min(places.get(lesson.key, 1), parts)
        views.append(
            LessonView(
                key=lesson.key,
                number=lesson.number,
                title=lesson.text.title,
                parts=parts,
                at=at,
                is_last=lesson.key == last and at > 1,
                is_done=lesson.key in finished,
            )
        )
    return views


def keep_place(session: Session, learner: Learner, key: str, number: int) -> None:
    """Remember which part of a lesson the person has come to."""
    where = (learner.contact.id, learner.commune.id, key)
    row = session.get(LessonPlace, where)
    if row is None:
        row = LessonPlace(contact_id=where[0], commune_id=where[1], lesson=key)
        session.add(row)
    row.part, row.read_at = number, learner.now
    session.flush()


def finish_lesson(session: Session, learner: Learner, key: str) -> None:
    """Count a finished lesson, once a person, and forget the place in it."""
    lesson = find_offered(session, learner.commune, key, learner.languages)
    title = find_offered(session, learner.commune, key, learner.commune.languages).text.title
    contact, commune = learner.contact, learner.commune
    session.execute(delete(LessonPlace).where(*_own(learner), LessonPlace.lesson == key))
    put_new(
        session,
        LessonFinished,
        "contact_id",
        "commune_id",
        "lesson",
        contact_id=contact.id,
        commune_id=commune.id,
        lesson=key,
        title=title,
        day=day_in(learner.now, commune.time_zone),
        channel=contact.channel,
        language=lesson.language,
        zone_id=contact.zone_id,
        simulated=contact.is_simulated,
        is_first=not _finished(session, learner),
    )


def _own(learner: Learner) -> tuple[ColumnElement[bool], ...]:
    return LessonPlace.contact_id == learner.contact.id, LessonPlace.commune_id == learner.commune.id


def _places(session: Session, learner: Learner) -> dict[str, int]:
    """Return the parts come to by lesson, the one read last first."""
    query = select(LessonPlace.lesson, LessonPlace.part).where(*_own(learner))
    rows = session.execute(query.order_by(LessonPlace.read_at.desc(), LessonPlace.lesson))
    return {lesson: part for lesson, part in rows}  # noqa: C416 - a row is no pair to mypy


def _finished(session: Session, learner: Learner) -> set[str]:
    query = select(LessonFinished.lesson).where(
        LessonFinished.contact_id == learner.contact.id, LessonFinished.commune_id == learner.commune.id
    )
    return set(session.scalars(query))
