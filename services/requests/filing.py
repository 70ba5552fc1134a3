"""A question comes in: from a phone, or entered by staff for somebody at the desk, on the telephone or in a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.knowing import asks_of_budget
from bot.phrases import Speech
from bot.sms.clean import clean_text
from bot.understanding.fold import fold
from bot.understanding.intents import Topic
from budgeting.law.asking import RequestKind
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, Line, Zone
from models.request import RequestState
from services.clock import day_in
from services.house import House
from services.numbering import next_reference
from services.requests.clock import clock_of, start_clock
from services.requests.history import note_step
from services.requests.reasons import OPEN, RequestNo

KIND = "DI"
"""The letters before the number, as people write it back."""
A_DAY, LOOKED_AT = timedelta(days=1), 20
"""How long the same words of a person are the same question, and among how many of theirs they are looked for."""


class SpokenWay(StrEnum):
    """Ways in on which somebody speaks and staff write; nobody can be told on them."""

    DESK = "desk"
    PHONE = "phone"
    SESSION = "session"


DESK = SpokenWay.DESK


def is_spoken(channel: str) -> bool:
    """Was it said to staff, so that nobody can be told by message?"""
    return channel in set(SpokenWay)


@dataclass(frozen=True, slots=True)
class DeskVisit:
    """What somebody asks at the desk, by phone or in a public session; nothing about them is kept."""

    text: str
    language: str
    topic: str | None = None
    zone_id: int | None = None
    is_budget: bool = False
    way: str = DESK


def file_question(
    session: Session,
    house: House,
    *,
    commune: Commune,
    contact: Contact,
    line: Line | None,
    text: str,
    topic: str | None,
    language: str,
    zone_id: int | None = None,
) -> InformationRequest:
    """Keep a citizen's question under a new reference, with the date the commune promises.

    It counts as one about the budget where it asks about money: a topic alone says nothing of that. `Refusal` when
    nothing is asked.
    """
    row = written_request(commune, contact, line, text=text, topic=topic, language=language)
    if zone_id is not None:
        row.zone_id = zone_id
    _receive(session, house, commune, row, None)
    return row


def enter_at_desk(
    session: Session, house: House, *, commune_id: int, visit: DeskVisit, staff_id: int | None
) -> InformationRequest:
    """Keep what somebody asks in person; the reference is handed over, and anybody can follow its dates by it."""
    commune = session.get_one(Commune, commune_id)
    row = spoken_request(session, commune, visit)
    _receive(session, house, commune, row, staff_id)
    return row


def written_request(
    commune: Commune, contact: Contact, line: Line | None, *, text: str, topic: str | None, language: str
) -> InformationRequest:
    """Return what somebody wrote as a new row of their zone; `Refusal` when nothing is asked."""
    return InformationRequest(
        contact_id=contact.id,
        line_id=line.id if line else None,
        channel=contact.channel,
        language=language,
        zone_id=contact.zone_id,
        topic=topic,
        is_budget=asks_of_money(commune, text, language),
        is_simulated=contact.is_simulated,
        text=asked_text(text),
    )


def spoken_request(session: Session, commune: Commune, visit: DeskVisit) -> InformationRequest:
    """Return what somebody said as a new row, its language, zone, topic and way in checked."""
    if visit.way not in set(SpokenWay):
        raise Refusal(RequestNo.UNKNOWN_WAY)
    return InformationRequest(
        channel=visit.way,
        language=_language_of(commune, visit.language),
        zone_id=_zone_of(session, commune, visit.zone_id),
        topic=topic_of(visit.topic),
        is_budget=visit.is_budget or asks_of_money(commune, visit.text, visit.language),
        is_simulated=False,
        text=asked_text(visit.text),
    )


def asked_already(
    session: Session, house: House, commune: Commune, contact: Contact, text: str
) -> InformationRequest | None:
    """Return the question that a contact asked in the same words within a day and that still waits."""
    row, said = InformationRequest, fold(text)
    waiting = select(row).where(row.commune_id == commune.id, row.contact_id == contact.id, row.state.in_(OPEN))
    latest = waiting.where(row.kind == RequestKind.QUESTION, row.received_at > house.clock() - A_DAY)
    rows = session.scalars(latest.order_by(row.id.desc()).limit(LOOKED_AT))
    return next((one for one in rows if said and fold(one.text) == said), None)


def asks_of_money(commune: Commune, text: str, language: str) -> bool:
    """Does a question put to the commune in that language ask for information on the budget?"""
    return asks_of_budget(text, Speech(tuple(dict.fromkeys([language, *commune.languages, "en"]))))


def asked_text(text: str) -> str:
    """Return a question cleaned for keeping; `Refusal` when nothing is left of it."""
    clean = clean_text(text).strip()
    if not clean:
        raise Refusal(RequestNo.WITHOUT_TEXT)
    return clean


def _receive(session: Session, house: House, commune: Commune, row: InformationRequest, staff_id: int | None) -> None:
    number(session, commune, row, house.clock())
    row.state = RequestState.RECEIVED
    session.add(row)
    session.flush()
    start_clock(session, clock_of(session, commune), row)
    note_step(session, house, row, staff_id=staff_id)


def number(session: Session, commune: Commune, row: InformationRequest, now: datetime) -> None:
    """Give a new request its commune, its moment and the next reference of the year."""
    year = day_in(now, commune.time_zone).year
    row.commune_id = commune.id
    row.reference = next_reference(session, InformationRequest.reference, KIND, commune.id, year)
    row.received_at = now


def _zone_of(session: Session, commune: Commune, zone_id: int | None) -> int | None:
    if zone_id is None:
        return None
    zone = session.get(Zone, zone_id)
    if zone is None or zone.commune_id != commune.id:
        raise Refusal(RequestNo.UNKNOWN_ZONE)
    return zone.id


def topic_of(topic: str | None) -> str | None:
    """Return a topic of the list, None where none is given; `Refusal` for any other word."""
    if not topic:
        return None
    if topic not in set(Topic):
        raise Refusal(RequestNo.UNKNOWN_TOPIC)
    return topic


def _language_of(commune: Commune, language: str) -> str:
    if language not in commune.languages:
        raise Refusal(RequestNo.UNKNOWN_LANGUAGE)
    return language
