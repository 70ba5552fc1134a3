"""What is still wrong with a draft, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.counting.rules import find_rule
from budgeting.phases import Phase, PhaseKind, PlanProblem, why_not_plan
from budgeting.refusal import Refusal
from budgeting.ways_in import WaysIn
from models import Cycle, Project
from models import Phase as PhaseRow
from models.cycle import CycleState, IdentityLevel
from services.approvals import ApprovalView, approvals_on
from services.cycles.ballot_format import may_count, why_not_fill
from services.cycles.consent import Matter
from services.cycles.draft import numbers_drawn_at
from services.cycles.phases import phases_of
from services.cycles.pots import most_that_fit, why_not_pots
from services.cycles.reasons import CycleReason
from services.cycles.ways import ways_of
from services.house import House
from services.projects.reading import projects_on_ballot
from services.zones import innermost_zones

FEWEST = 2
"""Projects of a ballot, and those that a draw can put in an order."""
GATHERING = (PhaseKind.PROPOSALS, PhaseKind.REVIEW, PhaseKind.SUPPORT)
"""Phases in which the ballot still grows."""
FAULTS = {
    PlanProblem.EMPTY: CycleReason.CHECK_EMPTY,
    PlanProblem.ENDS_BEFORE_START: CycleReason.CHECK_BACKWARDS,
    PlanProblem.OVERLAP: CycleReason.CHECK_OVERLAP,
}


def why_not_freeze(session: Session, house: House, cycle: Cycle) -> list[Refusal]:
    """Return everything that stands in the way of freezing a draft; an empty list means nothing does."""
    phases = phases_of(session, cycle.id)
    return [
        *_of_plan(phases),
        *_of_dates(phases, house.clock()),
        *_of_rule(cycle),
        *_of_ways(ways_of(cycle)),
        *_of_ballot(session, cycle),
        *_of_draw(session, cycle),
        *votes_beside(session, cycle),
    ]


def ideas_to_come(phases: Iterable[Phase], now: datetime) -> tuple[Phase, ...]:
    """Return the phases, not over yet, whose ideas a ballot approved now would leave to a later vote."""
    return tuple(phase for phase in phases if phase.kind in GATHERING and now < phase.closes_at)


def who_drew_numbers(session: Session, cycle: Cycle) -> tuple[ApprovalView, ...]:
    """Return who has written down what was drawn since the last draw that gave numbers, first to last."""
    last = numbers_drawn_at(cycle)
    written = approvals_on(session, Matter.NUMBERS, cycle.id)
    return tuple(voice for voice in written if last is None or voice.given_at > last)


def numbers_to_draw(session: Session, cycle: Cycle) -> list[Project]:
    """Return the projects of a draft's ballot whose number is not for life yet, by number; none where one is alone."""
    if cycle.state != CycleState.DRAFT:
        return []
    found = [project for project in projects_on_ballot(session, cycle.id) if not project.keeps_number]
    return found if len(found) >= FEWEST else []


def _of_draw(session: Session, cycle: Cycle) -> Iterator[Refusal]:
    """Freezing would leave a draw aside, unsaid, of which two people wrote down different numbers."""
    if len(who_drew_numbers(session, cycle)) > 1 and numbers_to_draw(session, cycle):
        yield Refusal(CycleReason.CHECK_DRAW)


def _of_plan(phases: tuple[Phase, ...]) -> Iterator[Refusal]:
    for fault in why_not_plan(phases):
        names = {f"phase_{place}": str(phase.kind) for place, phase in enumerate(fault.phases, 1)}
        yield Refusal(FAULTS[fault.problem], **names)


def _of_dates(phases: tuple[Phase, ...], now: datetime) -> Iterator[Refusal]:
    by_kind = {phase.kind: phase for phase in phases}
    vote, appeal = by_kind.get(PhaseKind.VOTE), by_kind.get(PhaseKind.APPEAL)
    if vote is None:
        yield Refusal(CycleReason.CHECK_NO_VOTE)
    elif vote.opens_at <= now:
        yield Refusal(CycleReason.CHECK_VOTE_PAST)
    if appeal is None:
        yield Refusal(CycleReason.CHECK_NO_APPEAL)
    elif vote is not None and appeal.opens_at < vote.closes_at:
        yield Refusal(CycleReason.CHECK_APPEAL_EARLY)


def _of_rule(cycle: Cycle) -> Iterator[Refusal]:
    """A draft may be older than the version that runs: what it announces must still be there when it is counted."""
    rule = find_rule(cycle.counting_rule)
    chosen: dict[str, str] = cycle.rule_choices
    if rule is None or not rule.accepts(chosen) or rule.choose(chosen) != chosen:
        yield Refusal(CycleReason.CHECK_RULE)
    elif not may_count(cycle.format, cycle.counting_rule, chosen):
        yield Refusal(CycleReason.CHECK_RULE_UNFIT)


def _of_ways(ways: WaysIn) -> Iterator[Refusal]:
    if ways.on_paper and not ways.boxes:
        yield Refusal(CycleReason.CHECK_BOXES)


def _of_ballot(session: Session, cycle: Cycle) -> Iterator[Refusal]:
    projects = projects_on_ballot(session, cycle.id)
    if len(projects) < FEWEST:
        yield Refusal(CycleReason.CHECK_FEW_PROJECTS, fewest=FEWEST, count=len(projects))
    yield from why_not_pots(session, cycle, projects)
    yield from _of_papers(session, cycle, projects)
    on_ballot = {project.number for project in projects}
    for number in sorted({number for group in cycle.exclusive for number in group} - on_ballot):
        yield Refusal(CycleReason.CHECK_EXCLUSIVE, number=number)


def _of_papers(session: Session, cycle: Cycle, projects: Sequence[Project]) -> Iterator[Refusal]:
    """Yield why a paper cannot be filled: that of all, or of a zone where people choose among their own projects.

    The paper of a zone is asked for where people live, in zones that hold no other.
    """
    faults = list(why_not_fill(cycle, len(projects), most_that_fit(session, cycle, projects)))
    yield from faults
    if faults or not (cycle.own_zone_only and cycle.identity_level == IdentityLevel.CLOSED_ROLL):
        return
    for name, ids in innermost_zones(session, cycle.commune_id):
        own = [project for project in projects if project.zone_id is None or project.zone_id in ids]
        yield from why_not_fill(cycle, len(own), most_that_fit(session, cycle, own), name)


def votes_beside(session: Session, cycle: Cycle) -> Iterator[Refusal]:
    """Name the approved votes of the same time: a ballot by SMS could not say which one it is meant for."""
    mine = session.scalar(select(PhaseRow).where(PhaseRow.cycle_id == cycle.id, PhaseRow.kind == PhaseKind.VOTE))
    if mine is None:
        return
    others = session.scalars(
        select(Cycle.title)
        .join(PhaseRow, PhaseRow.cycle_id == Cycle.id)
        .where(Cycle.commune_id == cycle.commune_id, Cycle.id != cycle.id, Cycle.state == CycleState.APPROVED)
        .where(PhaseRow.kind == PhaseKind.VOTE)
        .where(PhaseRow.opens_at < mine.closes_at, mine.opens_at < PhaseRow.closes_at)
    )
    for title in others:
        yield Refusal(CycleReason.CHECK_OTHER_VOTE, title=title)
