"""Counting tries to sign in."""

from __future__ import annotations

from admin.throttle import Throttle

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def waits(throttle: Throttle, who: str, where: str, times: int) -> list[int]:
    return [throttle.seconds_to_wait(who, where) for _ in range(times)]


def test_ten_tries_a_minute_for_one_account_from_one_place() -> None:
    found = waits(Throttle("memory://"), "afi@example.org", "10.0.0.1", 12)
    assert found[:10] == [0] * 10 and all(0 < wait <= 60 for wait in found[10:])


def test_another_place_and_another_account_are_counted_apart() -> None:
    throttle = Throttle("memory://")
    waits(throttle, "afi@example.org", "10.0.0.1", 11)
    assert throttle.seconds_to_wait("afi@example.org", "10.0.0.2") == 0
    assert throttle.seconds_to_wait("kodjo@example.org", "10.0.0.1") == 0


def test_one_place_cannot_try_every_account() -> None:
    throttle = Throttle("memory://")
    found = [throttle.seconds_to_wait(f"person{number}@example.org", "10.0.0.1") for number in range(70)]
    assert found[:60] == [0] * 60 and all(found[60:])


def test_a_cache_that_is_down_neither_opens_the_door_nor_closes_it() -> None:
    found = waits(Throttle(NOBODY_LISTENS), "afi@example.org", "10.0.0.1", 12)
    assert found[:10] == [0] * 10 and all(found[10:])
