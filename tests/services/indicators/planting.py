"""The smallest rows that each indicator counts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Association,
    BudgetDocument,
    BudgetInquiry,
    BudgetLine,
    Commune,
    Contact,
    Contract,
    ContractResult,
    ContractTarget,
    CountRun,
    Cycle,
    Document,
    Feedback,
    FollowUp,
    Inbound,
    InformationRequest,
    LessonFinished,
    Line,
    Participation,
    Project,
    Turnout,
    WorksOpinion,
    WorksPoll,
)
from models.budget import BudgetStatus
from models.document import DocumentCategory
from models.follow_up import FollowUpState
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
    fields = {
        "lesson": "making",
        "title": "L'année du budget",
        "channel": "sms",
        "language": "fr",
        "day": DAY,
        "is_first": True,
    }
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


def plant_recommendation(session: Session, commune: Commune, **values: Any) -> FollowUp:
    fields = {
        "number": next(numbers),
        "origin": "recommendation",
        "promised_on": date(2026, 1, 5),
        "text": "Élargir le débat",
        "due_on": DAY,
        "state": FollowUpState.DONE,
        "done_on": DAY,
        "made_at": NOON,
        "moved_at": NOON,
    }
    return planted(session, FollowUp(commune_id=commune.id, **{**fields, **values}))


def plant_rating(session: Session, project: Project, rating: int, **values: Any) -> Feedback:
    return planted(session, Feedback(**{"project_id": project.id, "rating": rating, "made_at": NOON, **values}))


def plant_opinions(session: Session, project: Project, marks: Iterable[int], **values: Any) -> WorksPoll:
    fields = {"commune_id": project.commune_id, "project_id": project.id, "opened_at": NOON, "closes_at": NOON}
    poll = planted(session, WorksPoll(**{**fields, **values}))
    session.add_all(WorksOpinion(poll_id=poll.id, mark=mark) for mark in marks)
    session.flush()
    return poll


def plant_budget(session: Session, commune: Commune, *lines: dict[str, int], **values: Any) -> BudgetDocument:
    fields = {
        "title": "Budget",
        "year": 2026,
        "status": BudgetStatus.APPROVED,
        "dated_on": DAY,
        "source": "Budget 2026",
        "source_digest": "0" * 64,
        "report": {
            "sums": [
                {"side": "expenditure", "stage": str(stage)}
                for stage in sorted({one for line in lines for one in line})
            ]
        },
        "imported_at": NOON,
    }
    document = planted(session, BudgetDocument(commune_id=commune.id, **{**fields, **values}))
    for number, amounts in enumerate(lines):
        planted(session, BudgetLine(document_id=document.id, side="expenditure", label=f"L{number}", amounts=amounts))
    return document


def plant_contract(session: Session, commune: Commune, reached: int | None, **values: Any) -> Contract:
    """A closed contract with one target of 100 points and 200 planned, and one of none that has no data."""
    fields = {
        "level": "institution",
        "giver": "Ministère",
        "taker": "École",
        "starts_on": date(2026, 1, 1),
        "ends_on": DAY,
        "state": "closed",
        "made_at": NOON,
        "moved_at": NOON,
    }
    row = planted(session, Contract(commune_id=commune.id, **{**fields, **values}))
    for place, weight in enumerate((60_000, 40_000), 1):
        aim = {"place": place, "text": "Élèves", "weight": weight, "planned": 200_000}
        target = planted(session, ContractTarget(contract_id=row.id, **aim))
        if place == 1 and reached is not None:
            planted(session, ContractResult(target_id=target.id, value=reached, read_on=DAY, made_at=NOON))
    return row


def read_records(indicator: Indicator, session: Session, commune: Commune, period: Period = YEAR) -> list[Record]:
    return list(indicator.records(session, commune.id, period))
