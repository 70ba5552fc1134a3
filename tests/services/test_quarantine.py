"""Messages that break everything: they end, and nobody behind them waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from bot.messages import Inbound as Message
from models import Inbound, Outbox
from models.message import InboundState
from services.house import House
from services.turn import take
from services.unit_of_work import Busy
from tests.services.polling_day import SMS, PollingDay, plant_polling_day

VOTER = "+22890112233"
POISON = {
    "a sender that is no text": {"sender": "+228\ud800"},
    "words that are no text": {"text": "QUESTION \udfff", "sender": "+228\ud800"},
    "an id that is no text": {"message_id": "\ud800"},
    "an id too long for its column": {"message_id": "x" * 3000},
    "an id with a NUL": {"message_id": "a\0b"},
    "an instant that is none": {"event_at": "yesterday"},
}


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    with capture_logs() as lines:
        yield lines


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def inbound(house: House) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(Inbound).order_by(Inbound.id))))


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_a_message_that_breaks_everything_ends_and_comes_back_as_a_repeat(
    day: PollingDay, poison: dict[str, Any]
) -> None:
    given = {"sender": VOTER, "text": "MENU", "message_id": "same", **poison}
    assert not day.sms(**given).is_repeat
    assert day.sms(**given).is_repeat
    assert len(inbound(day.house)) == 1
    assert day.sms("+22890445566", "VOTE 3").reply is not None  # who comes behind is served


def test_a_message_that_cannot_even_be_put_aside_leaves_a_mark_without_a_word_of_it(
    day: PollingDay, logs: list[Any]
) -> None:
    day.sms("+228\ud800", "QUESTION quel est le prix", "the-provider-s-id")
    (row,) = inbound(day.house)
    assert (row.state, row.body, row.contact_id) == (InboundState.QUARANTINED, None, None)
    assert row.provider_id.startswith("buried-") and "the-provider-s-id" not in row.provider_id
    assert [line["event"] for line in logs] == ["a turn failed"] * 2


def test_a_commune_whose_row_is_damaged_keeps_no_message_coming_back(day: PollingDay) -> None:
    damage = text("UPDATE commune SET languages = '7'")
    day.house.work.write(lambda session: session.execute(damage))
    assert day.sms(VOTER, "MENU", "same").reply is None
    assert day.sms(VOTER, "MENU", "same").is_repeat


def test_while_a_table_is_missing_nothing_is_acknowledged_and_later_all_is_taken(day: PollingDay) -> None:
    rename = "ALTER TABLE outbox RENAME TO {}".format
    day.house.work.write(lambda session: session.execute(text(rename("away"))))
    with pytest.raises(Busy):
        day.sms(VOTER, "VOTE 3", "same")
    back = text("ALTER TABLE away RENAME TO outbox")
    day.house.work.write(lambda session: session.execute(back))
    assert inbound(day.house) == []
    assert not day.sms(VOTER, "VOTE 3", "same").is_repeat
    assert day.choices() == [[3]]


def test_a_line_that_is_not_there_is_no_reason_to_acknowledge(day: PollingDay) -> None:
    with pytest.raises(Busy):
        take(day.house, 424242, SMS, Message("m", VOTER, "MENU"))
    assert day.house.work.read(lambda session: session.scalar(select(Outbox.id))) is None
