from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import wait_until
from tests.valkey import ValkeyServer, valkey_server
from worker.bell import Bell, open_huey


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


def test_many_asks_become_few_rings_and_none_is_lost(bell: Bell) -> None:
    rings: list[float] = []
    consumer = bell.answer(lambda: rings.append(time.monotonic()), lambda: None)
    for _ in range(500):
        bell.ring()
    wait_until(lambda: rings)
    time.sleep(0.5)
    assert len(rings) < 20
    before = len(rings)
    bell.ring()
    wait_until(lambda: len(rings) > before)
    consumer.stop(graceful=True)


def test_asking_never_waits_even_when_the_bell_is_dead(tmp_path: Path) -> None:
    bell = Bell(open_huey(tmp_path, "redis://127.0.0.1:9/0"))
    start = time.monotonic()
    for _ in range(100):
        bell.ring()
    assert time.monotonic() - start < 0.5
    assert not bell.is_alive()
    bell.close()


def test_a_living_bell_says_so(bell: Bell) -> None:
    assert bell.is_alive()


def test_rings_from_many_threads_start_one_ringer(bell: Bell) -> None:
    threads = [threading.Thread(target=bell.ring) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(thread.name == "bell" and thread is bell._ringer for thread in threading.enumerate()) == 1
