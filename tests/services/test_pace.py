from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from services.house import House
from services.pace import Load, _turns_of, take_turns
from services.unit_of_work import UnitOfWork
from tests.conftest import NOW, HandClock
from tests.services.polling_day import PollingDay, plant_polling_day


@dataclass(frozen=True)
class Sim:
    name: str
    per_minute: int = 10
    at_once: int = 3
    per_day: int | None = None


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def turns(day: PollingDay, wanted: int, *sims: Sim, work: UnitOfWork | None = None) -> list[str]:
    line, now = day.lines["sms"], day.house.clock()
    given = (work or day.house.work).write(lambda s: take_turns(s, line, sims, [Load(1)] * wanted, now))
    return [turn.name for turn in given if turn is not None]


def test_each_sim_has_its_turns_and_then_one_each_step(day: PollingDay, clock: HandClock) -> None:
    one, two = Sim("1"), Sim("2")
    assert Counter(turns(day, 99, one, two)) == {"1": 3, "2": 3}
    assert turns(day, 99, one, two) == []
    clock.wait(seconds=5.9)
    assert turns(day, 99, one, two) == []
    clock.wait(seconds=0.1)
    assert turns(day, 1, one, two) == ["1"]
    assert turns(day, 99, one, two) == ["2"]
    clock.wait(hours=1)
    assert len(turns(day, 99, one, two)) == 6


def test_no_more_is_taken_than_asked_for(day: PollingDay) -> None:
    assert turns(day, 2, Sim("")) == ["", ""]
    assert turns(day, 5, Sim("")) == [""]


def test_lines_do_not_share_a_pace(day: PollingDay) -> None:
    assert len(turns(day, 5, Sim("1"))) == 3
    other, now = day.lines["trial"], day.house.clock()
    given = day.house.work.write(lambda s: take_turns(s, other, [Sim("1")], [Load(1)] * 5, now))
    assert [turn is not None for turn in given] == [True, True, True, False, False]


def test_a_clock_that_was_set_back_stops_nobody_for_longer_than_a_step(day: PollingDay, clock: HandClock) -> None:
    turns(day, 99, Sim("1"))
    clock.wait(days=-1)
    assert turns(day, 1, Sim("1")) == []
    clock.wait(seconds=6)
    assert turns(day, 2, Sim("1")) == ["1"]


def test_a_worker_whose_clock_is_a_little_behind_takes_no_extra_turn(day: PollingDay, clock: HandClock) -> None:
    assert len(turns(day, 99, Sim("1"))) == 3
    clock.wait(minutes=-4)
    assert turns(day, 99, Sim("1")) == []
    clock.wait(minutes=4)
    assert turns(day, 99, Sim("1")) == []


def test_many_workers_together_keep_the_pace_of_one(day: PollingDay, engine: Engine) -> None:
    works = [UnitOfWork(engine) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda place: turns(day, 2, Sim("1"), Sim("2"), work=works[place % 4]), range(24)))
    for work in works:
        work.close()
    assert Counter(name for some in taken for name in some) == {"1": 3, "2": 3}


@given(
    st.lists(st.tuples(st.floats(0, 90), st.integers(0, 9)), max_size=30),
    st.integers(1, 120),
    st.integers(1, 5),
)
def test_in_no_span_of_time_goes_more_than_the_pace_and_what_goes_at_once(
    asks: list[tuple[float, int]], per_minute: int, at_once: int
) -> None:
    sim, now, free_at = Sim("1", per_minute, at_once), NOW, None
    sent = []
    for waited, wanted in asks:
        now += timedelta(seconds=waited)
        found = _turns_of(sim, free_at, now)[:wanted]
        sent += [now] * len(found)
        if found:
            free_at = found[-1] + timedelta(minutes=1) / per_minute
    for first in range(len(sent)):
        for last in range(first, len(sent)):
            span = (sent[last] - sent[first]).total_seconds()
            assert last - first + 1 <= span * per_minute / 60 + at_once + 1e-3
