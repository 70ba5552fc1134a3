"""The door of USSD: whatever a call holds, the answer is a screen or a refusal, and a ballot counts once."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.segments import measure
from models import DialledSession, Inbound
from services.house import House
from services.line_keeping import LineToKeep, keep_line
from tests.hostile import NASTY
from tests.webhooks.conftest import Street, open_doors

TOKEN = "a-token-of-the-ussd-line"
PATH = f"/webhooks/africastalking_ussd/code/inbound?token={TOKEN}"
LINE = LineToKeep("africastalking_ussd", "code", "ussd", "*384*8282#", {}, {"token": TOKEN})
CALL = {"sessionId": "ATUid_1", "serviceCode": "*384*8282#", "phoneNumber": "+22890112233", "networkCode": "61501"}


@pytest.fixture
def street(house: House) -> Street:
    found = open_doors(house)
    house.work.write(lambda session: keep_line(session, house, LINE))
    found.book.forget()
    return found


def call(street: Street, path: str = PATH, **fields: str) -> Any:
    body = urlencode({**CALL, **fields}, errors="replace").encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return street.client.post(path, data=body, headers=headers)


def test_a_call_is_answered_by_its_screen(street: Street) -> None:
    first = call(street, text="")
    assert first.status_code == 200 and first.content_type.startswith("text/plain")
    assert first.get_data(as_text=True).startswith("CON ")
    assert call(street, text="VOTE 3 7").get_data(as_text=True).startswith("CON ")
    last = call(street, text="VOTE 3 7*1").get_data(as_text=True)
    assert last.startswith("END ") and street.day.choices() == [[3, 7]]
    assert call(street, text="VOTE 3 7*1").get_data(as_text=True) == last
    assert street.day.choices() == [[3, 7]]


@pytest.mark.parametrize("query", ["", "?token=", f"?token={TOKEN}x", f"?token={TOKEN}&token={TOKEN}"])
def test_a_call_without_the_token_is_refused_and_leaves_nothing(street: Street, query: str) -> None:
    assert call(street, PATH.partition("?")[0] + query, text="VOTE 3").status_code == 403
    for table in (Inbound, DialledSession):
        assert _count(street, table) == 0


@pytest.mark.parametrize("number", ["", "hidden", "ORANGE", "7011", "INFO90112233"])
def test_a_session_of_nobody_is_ended_by_an_error(street: Street, number: str) -> None:
    assert call(street, text="", phoneNumber=number).status_code == 400
    assert _count(street, Inbound) == 0


def test_whatever_is_typed_the_answer_is_a_screen_or_a_refusal(street: Street) -> None:
    chance = random.Random(7)
    typed = ""
    for number in range(150):
        before = typed if chance.random() < 0.8 else ""
        typed = f"{before}*{chance.choice(NASTY)}" if before else chance.choice(NASTY)
        name = f"ATUid_{number // 5}" if chance.random() < 0.9 else chance.choice(NASTY)
        answer = call(street, text=typed, sessionId=name)
        assert answer.status_code in {200, 400, 413}, typed[:80]
        if answer.status_code == 200:
            said = answer.get_data(as_text=True)
            assert said[:4] in {"CON ", "END "} and said[4:].strip()
            assert measure(said[4:]).segments <= 1
    assert (
        street.day.house.work.read(
            lambda session: session.scalar(select(func.count()).where(Inbound.state == "quarantined"))
        )
        == 0
    )


def test_notifications_of_ended_sessions_are_not_read(street: Street) -> None:
    answer = call(street, PATH.replace("/inbound", "/status"), input="3 7*1", status="Success")
    assert answer.status_code == 400
    assert _count(street, Inbound) == 0


def _count(street: Street, table: Any) -> int:
    def count(session: Session) -> int:
        return session.scalar(select(func.count()).select_from(table)) or 0

    return street.day.house.work.read(count)
