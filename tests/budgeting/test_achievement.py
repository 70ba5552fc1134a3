from __future__ import annotations

from fractions import Fraction

import pytest

from budgeting.achievement import Weighed, in_thousandths, percent_reached, points_of, score_of


@pytest.mark.parametrize(
    ("planned", "reached", "less", "percent"),
    [
        (200_000, 150_000, False, 75),
        (200_000, 250_000, False, 125),
        (200_000, 0, False, 0),
        (3_000, 1_000, False, Fraction(100, 3)),
        (20_000, 25_000, True, 80),
        (20_000, 10_000, True, 200),
        (20_000, 0, True, 100),
        (0, 0, True, 100),
        (0, 1_000, True, 0),
        (None, 1_000, False, None),
        (1_000, None, False, None),
        (1_000, None, True, None),
        (0, 1_000, False, None),
    ],
)
def test_per_cent_is_reached_of_planned_or_planned_of_reached(
    planned: int | None, reached: int | None, less: bool, percent: Fraction | int | None
) -> None:
    assert percent_reached(planned, reached, less_is_better=less) == percent


def test_a_target_counts_for_its_weight_at_most_and_without_data_for_nothing_yet() -> None:
    targets = [Weighed(60_000, Fraction(125)), Weighed(30_000, Fraction(50)), Weighed(10_000, None)]
    assert [points_of(one) for one in targets] == [60, 15, None]
    score = score_of(targets)
    assert (score.points, score.known, score.unknown) == (75, 90, 10)


def test_figures_are_written_to_the_tenth_rounded_half_up() -> None:
    assert in_thousandths(Fraction(100, 3)) == 33_300
    assert in_thousandths(Fraction(200, 3)) == 66_700
    assert in_thousandths(Fraction(1, 20)) == 100
