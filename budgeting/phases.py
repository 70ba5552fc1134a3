"""The dated stages of a cycle, and the moment at which a ballot counts as cast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import combinations

from budgeting.refusal import Refusal


class PhaseKind(StrEnum):
    """What people do in a phase."""

    INFORMATION = "information"
    PROPOSALS = "proposals"
    REVIEW = "review"
    SUPPORT = "support"
    VOTE = "vote"
    COUNT = "count"
    APPEAL = "appeal"
    WORKS = "works"
    EVALUATION = "evaluation"


class PhaseReason(StrEnum):
    """Why a moment cannot be placed."""

    MOMENT_WITHOUT_ZONE = "phase_moment_without_zone"
    MOMENT_OUT_OF_RANGE = "phase_moment_out_of_range"
    GRACE_NEGATIVE = "phase_grace_negative"


class PlanProblem(StrEnum):
    """What is wrong with a plan."""

    EMPTY = "plan_empty"
    ENDS_BEFORE_START = "plan_ends_before_start"
    OVERLAP = "plan_overlap"


@dataclass(frozen=True)
class Phase:
    """A stage that is open from `opens_at` up to, but not at, `closes_at`.

    Both are kept in UTC. A datetime without a zone raises `Refusal` (`PhaseReason`).
    """

    kind: PhaseKind
    opens_at: datetime
    closes_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "opens_at", in_utc(self.opens_at))
        object.__setattr__(self, "closes_at", in_utc(self.closes_at))

    def holds(self, moment: datetime) -> bool:
        """Tell whether the phase is open at this moment."""
        return self.opens_at <= in_utc(moment) < self.closes_at


@dataclass(frozen=True)
class PlanFault:
    """A problem and the phases that have it."""

    problem: PlanProblem
    phases: tuple[Phase, ...] = ()


def phase_at(phases: Iterable[Phase], moment: datetime) -> Phase | None:
    """Return the phase open at a moment, the last opened where a faulty plan has several; None between phases."""
    return max((phase for phase in phases if phase.holds(moment)), key=lambda phase: phase.opens_at, default=None)


@dataclass(frozen=True)
class Counting:
    """When a plan's ballots are counted: from `opens_at` on; the result is out by `closes_at`, None for no date."""

    opens_at: datetime
    closes_at: datetime | None


def counting_of(phases: Sequence[Phase], grace: timedelta) -> Counting | None:
    """Return when a plan's ballots are counted, the one answer wherever a day is named; None where it has no vote.

    Nothing is counted before closing and grace are over, whatever the plan says; without a count in it the result is
    out by the appeal, which nobody can make before.
    """
    vote = _first(phases, PhaseKind.VOTE, None)
    if vote is None:
        return None
    count, appeal = (_first(phases, kind, vote.closes_at) for kind in (PhaseKind.COUNT, PhaseKind.APPEAL))
    opens_at = max(vote.closes_at + grace, count.opens_at if count else vote.closes_at)
    closes_at = count.closes_at if count else appeal.opens_at if appeal else None
    return Counting(opens_at, closes_at if closes_at and closes_at > opens_at else None)


def _first(phases: Iterable[Phase], kind: PhaseKind, after: datetime | None) -> Phase | None:
    found = (phase for phase in phases if phase.kind is kind and (after is None or phase.closes_at > after))
    return min(found, key=lambda phase: phase.opens_at, default=None)


def is_open(phases: Iterable[Phase], kind: PhaseKind, moment: datetime) -> bool:
    """Tell whether a phase of this kind is open at a moment."""
    return any(phase.kind is kind and phase.holds(moment) for phase in phases)


def why_not_plan(phases: Sequence[Phase]) -> list[PlanFault]:
    """Return every fault of a plan; an empty list means it can be approved. Gaps between phases are allowed."""
    if not phases:
        return [PlanFault(PlanProblem.EMPTY)]
    ordered = sorted(phases, key=lambda phase: (phase.opens_at, phase.closes_at))
    backwards = [PlanFault(PlanProblem.ENDS_BEFORE_START, (phase,)) for phase in ordered if not _lasts(phase)]
    lasting = [phase for phase in ordered if _lasts(phase)]
    overlaps = [
        PlanFault(PlanProblem.OVERLAP, (one, other))
        for one, other in combinations(lasting, 2)
        if other.opens_at < one.closes_at
    ]
    return backwards + overlaps


def counts_as_cast_at(event_at: datetime | None, arrived_at: datetime, grace: timedelta) -> datetime:
    """Return the moment, in UTC, at which a ballot counts as cast.

    The event time counts where a provider declares a trustworthy one, never later than arrival and never earlier than
    arrival minus the grace; without it (None) the arrival counts. Raises `Refusal` (`PhaseReason`).
    """
    if grace < timedelta(0):
        raise Refusal(PhaseReason.GRACE_NEGATIVE)
    arrived = in_utc(arrived_at)
    if event_at is None:
        return arrived
    return min(arrived, max(in_utc(event_at), arrived - grace))


def in_utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC.

    Python compares two datetimes of one zone by their wall clocks, which run backwards for an hour when summer time
    ends (and around Ramadan in Morocco); in UTC they never do.
    """
    if moment.utcoffset() is None:
        raise Refusal(PhaseReason.MOMENT_WITHOUT_ZONE)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise Refusal(PhaseReason.MOMENT_OUT_OF_RANGE) from error


def _lasts(phase: Phase) -> bool:
    return phase.opens_at < phase.closes_at
