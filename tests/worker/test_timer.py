from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gateways.base import LineView
from gateways.registry import find_providers
from services.house import House
from services.line_book import LineBook, LineFacts
from services.throttle import Throttle
from tests.databases import wait_until
from tests.valkey import ValkeyServer, valkey_server
from worker.bell import Bell, open_huey
from worker.service import Worker
from worker.timer import Timer


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with valkey_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "redis"])
def bell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bell]:
    url = request.getfixturevalue("valkey").url if request.param == "redis" else None
    opened = Bell(open_huey(tmp_path, url))
    yield opened
    opened.close()


class Jobs:
    """Jobs that count, and may hang."""

    def __init__(self, hang: threading.Event | None = None) -> None:
        self.begun = 0
        self._hang = hang

    def __call__(self, _house: House, _is_stopping: Callable[[], bool]) -> None:
        self.begun += 1
        if self._hang is not None:
            self._hang.wait(30)


def view_of(facts: LineFacts) -> LineView:
    return LineView(facts.provider, facts.key, facts.address, "")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_job_that_hangs_delays_no_ring_and_no_stop(house: House, bell: Bell) -> None:
    go_on, rings = threading.Event(), list[float]()

    class Listening(Worker):
        def wake(self) -> None:
            rings.append(time.monotonic())

    jobs = Jobs(go_on)
    timer = Timer(house, jobs)
    worker = Listening(house, find_providers(), LineBook(house, view_of), bell, Throttle(), timer)
    worker.start()
    wait_until(lambda: jobs.begun)
    bell._on_tick()  # the minute comes round while the job still runs
    start = time.monotonic()
    bell.ring()
    wait_until(lambda: rings)
    assert rings[0] - start < 2
    start = time.monotonic()
    worker.stop()
    assert time.monotonic() - start < 6
    go_on.set()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_jobs_run_at_the_start_at_each_tick_and_after_a_silence(house: House) -> None:
    jobs = Jobs()
    timer = Timer(house, jobs, silence=0.2)
    timer.start()
    wait_until(lambda: jobs.begun == 1, 2)
    wait_until(lambda: jobs.begun >= 3, 3)  # nobody ticked
    timer.stop()
    quiet = Timer(house, ticked := Jobs())
    quiet.start()
    wait_until(lambda: ticked.begun == 1)
    quiet.tick()
    wait_until(lambda: ticked.begun == 2)
    quiet.stop()
    stopped = ticked.begun
    quiet.tick()
    time.sleep(0.1)
    assert ticked.begun == stopped


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_that_is_away_at_one_tick_does_not_end_the_timer(house: House) -> None:
    begun: list[int] = []

    def fail(_house: House, _is_stopping: Callable[[], bool]) -> None:
        begun.append(1)
        raise ConnectionError

    timer = Timer(house, fail, silence=0.1)
    timer.start()
    wait_until(lambda: len(begun) >= 3)
    timer.stop()
