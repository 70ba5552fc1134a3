"""What waits for the staff of a commune today: small counts, each from the rows it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from models import Approval, Cycle, InformationRequest, Outbox, Proposal
from models.cycle import CycleState
from models.message import OutboxState
from models.request import RequestState
from services.by_hand.waiting import WaitingByHand, waiting_by_hand
from services.clock import day_in
from services.codes.reading import votes_without_codes
from services.communes import CommuneView
from services.cycles.by_level import NamedVote
from services.cycles.phases import phases_of
from services.cycles.standing import Standing, counted_and_published, standing_of
from services.documents import DocumentView
from services.follow_ups.finding import reader_of
from services.follow_ups.waiting import WaitingFollowUps, waiting_follow_ups
from services.house import House
from services.line_standing import lines_to_see
from services.printing.renewing import outdated_papers
from services.projects.reports import reports_waiting
from services.proposals.reading import UNDECIDED
from services.requests.appealing import appeals_waiting
from services.requests.reminding import reminders_of
from services.roll.lacking import RollLack, votes_lacking_roll
from services.spending import Spent, spent_of
from services.voting.log import logs_behind
from services.watching.inbound import inbound_view

OPEN_REQUESTS = (RequestState.RECEIVED, RequestState.PAUSED, RequestState.EXTENDED)
SOON = timedelta(days=3)
FAILURES_SHOWN = timedelta(days=7)
REMINDERS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class WaitingRequests:
    """Open requests by their due day; what waits for the citizen has none and counts as later."""

    late: int
    soon: int
    later: int
    prepared: int = 0

    @property
    def total(self) -> int:
        """All open requests."""
        return self.late + self.soon + self.later


@dataclass(frozen=True, slots=True)
class Reminded:
    """An open request of which staff were reminded, and the latest reminder (`budgeting.law.reminders`)."""

    request_id: int
    reference: str
    kind: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Step:
    """Where a cycle stands, and its stage that is open or comes next; `at` is when that closes or opens.

    `kind` and `at` are None where no stage is open or to come.
    """

    cycle_id: int
    cycle: str
    standing: Standing
    kind: PhaseKind | None = None
    is_open: bool = False
    at: datetime | None = None

    @property
    def is_to_count(self) -> bool:
        """Does its vote wait to be counted or its result to be published?"""
        return self.standing in {Standing.VOTED, Standing.COUNTED}


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the first page shows.

    `late_logs` are the cycles whose public log does not grow as announced, `codeless` the votes by codes that are near
    and have none, `rolls` the votes whose list of voters lacks something, `outdated` the citizen budgets made before
    their budget was sorted otherwise,
    `lacking` how many messages the companies of the lines have and we lack, `lines` how many lines want somebody to
    look at them, `spent` what messages cost against the ceilings.
    """

    requests: WaitingRequests
    proposals: int
    failed_messages: int
    queued_messages: int
    spent: Spent
    steps: tuple[Step, ...]
    approvals: int
    reminded: tuple[Reminded, ...] = ()
    late_logs: tuple[str, ...] = ()
    codeless: tuple[NamedVote, ...] = ()
    rolls: tuple[RollLack, ...] = ()
    outdated: tuple[DocumentView, ...] = ()
    reports: int = 0
    lacking: int = 0
    lines: int = 0
    appeals: int = 0
    by_hand: WaitingByHand = field(default_factory=WaitingByHand)
    promises: WaitingFollowUps = field(default_factory=WaitingFollowUps)

    @property
    def is_calm(self) -> bool:
        """Does nothing wait?"""
        waits = self.requests.total or self.proposals or self.failed_messages or self.approvals or self.late_logs
        by_hand = self.by_hand.meetings or self.by_hand.boxes
        warned = self.codeless or self.rolls or self.outdated or self.lacking or self.lines or self.spent.is_near
        to_count = any(step.is_to_count for step in self.steps)
        return not (waits or by_hand or self.reports or self.promises.waits or warned or to_count)


