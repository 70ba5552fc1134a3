"""The figures that stand out in a vote, by hand: and nothing of fewer than five people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.watching import figures

NOON = datetime(2026, 4, 3, 12, tzinfo=UTC)
LOME, CASABLANCA = ZoneInfo("Africa/Lome"), ZoneInfo("Africa/Casablanca")


def hours(*counts: int) -> dict[datetime, int]:
    return {NOON + timedelta(hours=place): count for place, count in enumerate(counts)}


def test_an_hour_far_above_the_others_stands_out() -> None:
    assert figures.bursts(hours(10, 12, 9, 60, 11)) == [[(NOON + timedelta(hours=3)).isoformat(), 60]]
    assert figures.bursts(hours(10, 12, 9, 40, 11)) == [[(NOON + timedelta(hours=3)).isoformat(), 40]][:0]
    assert figures.bursts(hours(1, 1, 1, 29)) == []
    assert figures.bursts({}) == []


def test_the_night_is_that_of_the_place() -> None:
    late = {datetime(2026, 7, 3, 21, 0, tzinfo=UTC): 25, NOON: 5}
    assert figures.night_hours(late, LOME) == []
    assert figures.night_hours(late, CASABLANCA) == [["2026-07-03T21:00:00+00:00", 25]]  # an hour ahead: ten o'clock
    assert figures.night_share(late, CASABLANCA) == [25, 30]
    assert figures.night_share({datetime(2026, 7, 3, 23, tzinfo=UTC): 4, NOON: 99}, LOME) is None


def test_numbers_side_by_side_are_counted_by_tens_and_never_named() -> None:
    side = [f"+2289011223{digit}" for digit in range(6)]
    apart = [f"+228901{digit}9999" for digit in range(9)]
    found = figures.crowded_blocks([*side, *side, *apart])
    assert found == [1, 6]
    assert figures.crowded_blocks(side[:4]) == [0, 0]


def test_newcomers_are_told_only_where_there_are_five_of_each() -> None:
    assert figures.newcomers([NOON] * 5, 10) == [5, 10]
    assert figures.newcomers([NOON] * 4, 10) is None
    assert figures.newcomers([NOON] * 8, 10) is None


def test_an_hour_in_which_twenty_wrote_for_the_first_time_stands_out() -> None:
    many = [NOON + timedelta(minutes=place) for place in range(20)]
    assert figures.new_hours(many) == [[NOON.isoformat(), 20]]
    assert figures.new_hours(many[:19]) == []


def test_ballots_alike_are_told_by_the_number_of_hours_alone() -> None:
    ballots = [
        (NOON + timedelta(hours=hour), "[3]" if hour == 0 or place % 2 else "[1]")
        for hour in range(5)
        for place in range(20)
    ]
    assert figures.alike_hours(ballots) == [1, 5]
    assert figures.alike_hours(ballots[:80]) is None  # of four hours somebody could be guessed
    assert figures.alike_hours([]) is None
