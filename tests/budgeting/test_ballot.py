from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.ballot import (
    BallotFormat,
    BallotReason,
    BallotRules,
    Judgement,
    judge_basket,
    judge_choices,
    judge_points,
)
from budgeting.refusal import Refusal

ON_BALLOT = range(1, 13)
UP_TO_THREE = BallotRules(max_choices=3)


def test_good_numbers_are_recorded_in_the_order_given() -> None:
    assert judge_choices([7, 3], ON_BALLOT, UP_TO_THREE) == Judgement((7, 3))


def test_an_unknown_number_among_good_ones_is_named_and_the_good_ones_stand() -> None:
    assert judge_choices([3, 99, 7, 40], ON_BALLOT, UP_TO_THREE) == Judgement((3, 7), unknown=(99, 40))


def test_a_repeated_number_counts_once() -> None:
    assert judge_choices([3, 7, 3, 3, 99, 99], ON_BALLOT, UP_TO_THREE) == Judgement((3, 7), (99,), (3, 99))


def test_more_than_allowed_records_nothing() -> None:
    with pytest.raises(Refusal) as refused:
        judge_choices([1, 2, 3, 4], ON_BALLOT, UP_TO_THREE)
    assert refused.value.reason is BallotReason.TOO_MANY
    assert refused.value.values == {"given": 4, "most": 3}


def test_repeated_and_unknown_numbers_do_not_make_too_many() -> None:
    assert judge_choices([1, 1, 2, 2, 3, 3, 77, 88], ON_BALLOT, UP_TO_THREE).recorded == (1, 2, 3)


def test_without_a_known_number_nothing_is_recorded_and_the_unknown_are_named() -> None:
    with pytest.raises(Refusal) as refused:
        judge_choices([99, 100, 99], ON_BALLOT, UP_TO_THREE)
    assert refused.value.reason is BallotReason.NONE_KNOWN
    assert refused.value.values == {"numbers": "99, 100"}


def test_without_any_number_there_is_nothing_to_judge() -> None:
    with pytest.raises(Refusal) as refused:
        judge_choices([], ON_BALLOT, UP_TO_THREE)
    assert refused.value.reason is BallotReason.NONE_GIVEN


def test_a_minimum_of_choices_is_asked_where_it_was_announced() -> None:
    at_least_two = BallotRules(max_choices=3, min_choices=2)
    assert judge_choices([1, 2], ON_BALLOT, at_least_two).recorded == (1, 2)
    with pytest.raises(Refusal) as refused:
        judge_choices([1, 1, 99], ON_BALLOT, at_least_two)
    assert refused.value.reason is BallotReason.TOO_FEW
    assert refused.value.values == {"given": 1, "least": 2}


def test_without_a_maximum_every_project_may_be_named() -> None:
    assert judge_choices(list(ON_BALLOT), ON_BALLOT, BallotRules()).recorded == tuple(ON_BALLOT)


@given(st.lists(st.integers(-5, 20), max_size=12), st.sets(st.integers(1, 15)), st.integers(1, 6))
def test_every_number_is_accounted_for(numbers: list[int], on_ballot: set[int], most: int) -> None:
    good = [number for number in dict.fromkeys(numbers) if number in on_ballot]
    try:
        judgement = judge_choices(numbers, on_ballot, BallotRules(max_choices=most))
    except Refusal:
        assert not good or len(good) > most
    else:
        assert list(judgement.recorded) == good
        assert set(judgement.unknown) == set(numbers) - on_ballot
        assert set(judgement.repeated) == {number for number in numbers if numbers.count(number) > 1}


COSTS = {1: 60, 2: 50, 3: 40}
BASKET = BallotRules(BallotFormat.KNAPSACK, envelope=100)


def test_a_basket_may_be_exactly_full() -> None:
    assert judge_basket([3, 1, 3], COSTS, BASKET) == Judgement((3, 1), repeated=(3,))


def test_a_basket_over_the_envelope_records_nothing_and_names_the_excess() -> None:
    with pytest.raises(Refusal) as refused:
        judge_basket([1, 2], COSTS, BASKET)
    assert refused.value.reason is BallotReason.OVER_ENVELOPE
    assert refused.value.values == {"cost": 110, "envelope": 100, "excess": 10}


POINTS = BallotRules(BallotFormat.POINTS, max_points=7)


def test_points_of_unknown_projects_use_up_nothing() -> None:
    assert judge_points([(3, 5), (99, 50), (7, 2), (3, 5)], ON_BALLOT, POINTS) == Judgement((3, 7), (99,), (3,))


@pytest.mark.parametrize(
    ("pairs", "reason", "values"),
    [
        ([(3, 5), (7, 3)], BallotReason.TOO_MANY_POINTS, {"given": 8, "most": 7}),
        ([(3, 5), (3, 2)], BallotReason.POINTS_DISAGREE, {"number": 3}),
        ([(3, 5), (7, 0)], BallotReason.POINTS_NOT_POSITIVE, {"points": 0}),
        ([], BallotReason.NONE_GIVEN, {}),
    ],
)
def test_points_that_do_not_fit_are_refused(
    pairs: list[tuple[int, int]], reason: BallotReason, values: dict[str, int]
) -> None:
    with pytest.raises(Refusal) as refused:
        judge_points(pairs, ON_BALLOT, POINTS)
    assert (refused.value.reason, refused.value.values) == (reason, values)


def test_a_refusal_names_its_reason_and_its_values() -> None:
    refusal = Refusal(BallotReason.TOO_MANY, given=4, most=3)
    assert str(refusal) == "ballot_too_many {'given': 4, 'most': 3}"


def test_who_sends_too_many_is_told_how_many_they_sent_unknown_ones_too() -> None:
    with pytest.raises(Refusal) as refused:
        judge_choices(range(1, 12), range(1, 11), BallotRules(max_choices=5))
    assert (refused.value.reason, refused.value.values["given"]) == (BallotReason.TOO_MANY, 11)
