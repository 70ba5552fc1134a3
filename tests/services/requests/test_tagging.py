"""What a request is about is corrected by staff: figures follow, the trail says so, the asker hears nothing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from budgeting.refusal import Refusal
from models import AuditEntry, Commune, InformationRequest
from services import requests
from services.indicators.base import Period
from services.indicators.budget_requests import find_records
from services.requests import RequestNo
from tests.services.requests.conftest import Town
from tests.services.townsfolk import told

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def tag(town: Town, request_id: int, *, is_budget: bool, topic: str | None) -> InformationRequest:
    who = {"commune_id": town.commune_id, "request_id": request_id, "staff_id": town.staff_id}
    return town.house.work.write(lambda s: requests.tag(s, town.house, is_budget=is_budget, topic=topic, **who))


def counted(town: Town) -> list[str]:
    return [one.label for one in town.house.work.read(lambda s: find_records(s, town.commune_id, YEAR))]


def test_the_figure_of_budget_requests_follows_what_staff_say_a_question_is_about(town: Town) -> None:
    row = town.ask("Quand le pont sera-t-il réparé ?", "roads")
    town.house.work.write(lambda s: setattr(s.get_one(Commune, town.commune_id), "is_demo", True))
    assert counted(town) == []
    tag(town, row.id, is_budget=True, topic="roads")
    assert counted(town) == [row.reference]
    tag(town, row.id, is_budget=False, topic=None)
    assert counted(town) == []


def test_a_correction_stands_in_the_trail_and_the_history_once_and_tells_nobody(town: Town) -> None:
    row = town.ask("Quand le pont sera-t-il réparé ?", "roads")
    for _time in range(2):
        tag(town, row.id, is_budget=True, topic="roads")
    entry = town.house.work.read(
        lambda s: s.scalars(select(AuditEntry).where(AuditEntry.act == "request_tagged")).one()
    )
    assert entry.details == {"reference": row.reference, "about_budget": True, "topic": "roads"}
    details = town.house.work.read(lambda s: requests.read_request(s, town.house, town.commune_id, row.id))
    assert [step.reason for step in details.history] == [None, "tagged"]
    assert town.house.work.read(lambda s: told(s, town.house)) == []


def test_a_topic_that_is_none_is_refused(town: Town) -> None:
    with pytest.raises(Refusal) as no:
        tag(town, town.ask().id, is_budget=True, topic="gold")
    assert no.value.reason == RequestNo.UNKNOWN_TOPIC
