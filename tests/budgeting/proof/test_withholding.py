from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgeting.proof.withholding import LEAST_GROUP, TOGETHER, fold_small


def test_small_groups_are_joined_so_that_no_difference_tells_them() -> None:
    assert fold_small({"sms": 40, "telegram": 12, "paper": 2}) == {"sms": 40, "others": 14}
    assert fold_small({"sms": 40, "telegram": 3, "paper": 2}) == {"sms": 40, "others": 5}
    assert fold_small({"sms": 40, "telegram": 12}) == {"sms": 40, "telegram": 12}


def test_what_cannot_be_hidden_is_not_told_apart_at_all() -> None:
    assert fold_small({"sms": 3, "telegram": 1}) == {}
    assert fold_small({"sms": 2}) == {}
    assert fold_small({}) == {}


@given(groups=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30)))
def test_every_group_told_is_large_enough_and_all_are_counted(groups: dict[str, int]) -> None:
    folded = fold_small(groups)
    assert all(number >= LEAST_GROUP for number in folded.values())
    assert sum(folded.values()) in (0, sum(groups.values()))
    assert TOGETHER not in folded or len(folded) - 1 <= len([n for n in groups.values() if n]) - 2
