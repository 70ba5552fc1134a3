"""What can be voted on now: the poll of a commune, read once for each revision of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import BallotPaper, ProjectView
from bot.views.votes import PaperPot
from budgeting.announced_ballot import read_limits
from budgeting.ballot import BallotRules
from budgeting.phases import PhaseKind, counts_as_cast_at
from budgeting.refusal import Refusal
from budgeting.ways_in import PHONES_ONLY, WaysIn, read_ways
from models import Commune, Cycle, Phase, Project, Zone
from models.cycle import CycleState, IdentityLevel
from services.cycles.result import has_result
from services.house import House
from services.voting.voided import EVER, why_voided

POLLED = (CycleState.APPROVED, CycleState.CLOSED)
"""Of a cycle that is over people still hear when its vote closed."""


class VoteReason(StrEnum):
    """Why a ballot cannot be taken now."""

    NO_VOTE_OPEN = "no_vote_open"
    OPENS_LATER = "vote_opens_later"
    HAS_CLOSED = "vote_has_closed"
    NOT_READY = "vote_not_ready"
    PHONE_NOT_PROVEN = "phone_not_proven"
    TRIAL_PHONE = "trial_phone"
    NO_RESULTS = "no_results_yet"
    CODE_NEEDED = "voting_code_needed"
    CODE_NOT_GOOD = "voting_code_not_good"
    TOO_MANY_CODES = "voting_code_tries"
    PHONE_FULL = "voters_per_phone_reached"
    CODE_WRONG = "confirming_code_wrong"
    CODE_WRONG_TODAY = "confirming_codes_used"
    TOO_MANY_WAIT = "confirming_codes_of_hour"
    TOO_MANY_WAIT_BY_SMS = "confirming_codes_of_hour_by_sms"
    TOO_MANY_AT_END = "confirming_codes_at_end"
    TOO_MANY_AT_END_BY_SMS = "confirming_codes_at_end_by_sms"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    NOT_ON_ROLL = "not_on_roll"
    OTHER_ZONE = "ballot_other_zone"


@dataclass(frozen=True, slots=True)
class Poll:
    """A cycle's vote: its window, its grace, its paper with the announced limits of a ballot, and the fingerprint of
    the key its ballots stand under.

    `takes_codes` where people vote by a code each (level C), and not by their number; `voters_per_phone` of them from
    one phone, None where no cap was announced. `confirms` where a ballot by SMS waits for a code (B, some D).
    `has_roll` where people on a closed list vote (level D), `own_zone_only` for the projects of their zone. `ways` are
    the ways in beside phones (level C).
    """

    cycle_id: int
    key_fingerprint: str | None
    title: str
    opens_at: datetime
    closes_at: datetime
    grace: timedelta
    projects: tuple[ProjectView, ...]
    ballot: BallotRules
    takes_codes: bool = False
    voters_per_phone: int | None = None
    confirms: bool = False
    has_roll: bool = False
    own_zone_only: bool = False
    ways: WaysIn = PHONES_ONLY

    def paper(self) -> BallotPaper:
        """Return the poll as a citizen sees it."""
        rules = self.ballot
        return BallotPaper(
            self.title,
            rules.max_choices or len(self.projects),
            self.closes_at,
            self.projects,
            rules.format.value,
            rules.min_choices,
            rules.envelope,
            rules.max_points,
            rules.most_for_one,
            self.paper_pots(),
        )

    def paper_pots(self) -> tuple[PaperPot, ...]:
        """Return all envelopes of the vote where zones have one."""
        return tuple(PaperPot(pot.envelope, pot.numbers, dict(pot.names)) for pot in self.ballot.pots)

    def why_not_at(self, moment: datetime) -> Refusal | None:
        """Return why a ballot of that instant is not taken, or None."""
        if moment < self.opens_at:
            return Refusal(VoteReason.OPENS_LATER, opens_at=self.opens_at.isoformat())
        if moment >= self.closes_at:
            return Refusal(VoteReason.HAS_CLOSED, closes_at=self.closes_at.isoformat())
        return None


def polls_of(session: Session, house: House, commune: Commune) -> tuple[Poll, ...]:
    """Return the polls of a commune, also those over, latest first; remembered until its revision grows."""
    place = ("polls", commune.id)
    revision, polls = house.memory.get(place, (None, ()))
    if revision != commune.revision:
        polls = _read_polls(session, commune.id)
        house.memory[place] = (commune.revision, polls)
    return cast("tuple[Poll, ...]", polls)


def poll_at(session: Session, house: House, commune: Commune, moment: datetime) -> Poll:
    """Return the poll that is open at that instant, or the one to speak of; a `Refusal` where there is none at all.

    A vote that was voided is what there is to say as long as no later one has come.
    """
    polls = polls_of(session, house, commune)
    is_over = all(poll.closes_at <= moment for poll in polls)
    if is_over and (no := why_voided(session, commune.id, after=polls[0].opens_at if polls else EVER)):
        raise no
    found = poll_told(session, commune.id, polls, moment)
    if found is None:
        raise Refusal(VoteReason.NO_VOTE_OPEN)
    return found


def poll_told(session: Session, commune_id: int, polls: Sequence[Poll], moment: datetime) -> Poll | None:
    """Return the one of a commune's polls, latest first, to speak of at that instant; None where there is none.

    That is the open one; between two votes the one that is over as long as its result is not out or it is the nearer
    in time, unless a later one was voided since; else the next. The database is asked between two votes alone.
    """
    if is_open := [poll for poll in polls if poll.why_not_at(moment) is None]:
        return is_open[0]
    coming = [poll for poll in polls if moment < poll.opens_at]
    over = [poll for poll in polls if poll.closes_at <= moment]
    if not (coming and over):
        return next(iter([*coming[-1:], *over]), None)
    is_nearer = moment - over[0].closes_at < coming[-1].opens_at - moment
    is_told = is_nearer or not has_result(session, over[0].cycle_id)
    if is_told and why_voided(session, commune_id, after=over[0].opens_at, until=moment) is None:
        return over[0]
    return coming[-1]


def poll_for_ballot(
    session: Session, house: House, commune: Commune, event_at: datetime | None, arrived_at: datetime
) -> Poll:
    """Return the poll that a ballot of that event and arrival is for, or the one to speak of; a `Refusal` as above."""
    for poll in polls_of(session, house, commune):
        if poll.why_not_at(counts_as_cast_at(event_at, arrived_at, poll.grace)) is None:
            return poll
    return poll_at(session, house, commune, arrived_at)


def _read_polls(session: Session, commune_id: int) -> tuple[Poll, ...]:
    found = session.execute(
        select(Cycle, Phase)
        .join(Phase, Phase.cycle_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Cycle.state.in_(POLLED), Phase.kind == PhaseKind.VOTE)
        .order_by(Phase.opens_at.desc())
    ).all()
    return tuple(_poll(session, cycle, phase) for cycle, phase in found)


def _poll(session: Session, cycle: Cycle, phase: Phase) -> Poll:
    grace, rules = timedelta(seconds=cycle.grace_seconds), cycle.rules or {}
    return Poll(
        cycle.id,
        cycle.key_fingerprint,
        cycle.title,
        phase.opens_at,
        phase.closes_at,
        grace,
        _on_paper(session, cycle),
        read_limits(rules),
        rules.get("identity_level") == IdentityLevel.VOTING_CODE,
        rules.get("voters_per_phone"),
        rules.get("identity_level") == IdentityLevel.CONFIRMED_PHONE or bool(rules.get("confirming_hours")),
        rules.get("identity_level") == IdentityLevel.CLOSED_ROLL,
        bool(rules.get("own_zone_only")),
        read_ways(rules),
    )


def _on_paper(session: Session, cycle: Cycle) -> tuple[ProjectView, ...]:
    """Return the projects of the frozen rules, by number: what the count knows, and nothing that came since."""
    frozen = {project["number"]: project for project in (cycle.rules or {}).get("projects", ())}
    rows = session.execute(
        select(Project, Zone.name)
        .outerjoin(Zone, Project.zone_id == Zone.id)
        .where(Project.commune_id == cycle.commune_id, Project.number.in_(frozen))
        .order_by(Project.number)
    ).all()
    return tuple(_as_frozen(project_view(project, zone), frozen[project.number]) for project, zone in rows)


def _as_frozen(view: ProjectView, frozen: Mapping[str, Any]) -> ProjectView:
    return replace(view, titles=frozen["titles"], cost=frozen["cost"])


def project_view(project: Project, zone: str | None) -> ProjectView:
    """Return a project as citizens see it."""
    return ProjectView(
        number=project.number,
        titles=dict(project.titles),
        short_names=dict(project.short_names),
        cost=project.cost,
        state=str(project.state),
        progress=project.progress,
        spent=project.spent,
        zone=zone,
        description=project.description,
        due_on=project.due_on,
        done_on=project.done_on,
        former_number=project.former_number,
    )
