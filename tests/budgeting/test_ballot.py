from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.ballot import (
    BallotFormat,
    BallotReason,
    BallotRules,
    Judgement,
    Marks,
    judge_ballot,
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
    assert refused.value.values == {"given": 1, "least": 2, "unknown": "99"}


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
    assert refused.value.values == {"cost_money": 110, "envelope_money": 100, "excess_money": 10}


POINTS = BallotRules(BallotFormat.POINTS, max_points=7)


def test_points_of_unknown_projects_use_up_nothing() -> None:
    assert judge_points([(3, 5), (99, 50), (7, 2), (3, 5)], ON_BALLOT, POINTS) == Judgement((3, 7), (99,), (3,), (5, 2))


@pytest.mark.parametrize(
    ("pairs", "reason", "values"),
    [
        ([(3, 5), (7, 3)], BallotReason.TOO_MANY_POINTS, {"given": 8, "most": 7, "excess": 1}),
        ([(3, 5), (3, 2)], BallotReason.POINTS_DISAGREE, {"number": 3}),
        ([(3, 5), (7, 0)], BallotReason.POINTS_NOT_POSITIVE, {"number": 7}),
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


AT_MOST_FOUR_EACH = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=7, max_each=4)


def test_one_project_gets_no_more_points_than_were_announced() -> None:
    with pytest.raises(Refusal) as refused:
        judge_points([(3, 5), (7, 1)], ON_BALLOT, AT_MOST_FOUR_EACH)
    assert refused.value.reason is BallotReason.TOO_MANY_FOR_ONE
    assert refused.value.values == {"number": 3, "given": 5, "most": 4}


def test_each_format_judges_what_it_takes_and_nothing_else() -> None:
    costs = dict.fromkeys(ON_BALLOT, 30)
    assert judge_ballot([(7, 4), (3, 3)], costs, AT_MOST_FOUR_EACH) == Judgement((7, 3), points=(4, 3))
    assert judge_ballot([7, 3], costs, BallotRules(BallotFormat.RANKING, 2)).recorded == (7, 3)
    wrong: list[tuple[Marks, BallotRules, BallotReason]] = [
        ([7, 3], AT_MOST_FOUR_EACH, BallotReason.POINTS_MISSING),
        ([(7, 4), (3, None)], AT_MOST_FOUR_EACH, BallotReason.POINTS_MISSING),
        ([(7, 4), (3, 3)], UP_TO_THREE, BallotReason.POINTS_NOT_TAKEN),
        ([1, 2, 3, 4], BASKET, BallotReason.OVER_ENVELOPE),
    ]
    for marks, rules, reason in wrong:
        with pytest.raises(Refusal) as refused:
            judge_ballot(marks, costs, rules)
        assert refused.value.reason is reason


@given(
    st.lists(st.tuples(st.integers(1, 15), st.integers(0, 9)), min_size=1, max_size=8),
    st.integers(1, 20),
    st.integers(1, 9),
)
def test_no_ballot_of_points_goes_over_what_was_announced(pairs: list[tuple[int, int]], most: int, each: int) -> None:
    rules = BallotRules(BallotFormat.POINTS, max_points=most, max_each=each)
    try:
        judged = judge_points(pairs, ON_BALLOT, rules)
    except Refusal:
        return
    said = dict(pairs)
    assert dict(zip(judged.recorded, judged.points, strict=True)) == {
        number: points for number, points in said.items() if number in ON_BALLOT
    }
    assert sum(judged.points) <= most and all(1 <= points <= each for points in judged.points)
