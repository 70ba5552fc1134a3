from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select, text
from structlog.testing import capture_logs

from bot.messages import Inbound as Message
from gateways.base import Answer, Call, LineView
from gateways.providers.telegram import Telegram
from models import Inbound
from services.throttle import Throttle
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.polling import Poller

LINE = LineView("telegram", "main", "a_bot", "")


class Broken(Telegram):
    """A provider with a fault: one kind of update breaks it."""

    def parse(self, call: Call, line: LineView) -> list[Message]:
        if b"poison" in call.body:
            raise KeyError("a fault of ours")
        return super().parse(call, line)


class Source:
    """A sender whose provider has these updates; what is confirmed is never given again."""

    def __init__(self, updates: list[dict[str, Any]]) -> None:
        self.updates = updates
        self.asked: list[int] = []
        self.answered: list[Answer] = []

    async def send(self, address: str, message: object, message_key: str) -> str:
        raise NotImplementedError

    async def poll(self, offset: int) -> tuple[list[dict[str, Any]], int]:
        self.asked.append(offset)
        left = [update for update in self.updates if update["update_id"] >= offset]
        if not left:
            await asyncio.sleep(0.01)
        return left, max([offset, *(update["update_id"] + 1 for update in left)])

    async def carry_out(self, answer: Answer) -> None:
        self.answered.append(answer)

    async def set_webhook(self) -> bool:
        return True

    async def drop_webhook(self) -> bool:
        return True

    def room(self) -> int:
        return 1

    async def close(self) -> None:
        return


def update(number: int, words: str, sender: int = 501) -> dict[str, Any]:
    person = {"id": sender, "is_bot": False, "first_name": "Afi"}
    chat = {"id": sender, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1_700_000_000, "chat": chat, "from": person, "text": words},
    }


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    with capture_logs() as lines:
        yield lines


@pytest.fixture
def day(house: Any) -> PollingDay:
    return plant_polling_day(house)


def taken(day: PollingDay) -> int:
    return day.house.work.read(lambda session: session.scalar(select(func.count()).select_from(Inbound)) or 0)


def poller(day: PollingDay, source: Source, a_minute: int = 120) -> Poller:
    throttle = Throttle(a_minute=a_minute, clock=lambda: 0.0)
    return Poller(day.house, day.lines["telegram"], Broken(), LINE, source, throttle, 0.01)


def poll_until(day: PollingDay, source: Source, offset: int, a_minute: int = 120) -> None:
    """Poll until everything up to this offset is confirmed."""

    async def run() -> None:
        polling = asyncio.create_task(poller(day, source, a_minute).run())
        end = asyncio.get_running_loop().time() + 20
        while offset not in source.asked:
            assert asyncio.get_running_loop().time() < end, source.asked
            await asyncio.sleep(0.01)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)

    asyncio.run(run())


def test_what_is_kept_is_confirmed_and_not_asked_for_again(day: PollingDay) -> None:
    source = Source([update(7, "MENU"), update(8, "MENU", 502)])
    poll_until(day, source, 9)
    assert (source.asked[0], taken(day)) == (0, 2)


@pytest.mark.parametrize(
    "poison",
    [update(7, "poison"), {"update_id": 7, "message": "none at all"}, update(7, "\ud800", 10**60)],
    ids=["a fault of ours", "no update", "no text"],
)
def test_an_update_that_cannot_be_taken_keeps_nobody_waiting(day: PollingDay, poison: dict[str, Any]) -> None:
    assert json.dumps(poison)
    poll_until(day, Source([poison, update(8, "MENU", 502)]), 9)
    assert taken(day) >= 1


def test_of_one_who_writes_too_often_the_rest_is_confirmed_and_dropped_and_counted(
    day: PollingDay, logs: list[Any]
) -> None:
    flood = [update(number, f"secret {number}") for number in range(1, 8)]
    source = Source([*flood, update(8, "MENU", 502)])
    poll_until(day, source, 9, a_minute=3)
    assert taken(day) == 4
    assert len(source.answered) == 4
    (said,) = [line for line in logs if "dropped" in line]
    assert said["dropped"] == 4 and "secret" not in str(said) and "501" not in str(said)


def test_while_the_database_is_out_of_order_nothing_is_confirmed(day: PollingDay, logs: list[Any]) -> None:
    source = Source([update(7, "MENU")])
    rename = "ALTER TABLE {} RENAME TO {}".format
    day.house.work.write(lambda session: session.execute(text(rename("outbox", "away"))))

    async def run() -> None:
        polling = asyncio.create_task(poller(day, source).run())
        while len(source.asked) < 3:
            await asyncio.sleep(0.01)
        await asyncio.to_thread(day.house.work.write, lambda session: session.execute(text(rename("away", "outbox"))))
        while 8 not in source.asked:
            await asyncio.sleep(0.01)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)

    asyncio.run(asyncio.wait_for(run(), 30))
    assert source.asked[:3] == [0, 0, 0]
    assert taken(day) == 1
