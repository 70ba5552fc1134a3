from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.phases import (
    Phase,
    PhaseKind,
    PhaseReason,
    PlanFault,
    PlanProblem,
    counts_as_cast_at,
    is_open,
    phase_at,
    why_not_plan,
)
from budgeting.refusal import Refusal

LOME = ZoneInfo("Africa/Lome")
CASABLANCA = ZoneInfo("Africa/Casablanca")
PARIS = ZoneInfo("Europe/Paris")


def day(number: int, hour: int = 0, zone: tzinfo = LOME) -> datetime:
    return datetime(2026, 3, number, hour, tzinfo=zone)


PROPOSALS = Phase(PhaseKind.PROPOSALS, day(1), day(10))
VOTE = Phase(PhaseKind.VOTE, day(12), day(20))
PLAN = (VOTE, PROPOSALS)


def test_a_phase_opens_at_its_first_moment_and_is_over_at_its_last() -> None:
    assert phase_at(PLAN, day(12)) == VOTE
    assert is_open(PLAN, PhaseKind.VOTE, day(20) - timedelta(microseconds=1))
    assert not is_open(PLAN, PhaseKind.VOTE, day(20))
    assert not is_open(PLAN, PhaseKind.VOTE, day(12) - timedelta(microseconds=1))


def test_between_phases_nothing_is_open() -> None:
    assert phase_at(PLAN, day(11)) is None
    assert not is_open(PLAN, PhaseKind.PROPOSALS, day(11))


def test_the_same_moment_told_by_another_clock_is_the_same_moment() -> None:
    assert phase_at(PLAN, datetime(2026, 3, 12, 2, tzinfo=timezone(timedelta(hours=2)))) == VOTE
    assert phase_at(PLAN, datetime(2026, 3, 12, 1, 59, tzinfo=timezone(timedelta(hours=2)))) is None


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    # 2026-10-25, 02:30 comes twice in Paris; the vote closes the second time.
    first = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=0)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1)
    vote = Phase(PhaseKind.VOTE, datetime(2026, 10, 1, tzinfo=PARIS), second)
    assert vote.closes_at - first.astimezone(UTC) == timedelta(hours=1)
    assert vote.holds(first)
    assert vote.holds(datetime(2026, 10, 25, 2, 59, tzinfo=PARIS, fold=0))
    assert not vote.holds(second)


def test_the_clock_of_morocco_changes_around_ramadan_and_moves_no_deadline() -> None:
    # Morocco leaves UTC+1 for UTC during Ramadan: 15 February to 22 March 2026.
    opens_at, closes_at = (datetime(2026, 2, day, 8, tzinfo=CASABLANCA) for day in (10, 20))
    vote = Phase(PhaseKind.VOTE, opens_at, closes_at)
    assert vote.opens_at == datetime(2026, 2, 10, 7, tzinfo=UTC)
    assert vote.closes_at == datetime(2026, 2, 20, 8, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 12)
    for place in (
        lambda: Phase(PhaseKind.VOTE, naive, day(3)),
        lambda: Phase(PhaseKind.VOTE, day(3), naive),
        lambda: phase_at(PLAN, naive),
        lambda: counts_as_cast_at(naive, day(3), timedelta(0)),
        lambda: counts_as_cast_at(None, naive, timedelta(0)),
    ):
        with pytest.raises(Refusal) as refused:
            place()
        assert refused.value.reason is PhaseReason.MOMENT_WITHOUT_ZONE


def test_a_moment_outside_the_calendar_is_refused_without_a_crash() -> None:
    with pytest.raises(Refusal) as refused:
        counts_as_cast_at(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), day(3), timedelta(0))
    assert refused.value.reason is PhaseReason.MOMENT_OUT_OF_RANGE


def test_a_sound_plan_has_no_fault_and_phases_may_touch() -> None:
    assert why_not_plan(PLAN) == []
    assert why_not_plan([PROPOSALS, Phase(PhaseKind.REVIEW, day(10), day(12)), VOTE]) == []


def test_overlapping_phases_are_named_in_pairs() -> None:
    review = Phase(PhaseKind.REVIEW, day(9), day(13))
    assert why_not_plan([VOTE, review, PROPOSALS]) == [
        PlanFault(PlanProblem.OVERLAP, (PROPOSALS, review)),
        PlanFault(PlanProblem.OVERLAP, (review, VOTE)),
    ]


def test_a_phase_inside_another_overlaps_it() -> None:
    inside = Phase(PhaseKind.APPEAL, day(14), day(15))
    assert why_not_plan([VOTE, inside]) == [PlanFault(PlanProblem.OVERLAP, (VOTE, inside))]


@pytest.mark.parametrize("closes_at", [day(5), day(4)])
def test_a_phase_that_does_not_last_is_named_once(closes_at: datetime) -> None:
    backwards = Phase(PhaseKind.SUPPORT, day(5), closes_at)
    assert why_not_plan([PROPOSALS, backwards]) == [PlanFault(PlanProblem.ENDS_BEFORE_START, (backwards,))]


def test_an_empty_plan_is_no_plan() -> None:
    assert why_not_plan([]) == [PlanFault(PlanProblem.EMPTY)]


def test_where_a_faulty_plan_has_two_open_phases_the_last_opened_is_told() -> None:
    inside = Phase(PhaseKind.APPEAL, day(14), day(15))
    assert phase_at([inside, VOTE], day(14)) == inside


GRACE = timedelta(hours=2)


@pytest.mark.parametrize(
    ("event", "counted"),
    [
        (None, day(20, 3)),
        (day(20, 2), day(20, 2)),
        (day(20, 1), day(20, 1)),
        (day(19, 23), day(20, 1)),
        (day(21), day(20, 3)),
    ],
)
def test_the_event_time_counts_within_the_grace_and_never_after_arrival(
    event: datetime | None, counted: datetime
) -> None:
    assert counts_as_cast_at(event, day(20, 3), GRACE) == counted


def test_the_twice_told_hour_does_not_bend_the_grace() -> None:
    sent = datetime(2026, 10, 25, 2, 50, tzinfo=PARIS, fold=0)
    arrived = datetime(2026, 10, 25, 2, 10, tzinfo=PARIS, fold=1)
    assert counts_as_cast_at(sent, arrived, GRACE) == datetime(2026, 10, 25, 0, 50, tzinfo=UTC)


def test_a_negative_grace_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        counts_as_cast_at(day(3), day(3), timedelta(seconds=-1))
    assert refused.value.reason is PhaseReason.GRACE_NEGATIVE


moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.sampled_from([UTC, PARIS, CASABLANCA]))


@given(moments, moments, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_ballot_counts_between_arrival_minus_grace_and_arrival(
    event: datetime, arrived: datetime, grace: timedelta
) -> None:
    counted = counts_as_cast_at(event, arrived, grace)
    latest = arrived.astimezone(UTC)
    assert latest - grace <= counted <= latest
    if latest - grace <= event.astimezone(UTC) <= latest:
        assert counted == event.astimezone(UTC)
