from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import redis

from services.throttle import Throttle
from tests.valkey import ValkeyServer, valkey_server


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with valkey_server() as server:
        yield server


@pytest.fixture
def opened() -> Iterator[Callable[[Throttle], Throttle]]:
    """Return what notes a throttle, so that its connections are let go of at the end."""
    throttles: list[Throttle] = []

    def note(throttle: Throttle) -> Throttle:
        throttles.append(throttle)
        return throttle

    yield note
    for throttle in throttles:
        throttle.close()


def test_one_process_counts_each_sender_for_a_minute() -> None:
    now = [0.0]
    throttle = Throttle(a_minute=2, clock=lambda: now[0])
    assert [throttle.lets(sender) for sender in "aaab"] == [True, True, False, True]
    now[0] = 59.9
    assert not throttle.lets("a")
    now[0] = 60.0
    assert throttle.lets("a")


def test_processes_count_together_in_redis(valkey: ValkeyServer, opened: Callable[[Throttle], Throttle]) -> None:
    one, other = opened(Throttle(valkey.url, 4)), opened(Throttle(valkey.url, 4))
    assert [throttle.lets("a") for throttle in (one, other, one, other, one, other)] == [True] * 4 + [False] * 2
    assert one.lets("b")


def test_the_store_holds_counts_and_no_numbers_of_phones(
    valkey: ValkeyServer, opened: Callable[[Throttle], Throttle]
) -> None:
    opened(Throttle(valkey.url)).lets("0f3a")
    client = redis.Redis.from_url(valkey.url)
    names = [name.decode() for name in client.scan_iter()]
    client.close()
    assert any("0f3a" in name for name in names)
    assert not any("+228" in name for name in names)


def test_a_flushed_or_dead_store_neither_stops_people_nor_opens_the_door_to_a_flood(
    opened: Callable[[Throttle], Throttle],
) -> None:
    with valkey_server() as server:
        throttle = opened(Throttle(server.url, 2))
        assert [throttle.lets("a") for _ in range(3)] == [True, True, False]
        client = redis.Redis.from_url(server.url)
        client.flushall()
        client.close()
        assert throttle.lets("a")
        server.kill()
        assert [throttle.lets("a") for _ in range(3)] == [True, True, False]
        server.start()
        assert throttle.lets("a")
