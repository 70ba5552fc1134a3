from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.messages import Outgoing
from gateways.base import SendFailure, Track
from models import Outbox, OutboxState
from services.house import House
from services.outbox import claim
from services.unit_of_work import UnitOfWork
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.courier import Courier


class Post:
    """A sender that remembers; `act` may hang or fail."""

    def __init__(self, act: Callable[[str], Any] | None = None) -> None:
        self.sent: list[str] = []
        self.flying = 0
        self.closed = False
        self._act = act

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        self.flying += 1
        try:
            if self._act is not None:
                await self._act(address)
        finally:
            self.flying -= 1
        self.sent.append(address)
        return f"P{message_key}"

    def room(self) -> int:
        return 64

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def states(day: PollingDay) -> list[str]:
    return day.house.work.read(
        lambda session: [str(row) for row in session.scalars(select(Outbox.state).order_by(Outbox.id))]
    )


async def until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    end = asyncio.get_running_loop().time() + seconds
    while not await asyncio.to_thread(is_so):
        assert asyncio.get_running_loop().time() < end, "waited in vain"
        await asyncio.sleep(0.02)


async def run_courier(day: PollingDay, post: Post, line: str, body: Callable[[Courier], Any]) -> None:
    courier = Courier(day.house, day.lines[line], post)
    running = asyncio.create_task(courier.run())
    try:
        await body(courier)
    finally:
        courier.stop()
        await asyncio.wait_for(running, 20)
    assert post.closed


def test_the_sweep_finds_what_no_bell_announced(day: PollingDay) -> None:
    post = Post()

    async def later(_courier: Courier) -> None:
        await asyncio.sleep(0.1)
        await asyncio.to_thread(day.sms, "+22890112233", "VOTE 3")
        await until(lambda: states(day) == [OutboxState.HANDED_OVER])

    asyncio.run(run_courier(day, post, "sms", later))
    assert post.sent == ["+22890112233"]


def test_a_provider_that_hangs_stops_no_other_line(day: PollingDay) -> None:
    release = asyncio.Event()

    async def hang(_address: str) -> None:
        await release.wait()

    slow, quick = Post(hang), Post()
    day.sms("+22890112233", "VOTE 3")
    day.telegram("501", "MENU")

    async def both(_courier: Courier) -> None:
        async def only_quick(_other: Courier) -> None:
            await until(lambda: quick.sent == ["501"] and states(day)[1] == OutboxState.HANDED_OVER)
            assert slow.flying == 1

        await run_courier(day, quick, "telegram", only_quick)
        release.set()
        await until(lambda: states(day)[0] == OutboxState.HANDED_OVER)

    asyncio.run(run_courier(day, slow, "sms", both))


def test_one_person_waits_and_others_do_not(day: PollingDay) -> None:
    release = asyncio.Event()

    async def hang_for_afi(address: str) -> None:
        if address == "+22890112233":
            await release.wait()

    post = Post(hang_for_afi)
    for text in ("VOTE 3", "VOTE 4"):
        day.sms("+22890112233", text)
    day.sms("+22890445566", "VOTE 5")

    async def watch(_courier: Courier) -> None:
        await until(lambda: post.sent == ["+22890445566"])
        assert post.flying == 1
        release.set()
        await until(lambda: states(day) == [OutboxState.HANDED_OVER] * 3)

    asyncio.run(run_courier(day, post, "sms", watch))


def test_a_graceful_stop_finishes_and_notes_what_is_being_sent_and_takes_nothing_new(day: PollingDay) -> None:
    async def slowly(_address: str) -> None:
        await asyncio.sleep(0.4)

    post = Post(slowly)
    day.sms("+22890112233", "VOTE 3")
    day.sms("+22890112233", "VOTE 4")

    async def stop_early(_courier: Courier) -> None:
        await until(lambda: post.flying == 1)

    asyncio.run(run_courier(day, post, "sms", stop_early))
    assert states(day) == [OutboxState.HANDED_OVER, OutboxState.QUEUED]


