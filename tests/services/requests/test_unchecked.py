"""A day of a complaint reckoned from a number that nobody read in the law's text is told with that reserve."""

from __future__ import annotations

from datetime import date

import pytest

from bot.sms.prepare import prepare
from services import requests
from services.house import House
from tests.conftest import HandClock
from tests.services.requests.test_complaints import complained, tracked
from tests.services.requests.test_lives import Office, office_in

DAY = date(2026, 3, 2)


@pytest.fixture
def morocco(house: House, clock: HandClock) -> Office:
    return office_in(house, clock, "MA", "Africa/Casablanca")


def decided(office: Office, request_id: int, stage: int) -> None:
    office.do(requests.note_complaint_answer, request_id, stage=stage, answered_on=DAY, verdict="against")


def test_the_answer_of_the_head_is_told_as_not_checked(morocco: Office) -> None:
    request_id = complained(morocco)
    assert "17/03/2026 (non vérifié)" in morocco.messages()[-1]
    assert prepare(morocco.messages()[-1]).segments == 1
    assert "17/03/2026 (non vérifié)" in tracked(morocco, request_id, morocco.contact_id)
    whole = tracked(morocco, request_id, morocco.contact_id, is_brief=False)
    assert "17/03/2026 (nombre non vérifié dans le texte de loi)" in whole


def test_what_was_read_is_told_plainly_and_the_days_of_the_court_are_not(morocco: Office) -> None:
    request_id = complained(morocco)
    decided(morocco, request_id, 0)
    assert "01/04/2026" in morocco.messages()[-1] and "vérifié" not in morocco.messages()[-1]
    assert "vérifié" not in tracked(morocco, request_id, morocco.contact_id)
    morocco.do(requests.file_complaint, request_id, stage=1, filed_on=DAY)
    assert "01/04/2026 (non vérifié)" in morocco.messages()[-1]
    decided(morocco, request_id, 1)
    assert "01/05/2026 (non vérifié)" in morocco.messages()[-1]
    assert "01/05/2026 (non vérifié)" in tracked(morocco, request_id, morocco.contact_id)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_reserve_costs_no_segment(morocco: Office, language: str) -> None:
    request_id = complained(morocco)
    assert prepare(tracked(morocco, request_id, morocco.contact_id, language=language)).segments <= (
        2 if language == "ar" else 1
    )