def today_of(session: Session, house: House, commune: CommuneView, staff_id: int) -> Today:
    """Return what waits in a commune, and what waits for this person's approval."""
    now = house.clock()
    return Today(
        requests=_requests(session, commune.id, day_in(now, commune.time_zone)),
        proposals=_proposals(session, commune.id),
        failed_messages=_messages(session, commune.id, OutboxState.FAILED, now - FAILURES_SHOWN),
        queued_messages=_messages(session, commune.id, OutboxState.QUEUED, None),
        spent=spent_of(session, commune.id, now),
        steps=tuple(_steps(session, commune.id, now)),
        approvals=_approvals(session, commune.id, staff_id),
        reminded=tuple(_reminded(session, commune.id)),
        late_logs=tuple(logs_behind(session, now, commune.id)),
        codeless=tuple(votes_without_codes(session, commune.id, now)),
        rolls=tuple(votes_lacking_roll(session, commune.id, now)),
        outdated=tuple(outdated_papers(session, commune.id)),
        reports=reports_waiting(session, commune.id),
        lacking=inbound_view(session, commune.id, now).lacks,
        lines=lines_to_see(session, house, commune.id, now),
        appeals=appeals_waiting(session, commune.id),
        by_hand=waiting_by_hand(session, commune.id, staff_id),
        promises=waiting_follow_ups(session, commune.id, reader_of(session, staff_id), day_in(now, commune.time_zone)),
    )


def _requests(session: Session, commune_id: int, day: date) -> WaitingRequests:
    rows = session.execute(
        select(InformationRequest.due_on, func.count())
        .where(InformationRequest.commune_id == commune_id, InformationRequest.state.in_(OPEN_REQUESTS))
        .group_by(InformationRequest.due_on)
    ).all()
    late = sum(count for due, count in rows if due and due < day)
    soon = sum(count for due, count in rows if due and day <= due <= day + SOON)
    return WaitingRequests(late, soon, sum(count for _, count in rows) - late - soon, _prepared(session, commune_id))


def _prepared(session: Session, commune_id: int) -> int:
    query = select(func.count(InformationRequest.id)).where(
        InformationRequest.commune_id == commune_id, InformationRequest.state == RequestState.PREPARED
    )
    return session.scalar(query) or 0


def _reminded(session: Session, commune_id: int) -> list[Reminded]:
    """Return what staff were reminded of, the most urgent first."""
    found = reminders_of(session, commune_id)
    rows = session.execute(
        select(InformationRequest.id, InformationRequest.reference).where(InformationRequest.id.in_(found))
    )
    reminded = [Reminded(key, reference, found[key].kind, found[key].due_on) for key, reference in rows]
    return sorted(reminded, key=lambda one: (one.due_on, one.request_id))[:REMINDERS_SHOWN]


def _proposals(session: Session, commune_id: int) -> int:
    query = select(func.count(Proposal.id)).where(Proposal.commune_id == commune_id, Proposal.state.in_(UNDECIDED))
    return session.scalar(query) or 0


def _messages(session: Session, commune_id: int, state: OutboxState, since: datetime | None) -> int:
    query = select(func.count(Outbox.id)).where(Outbox.commune_id == commune_id, Outbox.state == state)
    return session.scalar(query if since is None else query.where(Outbox.created_at >= since)) or 0


def _steps(session: Session, commune_id: int, now: datetime) -> Iterator[Step]:
    """Yield every cycle that is prepared or runs, the earliest first."""
    cycles = session.scalars(
        select(Cycle)
        .where(Cycle.commune_id == commune_id, Cycle.state.in_((CycleState.DRAFT, CycleState.APPROVED)))
        .order_by(Cycle.year, Cycle.id)
    )
    for cycle in cycles:
        phases = phases_of(session, cycle.id)
        standing = standing_of(cycle.state, phases, now, *counted_and_published(session, cycle))
        yield _step(cycle, standing, phases, now)


def _step(cycle: Cycle, standing: Standing, phases: Sequence[Phase], now: datetime) -> Step:
    stage = next((phase for phase in phases if phase.closes_at > now), None)
    if standing is Standing.DRAFT or stage is None:
        return Step(cycle.id, cycle.title, standing)
    is_open = stage.opens_at <= now
    at = stage.closes_at if is_open else stage.opens_at
    return Step(cycle.id, cycle.title, standing, PhaseKind(stage.kind), is_open, at)


def _approvals(session: Session, commune_id: int, staff_id: int) -> int:
    """Count what has one yes, of somebody else, and needs a second; only the newest text of each thing counts."""
    rows = session.scalars(
        select(Approval)
        .join(Cycle, Cycle.id == Approval.subject_id)
        .where(Approval.subject.startswith("cycle"), Cycle.commune_id == commune_id)
        .order_by(Approval.id)
    ).all()
    newest = {(row.subject, row.subject_id): row.digest for row in rows}
    given: dict[tuple[str, int], list[int | None]] = {}
    for row in rows:
        if newest[row.subject, row.subject_id] == row.digest:
            given.setdefault((row.subject, row.subject_id), []).append(row.staff_id)
    return sum(1 for people in given.values() if len(people) == 1 and people[0] != staff_id)
