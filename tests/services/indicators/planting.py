"""The smallest rows that each indicator counts."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Association,
    BudgetInquiry,
    Commune,
    Contact,
    CountRun,
    Cycle,
    Document,
    Inbound,
    InformationRequest,
    LessonFinished,
    Line,
    Participation,
    Project,
    Turnout,
)
from models.document import DocumentCategory
from models.message import InboundState
from models.project import ProjectState
from services.indicators import Indicator, Period, Record
from tests.services.townsfolk import plant_line, planted

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
DAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
numbers = count(1)


def plant_inquiry(session: Session, commune: Commune, **values: Any) -> BudgetInquiry:
    fields = {"topic": "water", "day": DAY, "channel": "sms", "language": "fr"}
    return planted(session, BudgetInquiry(commune_id=commune.id, **{**fields, **values}))


def plant_question(session: Session, commune: Commune, **values: Any) -> InformationRequest:
    fields = {
        "reference": f"DI-26-{next(numbers):04d}",
        "channel": "telegram",
        "language": "fr",
        "is_budget": True,
        "text": "Combien ?",
        "received_at": NOON,
        "due_on": DAY,
    }
    return planted(session, InformationRequest(commune_id=commune.id, **{**fields, **values}))


def plant_message(session: Session, contact: Contact, **values: Any) -> Inbound:
    line = session.scalar(select(Line).limit(1)) or plant_line(session, session.get_one(Commune, contact.commune_id))
    fields = {"provider_id": f"m{next(numbers)}", "state": InboundState.DONE, "arrived_at": NOON}
    return planted(session, Inbound(line_id=line.id, contact_id=contact.id, **{**fields, **values}))


def plant_project(session: Session, commune: Commune, **values: Any) -> Project:
    number = next(numbers)
    fields = {
        "number": number,
        "titles": {"fr": f"Forage {number}"},
        "short_names": {"fr": "Forage"},
        "cost": 100,
        "state": ProjectState.DONE,
        "done_on": DAY,
        "proof": "PV",
        "made_at": NOON,
    }
    return planted(session, Project(commune_id=commune.id, **{**fields, **values}))


def plant_document(session: Session, commune: Commune, **values: Any) -> Document:
    fields = {
        "title": "Rapport",
        "category": DocumentCategory.REPORT,
        "language": "fr",
        "dated_on": DAY,
        "link": "https://commune.example/",
        "published_at": NOON,
    }
    return planted(session, Document(commune_id=commune.id, **{**fields, **values}))


def plant_association(session: Session, commune: Commune, name: str) -> Association:
    return planted(session, Association(commune_id=commune.id, name=name, made_at=NOON))


def plant_part(session: Session, association: Association, cycle: Cycle, **values: Any) -> Participation:
    fields = {"role": f"Atelier {next(numbers)}", "day": DAY}
    return planted(session, Participation(association_id=association.id, cycle_id=cycle.id, **{**fields, **values}))


def plant_finished_lesson(session: Session, commune: Commune, **values: Any) -> LessonFinished:
    fields = {"lesson": "making", "title": "L'année du budget", "channel": "sms", "language": "fr", "day": DAY}
    return planted(session, LessonFinished(commune_id=commune.id, **{**fields, **values}))


def plant_voter(session: Session, cycle: Cycle, **values: Any) -> Turnout:
    fields = {"channel": "sms", "language": "fr", "day": DAY}
    return planted(session, Turnout(id=uuid.uuid4().hex, cycle_id=cycle.id, **{**fields, **values}))


def plant_result(session: Session, cycle: Cycle, blank: int = 1, **values: Any) -> CountRun:
    ballots = [{"choices": ["1"], "weight": 3}, *([{"choices": [], "weight": blank}] if blank else [])]
    fields = {
        "rule": "greedy",
        "parameters": {},
        "input_digest": "0" * 64,
        "election": {"ballots": ballots},
        "outcome": {},
        "ballots": 3 + blank,
        "made_at": NOON,
        "published_at": NOON,
    }
    return planted(session, CountRun(cycle_id=cycle.id, **{**fields, **values}))


def read_records(indicator: Indicator, session: Session, commune: Commune, period: Period = YEAR) -> list[Record]:
    return list(indicator.records(session, commune.id, period))
