from __future__ import annotations

import asyncio

import pytest

from gateways.base import SendFailure
from gateways.pace import Pace, keep_pace


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_burst_goes_at_once_and_the_rest_in_its_time() -> None:
    clock = Clock()
    pace, went = Pace(per_second=1, at_once=3, clock=clock), []
    for _ in range(6):
        asyncio.run(keep_pace((pace, "chat"), sleep=clock.sleep))
        went.append(clock.now - 1_000)
    assert went == [0, 0, 0, 1, 2, 3]


def test_names_do_not_wait_for_each_other() -> None:
    clock = Clock()
    pace = Pace(per_second=1, clock=clock)
    for name in ("a", "b", "c"):
        asyncio.run(keep_pace((pace, name), sleep=clock.sleep))
    assert clock.now == 1_000


def test_over_time_the_rate_holds_whatever_the_order() -> None:
    clock = Clock()
    everyone, each = Pace(per_second=30, at_once=30, clock=clock), Pace(per_second=1, at_once=3, clock=clock)
    for number in range(300):
        asyncio.run(keep_pace((everyone, ""), (each, str(number % 100)), sleep=clock.sleep))
    assert 9 - 1e-6 <= clock.now - 1_000 <= 10


def test_a_message_too_far_ahead_goes_back_and_takes_no_place() -> None:
    clock = Clock()
    pace = Pace(per_second=0.1, clock=clock)
    asyncio.run(keep_pace((pace, ""), sleep=clock.sleep))
    for _ in range(3):
        with pytest.raises(SendFailure) as failure:
            asyncio.run(keep_pace((pace, ""), sleep=clock.sleep))
        assert failure.value.retry_in == 10
        assert not failure.value.was_tried
    clock.now += 10
    asyncio.run(keep_pace((pace, ""), sleep=clock.sleep))
    assert clock.now == 1_010


def test_a_pace_does_not_remember_everybody_for_ever() -> None:
    clock = Clock()
    pace = Pace(per_second=1, clock=clock)
    for number in range(25_000):
        pace.take(str(number))
        clock.now += 0.01
    assert len(pace._free_at) <= 10_001


def test_the_room_is_what_goes_without_waiting() -> None:
    clock = Clock()
    pace = Pace(per_second=0.1, at_once=3, clock=clock)
    rooms = []
    for _ in range(4):
        rooms.append(pace.room("sim"))
        pace.take("sim")
    assert rooms == [3, 2, 1, 0] and pace.room("other") == 3
    clock.now += 20
    assert pace.room("sim") == 1
    clock.now += 1_000
    assert pace.room("sim") == 3
