from __future__ import annotations

from datetime import date

from services.indicators.base import Period, Record
from services.indicators.groups import By, Group, group_by

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


def record(day: int = 1, month: int = 1, **parts: str | None) -> Record:
    return Record(date(2026, month, day), "x", "request", 1, **parts)


def pairs(groups: list[Group]) -> list[tuple[str | None, int]]:
    return [(group.key, group.count) for group in groups]


def test_every_month_of_the_period_has_its_place_even_an_empty_one() -> None:
    groups = group_by([record(month=3), record(month=1), record(month=3)], By.MONTH, QUARTER)
    assert pairs(groups) == [("2026-01", 1), ("2026-02", 0), ("2026-03", 2)]


def test_other_groups_stand_largest_first_and_what_is_not_known_last() -> None:
    records = [record(zone=None), record(zone=None), record(zone=None), record(zone="A"), *[record(zone="B")] * 2]
    assert pairs(group_by(records, By.ZONE, QUARTER)) == [("B", 2), ("A", 1), (None, 3)]


def test_a_part_that_no_record_has_gives_no_groups() -> None:
    assert group_by([record()], By.CHANNEL, QUARTER) == group_by([], By.ZONE, QUARTER) == []
