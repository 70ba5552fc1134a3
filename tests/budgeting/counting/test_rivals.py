"""Groups of projects that exclude each other, and the pairs that a count reads."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from budgeting.counting.rivals import groups_of, pairs_of

NAMES = "abcdef"
groups = st.lists(st.sets(st.sampled_from(NAMES), min_size=2), max_size=4)


def test_a_group_of_three_is_three_pairs_and_is_found_again() -> None:
    pairs = pairs_of([("b", "a", "c"), ("c", "d")])
    assert pairs == (("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"))
    assert groups_of(pairs) == (("a", "b", "c"), ("c", "d"))


def test_no_pairs_are_no_groups() -> None:
    assert groups_of(()) == ()
    assert pairs_of([]) == ()


@given(groups)
def test_what_is_found_again_excludes_the_same_pairs_and_no_group_stands_in_another(
    given_groups: list[set[str]],
) -> None:
    pairs = pairs_of(given_groups)
    found = groups_of(pairs)
    assert pairs_of(found) == pairs
    assert not any(set(one) <= set(other) for one, other in combinations(found, 2))
    assert all(any(set(group) <= set(one) for one in found) for group in given_groups)
