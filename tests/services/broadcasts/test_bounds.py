"""What a broadcast comes to is told in fives, so that no two drafts tell how many are in a small group."""

from __future__ import annotations

from itertools import product

import pytest

from services.broadcasts.bounds import FEWEST, Alike, left_of, rounded_up, told_of, total_of


def test_groups_are_summed_each_rounded_up_to_fives() -> None:
    found = total_of([Alike(6, 1, 15), Alike(5, 2, 30)])
    assert (found.people, found.segments, found.cost) == (15, 10 + 10, 300)


def test_one_reader_among_many_costs_no_more_than_five_of_their_kind() -> None:
    found = total_of([Alike(10_000, 1, 15), Alike(1, 2, 30)])
    assert (found.people, found.segments, found.cost) == (10_005, 10_010, 10_010 * 15)


@pytest.mark.parametrize("dearest", [1, 2, 3])
def test_how_many_are_in_a_small_group_changes_nothing(dearest: int) -> None:
    told = {total_of([Alike(60, 1, 15), Alike(few, dearest, 15 * dearest)]) for few in range(1, 5)}
    assert len(told) == 1


@pytest.mark.parametrize("many", range(5, 200, 7))
def test_a_draft_for_all_beside_one_for_the_others_tells_nothing_of_a_small_group(many: int) -> None:
    others = total_of([Alike(many, 1, 15)])
    told = {total_of([Alike(many, 1, 15), Alike(few, 2, 30)]).people - others.people for few in range(1, 5)}
    assert told == {FEWEST}


@pytest.mark.parametrize("rest", [1, 2, 3, 4])
def test_all_zones_beside_all_but_one_never_tell_how_many_the_one_has(rest: int) -> None:
    """Whatever difference is seen, each number of a small zone goes with it where the others are some number."""
    seen = {rounded_up(many + rest) - rounded_up(many) for many in range(100, 105)}
    for difference in seen:
        fits = {few for few in range(1, 5) for many in range(100, 105) if told(many, few) == difference}
        assert fits == {1, 2, 3, 4}


def told(many: int, few: int) -> int:
    return rounded_up(many + few) - rounded_up(many)


def test_who_watches_a_broadcast_from_first_to_last_sees_the_same_whatever_the_rest_of_five() -> None:
    """What is told while six to ten people have their turn: the same figures in the same order."""
    seen = {tuple(dict.fromkeys((told_of(done), left_of(many, done)) for done in range(6))) for many in range(6, 11)}
    assert len(seen) == 1


@pytest.mark.parametrize("many", [5, 6, 13, 20])
def test_never_fewer_are_left_than_there_are(many: int) -> None:
    assert all((left_of(many, done) or 0) >= many - done for done in range(many + 1))
    assert left_of(4, 0) is None


def test_a_bound_is_never_below_the_sum() -> None:
    for counts in product((1, 3, 4, 5, 8), repeat=3):
        groups = [Alike(count, at, 15 * at) for at, count in enumerate(counts, 1)]
        found = total_of(groups)
        assert found.people >= sum(counts)
        assert found.segments >= sum(one.people * one.segments for one in groups)
        assert found.cost >= sum(one.people * one.cost for one in groups)
