from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.indicators import find_indicator
from services.indicators.base import Period, Record
from services.indicators.board import card_from
from services.indicators.groups import SMALLEST_PUBLIC, By, Group, group_by, hide_small

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


def record(day: int = 1, month: int = 1, **parts: str | None) -> Record:
    return Record(date(2026, month, day), "x", "request", 1, **parts)


def pairs(groups: list[Group]) -> list[tuple[str | None, int | None]]:
    return [(group.key, group.count) for group in groups]


def test_every_month_of_the_period_has_its_place_even_an_empty_one() -> None:
    groups = group_by([record(month=3), record(month=1), record(month=3)], By.MONTH, QUARTER)
    assert pairs(groups) == [("2026-01", 1), ("2026-02", 0), ("2026-03", 2)]


def test_other_groups_stand_largest_first_and_what_is_not_known_last() -> None:
    records = [record(zone=None), record(zone=None), record(zone=None), record(zone="A"), *[record(zone="B")] * 2]
    assert pairs(group_by(records, By.ZONE, QUARTER)) == [("B", 2), ("A", 1), (None, 3)]


def test_a_part_that_no_record_has_gives_no_groups() -> None:
    assert group_by([record()], By.CHANNEL, QUARTER) == group_by([], By.ZONE, QUARTER) == []


def test_small_groups_are_hidden_and_one_more_where_the_total_would_give_it_away() -> None:
    groups = [Group("sms", 20), Group("telegram", 9), Group("desk", 3)]
    assert pairs(hide_small(groups)) == [("sms", 20), ("telegram", None), ("desk", None)]


def test_an_empty_group_is_no_secret_and_five_are_enough_to_be_shown() -> None:
    assert pairs(hide_small([Group("a", 0), Group("b", 5)])) == [("a", 0), ("b", 5)]


@given(st.lists(st.integers(0, 30), max_size=8))
def test_what_is_hidden_cannot_be_computed_from_the_total(counts: list[int]) -> None:
    shown = hide_small([Group(str(at), count) for at, count in enumerate(counts)])
    assert all(group.count is None or group.count == 0 or group.count >= SMALLEST_PUBLIC for group in shown)
    others = [count for count in counts if count]
    hidden = sum(group.count is None for group in shown)
    assert hidden != 1 or len(others) == 1


@pytest.mark.parametrize(("count", "figure"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_a_figure_of_few_people_is_not_shown_to_the_public(count: int, figure: int | None) -> None:
    requests = find_indicator("budget_requests")
    assert requests is not None
    records = [record(channel="sms")] * count
    public = card_from(requests, records, QUARTER, public=True)
    assert public.figure == figure
    assert sum(group.count or 0 for group in public.groups[By.CHANNEL]) == (figure or 0)
    assert card_from(requests, records, QUARTER).figure == count


def test_what_is_no_person_is_shown_however_few() -> None:
    documents = find_indicator("documents_produced")
    assert documents is not None
    assert card_from(documents, [record()] * 2, QUARTER, public=True).figure == 2
