"""The delay of the public log, announced with the frozen rules, is kept whatever else the worker has to do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from gateways.registry import find_providers
from models import LogEntry, PendingEntry
from models.ballot import LogEvent
from services.clock import hour_of
from services.house import House
from services.line_book import LineBook
from services.throttle import Throttle
from services.unit_of_work import UnitOfWork
from services.voting.log import BATCH, LONGEST_WAIT, logs_behind
from tests.conftest import HandClock
from tests.databases import wait_until
from tests.services.polling_day import plant_polling_day
from tests.services.townsfolk import plant_commune, plant_cycle
from tests.worker.test_timer import view_of
from worker.bell import Bell, open_huey
from worker.log_keeper import PACE, append_entries, log_timer, pause_before_next
from worker.service import Worker
from worker.timer import Timer


@pytest.fixture
def bell(tmp_path: Path) -> Iterator[Bell]:
    opened = Bell(open_huey(tmp_path, None))
    yield opened
    opened.close()


def logged(house: House) -> tuple[int, int]:
    """Return how many entries stand in the log, and how many wait."""
    count = (select(func.count()).select_from(model) for model in (LogEntry, PendingEntry))
    placed, waiting = (house.work.read(lambda session, query=query: session.scalar(query) or 0) for query in count)
    return placed, waiting


def test_the_worker_appends_while_another_job_hangs_and_nobody_ticks(house: House, bell: Bell) -> None:
    go_on = threading.Event()

    def hang(_house: House, _is_stopping: Callable[[], bool]) -> None:
        go_on.wait(30)

    day = plant_polling_day(house)
    slow, keeper = Timer(house, hang), log_timer(house, pace=0.2)
    book = LineBook(house, view_of)
    worker = Worker(house, find_providers(), book, bell, Throttle(), timer=slow, log_keeper=keeper)
    worker.start()
    for place, sender in enumerate(("+22890112233", "+22890112244"), 1):
        day.sms(sender, "VOTE 3")
        wait_until(lambda place=place: logged(house) == (place, 0), 10)
    go_on.set()
    worker.stop()


def test_an_entry_that_one_look_misses_is_in_the_log_before_the_announced_delay_is_over(
    house: House, clock: HandClock
) -> None:
    day = plant_polling_day(house)
    day.sms("+22890112233", "VOTE 3")
    cast_at = clock()
    for look in range(2):  # at the first the database is away
        clock.wait(seconds=pause_before_next(house))
        if look:
            append_entries(house)
    assert logged(house) == (1, 0)
    assert clock() - cast_at <= timedelta(seconds=LONGEST_WAIT - PACE)


def test_a_look_is_taken_at_the_full_period_on_every_machine_and_at_closing(house: House, clock: HandClock) -> None:
    day = plant_polling_day(house)
    clock.set(day.closes_at - timedelta(seconds=47))
    clock.now -= timedelta(seconds=clock().timestamp() % PACE)
    assert pause_before_next(house) == PACE
    clock.wait(seconds=13)
    assert pause_before_next(house) == PACE - 13
    clock.set(day.closes_at - timedelta(seconds=0.5))
    assert pause_before_next(house) == 0.5
    clock.set(day.closes_at)
    assert 0 < pause_before_next(house) <= PACE


class Away(UnitOfWork):
    """A database that is away."""

    def read(self, _work: object) -> NoReturn:
        raise ConnectionError


def test_a_database_that_is_away_changes_nothing_in_the_pace(house: House, engine: Engine, clock: HandClock) -> None:
    day = plant_polling_day(house)
    clock.set(day.closes_at - timedelta(seconds=0.5))
    assert pause_before_next(replace(house, work=Away(engine))) == PACE - clock().timestamp() % PACE


def test_a_log_that_cannot_grow_is_named_and_keeps_back_no_other(house: House, clock: HandClock) -> None:
    def plant(session: Session) -> None:
        broken, sound = (plant_cycle(session, plant_commune(session, key), key) for key in ("agou", "baguida"))
        spoilt = LogEntry(cycle_id=broken.id, position=0, event=LogEvent.CAST, commitment="", hour=clock(), leaf="zz")
        session.add(spoilt)
        for number, cycle in enumerate((broken, sound)):
            waiting = {"id": f"{number:032x}", "commitment": f"{number:064x}", "hour": hour_of(clock())}
            session.add(PendingEntry(cycle_id=cycle.id, event=LogEvent.CAST, **waiting))

    house.work.write(plant)
    with capture_logs() as logs:
        assert append_entries(house) == 1
    assert [(line["event"], line["cycle"]) for line in logs] == [("the log of a cycle does not grow", 1)]
    assert logged(house) == (2, 1)
    clock.set(hour_of(clock()) + timedelta(hours=1, seconds=LONGEST_WAIT - 1))
    assert house.work.read(lambda session: logs_behind(session, clock())) == []
    clock.wait(seconds=1)
    assert house.work.read(lambda session: logs_behind(session, clock())) == ["agou"]
    assert house.work.read(lambda session: logs_behind(session, clock(), 2)) == []


def test_a_long_backlog_is_appended_in_several_transactions_for_ballots_to_come_between(house: House) -> None:
    day = plant_polling_day(house)
    row = {"cycle_id": day.cycle_id, "event": LogEvent.CAST, "hour": day.opens_at}
    rows = [{**row, "id": f"{n:032x}", "commitment": f"{n:064x}"} for n in range(BATCH + 1)]
    house.work.write(lambda session: session.execute(insert(PendingEntry), rows))
    answers = iter([False, True])
    assert append_entries(house, lambda: next(answers)) == BATCH  # who is stopping begins no further batch
    assert logged(house) == (BATCH, 1)
    assert append_entries(house) == 1
    assert append_entries(house) == 0
