"""The whole product as one process: messages in by signed calls, replies out by the providers' own APIs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import wait_until
from tests.fakes.telegram_api import FakeTelegram, button_update, text_update
from tests.fakes.twilio_api import FakeTwilio
from tests.running import Town, demo_town

VOTER = "+22890112233"


@pytest.fixture(scope="module")
def providers() -> Iterator[tuple[FakeTwilio, FakeTelegram]]:
    with FakeTwilio() as twilio, FakeTelegram() as telegram:
        yield twilio, telegram


@pytest.fixture(scope="module")
def town(providers: tuple[FakeTwilio, FakeTelegram], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with demo_town(tmp_path_factory.mktemp("town"), *providers) as running:
        yield running


def test_a_vote_in_one_sms_gets_one_sms_back(town: Town, providers: tuple[FakeTwilio, FakeTelegram]) -> None:
    twilio, _ = providers
    assert town.sms("SM1", VOTER, "VOTE 3 et 7") == 200
    wait_until(lambda: twilio.texts_to(VOTER))
    (reply,) = twilio.texts_to(VOTER)
    assert "3 Lampes Gare" in reply
    assert "7 Terrain jeunes" in reply


def test_the_same_message_again_is_answered_200_and_changes_nothing(
    town: Town, providers: tuple[FakeTwilio, FakeTelegram]
) -> None:
    twilio, _ = providers
    sender = "+22890112244"
    assert [town.sms("SM-again", sender, "VOTE 1") for _ in range(5)] == [200] * 5
    wait_until(lambda: twilio.texts_to(sender))
    assert town.sms("SM-again", sender, "VOTE 2") == 200
    assert town.sms("SM-after", sender, "MON VOTE") == 200
    wait_until(lambda: len(twilio.texts_to(sender)) == 2)
    assert "Forage Zongo" in twilio.texts_to(sender)[1]


def test_an_unsigned_call_is_refused(town: Town) -> None:
    body = b"From=%2B22890112255&Body=VOTE+1&MessageSid=SM-x&To=%2B22870000001"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert town.call("/webhooks/twilio/main/inbound", body, form)[0] == 403
    assert town.call("/webhooks/telegram/main/inbound", b"{}", {})[0] == 403
    assert town.call("/webhooks/nobody/main/inbound", b"", {})[0] == 404


def test_telegram_asks_once_for_the_number_and_keeps_the_choice(
    town: Town, providers: tuple[FakeTwilio, FakeTelegram]
) -> None:
    _, telegram = providers
    assert town.telegram(text_update(1, 501, "VOTE 3 7")) == 200
    wait_until(lambda: telegram.texts_to("501"))
    card = text_update(2, 501, "")
    card["message"].pop("text")
    card["message"]["contact"] = {"phone_number": "22890777777", "first_name": "A", "user_id": 501}
    assert town.telegram(card) == 200
    wait_until(lambda: len(telegram.texts_to("501")) == 2)
    assert "Lampadaires" in telegram.texts_to("501")[1] or "Lampes Gare" in telegram.texts_to("501")[1]


def test_a_button_of_an_old_question_is_answered_kindly(town: Town, providers: tuple[FakeTwilio, FakeTelegram]) -> None:
    _, telegram = providers
    assert town.telegram(text_update(10, 502, "/start")) == 200
    assert town.telegram(button_update(11, 502, "99999:7")) == 200
    wait_until(lambda: len(telegram.texts_to("502")) == 2)


def test_no_number_and_no_choice_stands_in_the_log(town: Town) -> None:
    text = town.log_text()
    for secret in ("90112233", "90112244", "VOTE 3", "Lampes"):
        assert secret not in text
    assert Path(town.environment["VAR_DIR"], "palabre.sqlite").exists()
