"""Two lines of a commune, one of which fails: the worker lets its messages go by the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.messages import Outgoing
from gateways.base import SendFailure
from models import OutboxState
from services.house import House
from services.other_lines import rests_of
from tests.conftest import HandClock
from tests.services.other_lines.lines_town import LinesTown, plant_lines_town
from worker.courier import Courier


class Post:
    """A sender that remembers, or fails while `trouble` is there; what it took before it failed is in `taken`."""

    def __init__(self, trouble: SendFailure | None = None) -> None:
        self.trouble = trouble
        self.sent: list[str] = []
        self.tried = 0

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        self.tried += 1
        if self.trouble is not None:
            raise self.trouble
        self.sent.append(address)
        return f"P{message_key}"

    def room(self) -> int:
        return 64

    async def close(self) -> None:
        return


@pytest.fixture
def town(house: House) -> LinesTown:
    town = plant_lines_town(house)
    town.add_line("second")
    return town


def person(place: int) -> str:
    return f"+2289{place:04}567"


async def until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    end = asyncio.get_running_loop().time() + seconds
    while not is_so():
        assert asyncio.get_running_loop().time() < end, "waited in vain"
        await asyncio.sleep(0.02)


def run(town: LinesTown, posts: dict[str, Post], body: Callable[[], Any]) -> None:
    async def scenario() -> None:
        served = tuple(town.lines[name] for name in posts)
        couriers = [Courier(town.house, town.lines[name], post, served=lambda: served) for name, post in posts.items()]
        running = [asyncio.create_task(courier.run()) for courier in couriers]
        try:
            await body()
        finally:
            for courier in couriers:
                courier.stop()
            await asyncio.wait_for(asyncio.gather(*running), 20)

    asyncio.run(scenario())


def test_a_line_that_cannot_be_reached_rests_and_everybody_is_answered_once(town: LinesTown, clock: HandClock) -> None:
    first, second = Post(SendFailure("network", is_unsent=True)), Post()
    for place in range(20):
        town.says("sms", person(place), "VOTE 3")

    async def body() -> None:
        await until(lambda: len(second.sent) == 20)

    run(town, {"sms": first, "second": second}, body)
    assert sorted(second.sent) == sorted(map(person, range(20)))
    assert {row.state for row in town.outbox()} == {OutboxState.HANDED_OVER}
    rests = town.house.work.read(lambda session: rests_of(session, [town.lines["sms"]], clock()))
    assert rests[town.lines["sms"]].reason == "network"


def test_what_timed_out_is_not_sent_by_the_other_too(town: LinesTown) -> None:
    first, second = Post(SendFailure("timeout")), Post()
    for place in range(3):
        town.says("sms", person(place), "VOTE 3")

    async def body() -> None:
        await until(lambda: first.tried >= 3)
        await asyncio.sleep(0.3)
        await asyncio.to_thread(town.says, "sms", person(9), "VOTE 3")
        await until(lambda: second.sent == [person(9)])

    run(town, {"sms": first, "second": second}, body)
    assert second.sent == [person(9)]


def test_a_message_without_credit_waits_for_nobody(town: LinesTown) -> None:
    first, second = Post(SendFailure("no_credit", retry_in=600)), Post()
    town.says("sms", person(1), "VOTE 3")

    async def body() -> None:
        await until(lambda: second.sent == [person(1)])

    run(town, {"sms": first, "second": second}, body)
    assert first.tried == 1


def test_after_the_cool_down_its_own_line_carries_again(town: LinesTown, clock: HandClock) -> None:
    first, second = Post(SendFailure("no_credit", retry_in=600)), Post()
    town.says("sms", person(1), "VOTE 3")

    async def body() -> None:
        await until(lambda: second.sent == [person(1)])
        first.trouble = None
        clock.wait(minutes=5, seconds=1)
        await asyncio.to_thread(town.says, "sms", person(2), "VOTE 3")
        await until(lambda: first.sent == [person(2)])

    run(town, {"sms": first, "second": second}, body)
