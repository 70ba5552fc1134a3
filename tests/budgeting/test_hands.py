"""What a count sheet of a meeting can say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from budgeting.counting.rules import rule_keys
from budgeting.hands import HandsReason, check_hands, check_signers, may_take_hands
from budgeting.refusal import Refusal

PROJECTS = ("1", "2", "3")


def test_each_person_can_raise_a_hand_as_often_as_a_ballot_has_choices() -> None:
    check_hands(5, {"1": 5, "2": 5, "3": 0}, PROJECTS, 2)
    check_hands(5, {}, PROJECTS, 2)


@pytest.mark.parametrize(
    ("present", "hands", "reason"),
    [
        (4, {}, HandsReason.PRESENT_WRONG),
        (20_001, {}, HandsReason.PRESENT_WRONG),
        (9, {"4": 1}, HandsReason.PROJECT_UNKNOWN),
        (9, {"1": -1}, HandsReason.NEGATIVE),
        (9, {"1": 10}, HandsReason.MORE_THAN_PRESENT),
        (9, {"1": 9, "2": 9, "3": 1}, HandsReason.TOO_MANY),
    ],
)
def test_more_hands_than_people_could_raise_are_refused(
    present: int, hands: Mapping[str, int], reason: HandsReason
) -> None:
    with pytest.raises(Refusal) as refused:
        check_hands(present, hands, PROJECTS, 2)
    assert refused.value.reason is reason


def test_two_different_people_sign() -> None:
    check_signers(("chef de quartier", "présidente de l’association"))
    with pytest.raises(Refusal):
        check_signers(("Chef de quartier", "chef de quartier"))


def test_hands_are_counted_only_where_votes_alone_decide() -> None:
    taking = {key for key in rule_keys() if may_take_hands("approval", key, 1)}
    assert taking == {"greedy", "greedy_per_cost"}
    assert not any(may_take_hands(format_, "greedy", 1) for format_ in ("knapsack", "points", "ranking"))
    assert not may_take_hands("approval", "greedy", 2)  # who raises one hand would have filled no ballot
    assert not may_take_hands("approval", "no_rule", 1)
