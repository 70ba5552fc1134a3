from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.outbox import Failed
from worker.health import Health

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
DOWN = Failed("network", 0, is_unsent=True)


def failing(health: Health, count: int, every: float = 10) -> list[str | None]:
    return [health.note_failed(NOW + timedelta(seconds=every * place), DOWN) for place in range(count)]


def test_three_failures_in_a_row_are_a_line_that_fails() -> None:
    assert failing(Health(), 3) == [None, None, "network"]


def test_failures_hours_apart_or_with_a_success_between_are_not() -> None:
    assert failing(Health(), 6, every=3600) == [None] * 6
    health = Health()
    failing(health, 2)
    health.note_sent(NOW, 0.1)
    assert failing(health, 2) == [None, None]


@pytest.mark.parametrize("reason", ["no_credit", "credentials", "not_connected"])
def test_what_staff_have_to_mend_needs_no_second_failure(reason: str) -> None:
    assert Health().note_failed(NOW, Failed(reason, 600)) == reason


@pytest.mark.parametrize(
    "one", [Failed("invalid_number", None), Failed("paced", 3, was_tried=False), Failed("opted_out", None, gone=True)]
)
def test_what_is_wrong_with_one_person_or_with_our_own_pace_says_nothing_of_the_line(one: Failed) -> None:
    health = Health()
    assert [health.note_failed(NOW, one) for _time in range(9)] == [None] * 9


def test_one_country_that_is_switched_off_is_not_the_line_at_the_first_message() -> None:
    assert Health().note_failed(NOW, Failed("region_off", 600)) is None


def test_a_line_of_which_half_is_slow_is_said_to_be_once() -> None:
    health = Health()
    found = [health.note_sent(NOW, 6.0 if place % 2 else 0.2) for place in range(7)]
    assert found[:5] == [None] * 5 and found[5] == "slow" and found[6] is None


def test_some_slow_messages_among_many_are_no_slow_line() -> None:
    health = Health()
    assert {health.note_sent(NOW, 6.0 if place % 3 == 0 else 0.2) for place in range(60)} == {None}
