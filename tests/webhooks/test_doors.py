from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select, text
from structlog.testing import capture_logs

from bot.messages import DeliveryReport
from bot.messages import Inbound as Message
from gateways.base import Answer, Call, LineView
from gateways.providers.twilio import Twilio
from models import Contact, Inbound, Outbox
from services.house import House
from tests.fakes import telegram_api, twilio_api
from tests.hostile import BASE, DOORS, SECRETS, SIGNERS, Sent, forged_calls, hostile_calls
from tests.hostile_tokens import TOKEN_DOORS, calls_with_a_wrong_token, calls_with_the_token
from tests.webhooks.conftest import Street, open_doors
from webhooks.doors import LARGEST_BODY

PATH = "/webhooks/twilio/main/inbound"
PRIVATE = [twilio_api.TOKEN, telegram_api.TOKEN, telegram_api.SECRET, *SECRETS.values(), "90112233"]


def knock(street: Street, call: Sent, method: str = "POST") -> Any:
    answer = street.client.open(call.path, method=method, data=call.body, headers=call.headers)
    assert not any(secret in answer.get_data(as_text=True) + str(answer.headers) for secret in PRIVATE)
    return answer


BODIES = int(os.environ.get("PALABRE_HOSTILE_BODIES", "500"))
"""How many a door takes, on the two databases together; `make bench` asks for more."""
NEVER_TAKEN = ("telegram/status", "africastalking_ussd/status")
"""Doors of providers that report nothing."""


def half_of_them(database_url: str) -> tuple[int, int]:
    """Return how many calls a door takes on this database, and by which seed: others than on the other one."""
    return BODIES // 2, 1 + database_url.startswith("sqlite")


def sms(sid: str, sender: str, words: str) -> Sent:
    headers, body = twilio_api.signed(BASE + PATH, twilio_api.inbound(sid, sender, words))
    return Sent(PATH, body, headers)


def size(street: Street, table: Any) -> int:
    return street.day.house.work.read(lambda session: session.scalar(select(func.count()).select_from(table)) or 0)


@pytest.mark.parametrize("door", [*DOORS, *TOKEN_DOORS])
def test_whatever_a_well_signed_call_holds_the_door_stands(
    street: Street, door: str, caplog: Any, database_url: str
) -> None:
    seen: Counter[int] = Counter()
    calls = calls_with_the_token if door in TOKEN_DOORS else hostile_calls
    for call in calls(door, *half_of_them(database_url)):
        seen[knock(street, call).status_code] += 1
    assert set(seen) <= {200, 400, 403, 413}, seen  # more fields than a form may have are not read, so not proven
    assert seen[200] or door in NEVER_TAKEN, seen
    assert "Traceback" not in caplog.text
    assert _half_written(street) == []


@pytest.mark.parametrize("sender", ["INFO90112233", "A90112233", "Vote 90112233", "ORANGE", "7011"])
def test_a_sender_who_is_a_name_becomes_no_citizen(street: Street, sender: str) -> None:
    before = [size(street, table) for table in (Contact, Inbound, Outbox)]
    assert knock(street, sms("SM-name", sender, "VOTE 3")).status_code == 200
    assert [size(street, table) for table in (Contact, Inbound, Outbox)] == before
    assert _half_written(street) == []


def _half_written(street: Street) -> list[Any]:
    """Messages taken without what belongs to them, and replies to messages that were not taken."""
    without_sender = "SELECT id FROM inbound WHERE contact_id IS NULL AND state = 'done'"
    orphans = "SELECT id FROM outbox WHERE inbound_id NOT IN (SELECT id FROM inbound)"
    unequal = (
        "SELECT (SELECT count(*) FROM turnout) - (SELECT count(*) FROM ballot)"
        " WHERE (SELECT count(*) FROM turnout) <> (SELECT count(*) FROM ballot)"
    )
    quarantined = "SELECT id FROM inbound WHERE state = 'quarantined'"
    return street.day.house.work.read(
        lambda session: [
            row for query in (without_sender, orphans, unequal, quarantined) for row in session.execute(text(query))
        ]
    )


@pytest.mark.parametrize("door", [*DOORS, *TOKEN_DOORS])
def test_forged_calls_are_refused_and_leave_no_trace(street: Street, door: str, database_url: str) -> None:
    calls = calls_with_a_wrong_token if door in TOKEN_DOORS else forged_calls
    assert {knock(street, call).status_code for call in calls(door, *half_of_them(database_url))} <= {403, 413}
    assert (size(street, Inbound), size(street, Outbox)) == (0, 0)


def test_a_body_that_is_too_large_is_not_read(street: Street) -> None:
    call = SIGNERS["simulator"]("/webhooks/simulator/main/inbound", b'{"id": "1", "x": "' + b"x" * LARGEST_BODY + b'"}')
    assert knock(street, call).status_code == 413
    assert size(street, Inbound) == 0


@pytest.mark.parametrize(
    "path", ["/webhooks/twilio/other/inbound", "/webhooks/nobody/main/inbound", "/webhooks/twilio/é/status"]
)
def test_an_unknown_line_is_not_found(street: Street, path: str) -> None:
    assert knock(street, Sent(path, b"", {})).status_code == 404