class SlowNotes:
    """A unit of work in which what was sent cannot be noted until it is let."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.may_note = threading.Event()

    def write(self, work: Callable[[Session], Any], *, is_repeatable: bool = False) -> Any:
        assert not is_repeatable or self.may_note.wait(10)
        return self._work.write(work, is_repeatable=is_repeatable)


def test_no_more_than_so_many_are_sent_and_not_noted_whatever_keeps_the_notes(day: PollingDay) -> None:
    post, most, voters = Post(), 3, 8
    for number in range(voters):
        day.sms(f"+2289011220{number}", "VOTE 3")
    notes = SlowNotes(day.house.work)
    courier = Courier(replace(day.house, work=cast("UnitOfWork", notes)), day.lines["sms"], post, in_flight=most)

    async def scene() -> None:
        running = asyncio.create_task(courier.run())
        await until(lambda: len(post.sent) == most)
        for _ in range(3):
            courier.wake()
            await asyncio.sleep(0.05)
        assert len(post.sent) == most  # a kill at this moment sends these again, and no other
        notes.may_note.set()
        await until(lambda: states(day).count(OutboxState.HANDED_OVER) == voters)
        courier.stop()
        await asyncio.wait_for(running, 20)

    asyncio.run(scene())
    assert Counter(post.sent).most_common(1)[0][1] == 1


def test_a_refusal_and_a_fault_of_the_gateway_are_noted_and_the_line_goes_on(day: PollingDay, clock: HandClock) -> None:
    async def fail(address: str) -> None:
        if address.endswith("1"):
            raise SendFailure("refused", retry_in=None)
        if address.endswith("2"):
            raise KeyError("a fault")

    post = Post(fail)
    for last in (1, 2, 3):
        day.sms(f"+2289000000{last}", "VOTE 3")
    wanted = [OutboxState.FAILED, OutboxState.QUEUED, OutboxState.HANDED_OVER]

    async def watch(_courier: Courier) -> None:
        await until(lambda: states(day) == wanted)

    asyncio.run(run_courier(day, post, "sms", watch))


def test_an_id_that_cannot_be_written_has_nothing_sent_again(day: PollingDay) -> None:
    class Strange(Post):
        async def send(self, address: str, message: Outgoing, message_key: str) -> str:
            await super().send(address, message, message_key)
            return "\ud800" if address.endswith("1") else f"P{message_key}"

    post = Strange()
    for last in (1, 2, 3):
        day.sms(f"+2289000000{last}", "VOTE 3")

    async def watch(_courier: Courier) -> None:
        await until(lambda: states(day) == [OutboxState.HANDED_OVER] * 3)

    asyncio.run(run_courier(day, post, "sms", watch))
    assert len(post.sent) == 3


class Phone(Post):
    """A phone with two SIMs."""

    def __init__(self) -> None:
        super().__init__()
        self.used: list[str] = []

    def tracks(self) -> tuple[Track, ...]:
        return Track("1", per_minute=6), Track("2", per_minute=6)

    async def send_on(self, track: str, address: str, message: Outgoing, message_key: str) -> str:
        self.used.append(track)
        return await self.send(address, message, message_key)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_couriers_send_no_faster_on_a_sim_than_one(day: PollingDay, engine: Engine, clock: HandClock) -> None:
    for number in range(30):
        day.sms(f"+228900000{number:02}", "MENU")
    other = UnitOfWork(engine)
    phones = [Phone(), Phone()]
    houses = [day.house, replace(day.house, work=other)]
    couriers = [Courier(house, day.lines["sms"], phone) for house, phone in zip(houses, phones, strict=True)]

    def used() -> Counter[str]:
        return Counter([*phones[0].used, *phones[1].used])

    async def watch() -> None:
        running = [asyncio.create_task(courier.run()) for courier in couriers]
        await until(lambda: used() == {"1": 3, "2": 3})
        for place in range(1, 4):
            clock.wait(seconds=10)
            for courier in couriers:
                courier.wake()
            await until(lambda place=place: used() == {"1": 3 + place, "2": 3 + place})  # type: ignore[misc]
        await asyncio.sleep(1.5)  # another sweep of both finds no further turn
        for courier in couriers:
            courier.stop()
        await asyncio.gather(*running)

    asyncio.run(watch())
    other.close()
    assert used() == {"1": 6, "2": 6}
    assert Counter(states(day)) == {OutboxState.HANDED_OVER: 12, OutboxState.QUEUED: 18}


def test_a_killed_workers_message_is_sent_by_the_next_when_its_lease_is_over(day: PollingDay, clock: HandClock) -> None:
    day.sms("+22890112233", "VOTE 3")
    house = day.house
    house.work.write(lambda session: claim(session, house, day.lines["sms"], clock(), 9))
    post = Post()

    async def watch(courier: Courier) -> None:
        await asyncio.sleep(0.3)
        assert post.sent == []
        clock.wait(seconds=60)
        courier.wake()
        await until(lambda: states(day) == [OutboxState.HANDED_OVER])

    asyncio.run(run_courier(day, post, "sms", watch))
