"""When ballots are counted and when their result is due: one answer wherever a day is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from budgeting.phases import Counting, Phase, PhaseKind, counting_of

CLOSES = datetime(2026, 12, 12, 18, tzinfo=UTC)
DAY, GRACE = timedelta(days=1), timedelta(hours=2)
VOTE = Phase(PhaseKind.VOTE, CLOSES - 7 * DAY, CLOSES)
APPEAL = Phase(PhaseKind.APPEAL, CLOSES + 5 * DAY, CLOSES + 15 * DAY)


def count(opens: timedelta, closes: timedelta) -> Phase:
    return Phase(PhaseKind.COUNT, CLOSES + opens, CLOSES + closes)


@pytest.mark.parametrize(
    ("phases", "opens", "closes"),
    [
        ((VOTE,), GRACE, None),
        ((VOTE, APPEAL), GRACE, 5 * DAY),
        ((VOTE, count(DAY, 3 * DAY), APPEAL), DAY, 3 * DAY),
        ((VOTE, count(timedelta(0), 3 * DAY)), GRACE, 3 * DAY),
        ((VOTE, count(timedelta(0), timedelta(hours=1))), GRACE, None),
        ((count(-30 * DAY, -20 * DAY), VOTE), GRACE, None),
    ],
)
def test_the_count_begins_after_closing_and_grace_and_ends_by_the_plan(
    phases: tuple[Phase, ...], opens: timedelta, closes: timedelta | None
) -> None:
    assert counting_of(phases, GRACE) == Counting(CLOSES + opens, None if closes is None else CLOSES + closes)


def test_a_plan_without_a_vote_counts_nothing() -> None:
    assert counting_of((APPEAL,), GRACE) is None
