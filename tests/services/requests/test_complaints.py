"""A complaint is decided: who complained hears how, and where to turn next where there is a next."""

from __future__ import annotations

from datetime import date

import pytest

from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal
from services import requests
from services.house import House
from services.requests import RequestNo
from tests.conftest import HandClock
from tests.services.requests.test_lives import Office, office_in


@pytest.fixture
def morocco(house: House, clock: HandClock) -> Office:
    return office_in(house, clock, "MA", "Africa/Casablanca")


def complained(office: Office) -> int:
    row = office.deposit()
    office.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    office.do(requests.file_complaint, row.id, stage=0, filed_on=date(2026, 3, 2))
    return row.id


def test_who_wins_a_complaint_hears_it_with_what_was_decided_and_of_no_next_stage(morocco: Office) -> None:
    request_id, day = complained(morocco), date(2026, 3, 2)
    won = {"answered_on": day, "verdict": "for_citizen", "text": "La commune donne le compte avant le 30 mars."}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **won)
    message = morocco.messages()[-1]
    assert "Décision : on vous donne raison." in message and "La commune donne le compte avant le 30 mars." in message
    assert "Recours :" not in message and "CDAI" not in message
    with pytest.raises(Refusal) as no:
        morocco.do(requests.file_complaint, request_id, stage=1, filed_on=day)
    assert no.value.reason == LawNo.COMPLAINT_BEFORE_STAGE
    common = (morocco.house, morocco.commune_id, request_id)
    rung = morocco.house.work.read(lambda s: requests.read_dossier(s, *common)).rungs[0]
    assert rung.complaint is not None
    assert (rung.complaint.verdict, rung.complaint.decision) == ("for_citizen", won["text"])


def test_who_wins_in_part_hears_of_the_next_stage(morocco: Office) -> None:
    request_id = complained(morocco)
    answer = {"answered_on": date(2026, 3, 2), "verdict": "in_part"}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **answer)
    assert "en partie" in morocco.messages()[-1] and "CDAI" in morocco.messages()[-1]


def test_a_complaint_without_a_decision_of_the_list_is_not_noted(morocco: Office) -> None:
    request_id = complained(morocco)
    with pytest.raises(Refusal) as no:
        morocco.do(requests.note_complaint_answer, request_id, stage=0, answered_on=date(2026, 3, 2), verdict="perhaps")
    assert no.value.reason == RequestNo.UNKNOWN_VERDICT