def test_twilio_may_call_by_get(street: Street) -> None:
    fields = twilio_api.inbound("SM1", "+22890112233", "VOTE 3")
    url = f"{PATH}?{twilio_api.urlencode(fields)}"
    headers, _body = twilio_api.signed(BASE + url, {})
    answer = street.client.get(url, headers={"X-Twilio-Signature": headers["X-Twilio-Signature"]})
    assert answer.status_code == 200
    assert street.day.choices() == [[3]]


def test_a_repeat_is_answered_like_the_first_and_changes_nothing(street: Street) -> None:
    assert [knock(street, sms("SM1", "+22890112233", "VOTE 3")).status_code for _ in range(5)] == [200] * 5
    assert (size(street, Inbound), size(street, Outbox), street.day.choices()) == (1, 1, [[3]])


def test_who_knocks_too_often_has_to_wait_and_others_do_not(house: House) -> None:
    street = open_doors(house, a_minute=3)
    codes = [knock(street, sms(f"SM{n}", "+22890112233", "MENU")).status_code for n in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert knock(street, sms("SM-other", "+22890445566", "MENU")).status_code == 200
    assert knock(street, sms("SM-6", "+22890112233", "MENU")).headers["Retry-After"] == "60"


def test_while_the_database_is_away_nothing_is_acknowledged_and_later_it_is_taken(street: Street) -> None:
    call = sms("SM1", "+22890112233", "VOTE 3")
    engine = street.day.house.work._engine
    street.book.enabled_lines()
    pool, dialect_connect = engine.pool, engine.dialect.connect

    def refuse(*_arguments: Any, **_options: Any) -> Any:
        raise engine.dialect.loaded_dbapi.OperationalError("away")

    engine.dispose()
    engine.dialect.connect = refuse  # type: ignore[method-assign]
    for _ in range(2):
        answer = knock(street, call)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        street.book.forget()  # the second time the lines cannot be read either
    engine.dialect.connect = dialect_connect  # type: ignore[method-assign]
    assert pool is not engine.pool
    assert knock(street, call).status_code == 200
    assert street.day.choices() == [[3]]


def test_a_line_whose_secrets_were_sealed_under_another_key_lets_nobody_in_and_the_others_go_on(street: Street) -> None:
    spoil = text("UPDATE line SET secrets = :junk WHERE provider = 'telegram'")
    street.day.house.work.write(lambda session: session.execute(spoil, {"junk": b"of another installation"}))
    street.book.forget()
    update = SIGNERS["telegram"]("/webhooks/telegram/main/inbound", b"{}")
    assert knock(street, update).status_code == 403
    assert knock(street, sms("SM1", "+22890112233", "VOTE 3")).status_code == 200


class Faulty(Twilio):
    """A provider with faults: some bodies break it."""

    def parse(self, call: Call, line: LineView) -> list[Message]:
        if b"parse-poison" in call.body:
            raise KeyError("a fault of ours")
        return super().parse(call, line)

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        raise IndexError("a fault of ours")

    def answer(self, call: Call) -> Answer:
        if b"answer-poison" in call.body:
            raise TypeError("a fault of ours")
        return super().answer(call)


@pytest.fixture
def faulty(house: House) -> Street:
    return open_doors(house, providers={"twilio": Faulty()})


def test_no_call_can_make_the_house_look_broken(faulty: Street) -> None:
    with capture_logs() as logs:
        assert knock(faulty, sms("SM1", "+22890112233", "parse-poison")).status_code == 400
        assert knock(faulty, sms("SM2", "+22890112233", "answer-poison")).status_code == 200
        status = "/webhooks/twilio/main/status"
        headers, body = twilio_api.signed(BASE + status, {"MessageSid": "SM2", "MessageStatus": "sent"})
        assert knock(faulty, Sent(status, body, headers)).status_code == 400
    assert [line["log_level"] for line in logs] == ["error"] * 3
    assert size(faulty, Inbound) == 1
    assert knock(faulty, sms("SM3", "+22890445566", "VOTE 3")).status_code == 200
    assert faulty.day.choices() == [[3]]


def test_a_message_that_cannot_even_be_put_aside_is_acknowledged_once_and_for_all(street: Street) -> None:
    street.day.house.work.write(lambda session: session.execute(text("UPDATE commune SET languages = '7'")))
    with capture_logs():
        assert [knock(street, sms("SM1", "+22890112233", "VOTE 3")).status_code for _ in range(3)] == [200] * 3
    assert (size(street, Inbound), size(street, Outbox)) == (1, 0)


def test_while_a_table_is_missing_callers_are_asked_to_come_again(street: Street) -> None:
    rename = "ALTER TABLE {} RENAME TO {}".format
    street.day.house.work.write(lambda session: session.execute(text(rename("conversation", "away"))))
    with capture_logs():
        assert knock(street, sms("SM1", "+22890112233", "VOTE 3")).status_code == 503
    street.day.house.work.write(lambda session: session.execute(text(rename("away", "conversation"))))
    assert size(street, Inbound) == 0
    assert knock(street, sms("SM1", "+22890112233", "VOTE 3")).status_code == 200
    assert street.day.choices() == [[3]]
