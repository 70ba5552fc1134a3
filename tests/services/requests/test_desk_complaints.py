"""A request entered at the desk, whose author has no more than its number: they hear which way is open, if one is."""

from __future__ import annotations

from datetime import date

import pytest

from budgeting.law.complaints import Verdict
from services import requests
from services.house import House
from services.requests import Deposit, DeskVisit
from tests.conftest import HandClock
from tests.services.requests.test_complaints import tracked
from tests.services.requests.test_lives import FIELDS, Office, office_in


@pytest.fixture
def morocco(house: House, clock: HandClock) -> Office:
    return office_in(house, clock, "MA", "Africa/Casablanca")


def refused_at_the_desk(office: Office) -> int:
    visit = DeskVisit("Le compte administratif de 2025", "fr")
    where = {"commune_id": office.commune_id, "staff_id": office.staff_id}
    request_id = office.house.work.write(lambda s: requests.prepare_at_desk(s, office.house, visit=visit, **where).id)
    office.do(requests.receive_formal, request_id, deposit=Deposit(visit.text, FIELDS))
    office.do(requests.refuse, request_id, code="deliberation", reason="Séance à huis clos.")
    return request_id


def test_before_anything_is_filed_the_first_way_is_told(morocco: Office) -> None:
    told = tracked(morocco, refused_at_the_desk(morocco), None)
    assert "président" in told and "huis clos" not in told


def test_while_a_complaint_waits_no_way_is_told(morocco: Office) -> None:
    request_id = refused_at_the_desk(morocco)
    morocco.do(requests.file_complaint, request_id, stage=0, filed_on=date(2026, 3, 2))
    told = tracked(morocco, request_id, None)
    assert "Recours" not in told and "président" not in told


@pytest.mark.parametrize("verdict", list(Verdict))
def test_once_it_is_decided_the_next_way_is_told_and_nothing_of_the_decision(morocco: Office, verdict: Verdict) -> None:
    request_id, words = refused_at_the_desk(morocco), "La commune a raison sur un point."
    morocco.do(requests.file_complaint, request_id, stage=0, filed_on=date(2026, 3, 2))
    given = {"answered_on": date(2026, 3, 2), "verdict": verdict, "text": words}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **given)
    told = tracked(morocco, request_id, None, is_brief=False)
    assert "président" not in told and words not in told and "Décision" not in told
    assert ("CDAI" in told) == (verdict is not Verdict.FOR_CITIZEN)
    if verdict is not Verdict.FOR_CITIZEN:
        assert "01/04/2026" in told
