from __future__ import annotations

from itertools import product

import pytest

from services.broadcasts.bounds import Alike, total_of


def test_groups_of_five_and_more_are_summed_as_they_are() -> None:
    found = total_of([Alike(6, 1, 15), Alike(5, 2, 30)])
    assert (found.segments, found.cost, found.is_at_most) == (16, 240, False)


def test_one_reader_among_many_costs_no_more_than_five_of_the_dearest() -> None:
    found = total_of([Alike(10_000, 1, 15), Alike(1, 2, 30)])
    assert (found.segments, found.cost, found.is_at_most) == (10_006, 10_006 * 15, True)


@pytest.mark.parametrize("dearest", [1, 2, 3])
def test_how_many_are_in_a_small_group_changes_nothing(dearest: int) -> None:
    told = {total_of([Alike(60 - few, 1, 15), Alike(few, dearest, 15 * dearest)]) for few in range(1, 5)}
    assert len(told) == 1


def test_a_bound_is_never_below_the_sum() -> None:
    for counts in product((1, 3, 4, 5, 8), repeat=3):
        groups = [Alike(count, at, 15 * at) for at, count in enumerate(counts, 1)]
        found = total_of(groups)
        assert found.segments >= sum(one.people * one.segments for one in groups)
        assert found.cost >= sum(one.people * one.cost for one in groups)


def test_two_small_groups_are_as_one() -> None:
    told = {total_of([Alike(40, 1, 15), Alike(few, 2, 30), Alike(7 - few, 3, 45)]).segments for few in (3, 4)}
    assert told == {40 + 7 * 3}
