"""The announced rules of a vote: what two people approved, word for word, from then on for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from budgeting.announced_ballot import read_limits
from budgeting.ballot import BallotRules
from budgeting.ways_in import WaysIn, read_ways
from models import Cycle
from models.cycle import CycleState
from services.cycles.result import has_result
from services.cycles.rules import frozen, frozen_terms, is_unaltered
from services.cycles.told import TermsTold, tell_terms


@dataclass(frozen=True, slots=True)
class RuledPhase:
    """A dated stage as it was announced."""

    kind: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class RuledProject:
    """A project as it stands on the frozen ballot; cost in minor units."""

    number: int
    titles: dict[str, str]
    cost: int


@dataclass(frozen=True, slots=True)
class RuledDraw:
    """A public draw of numbers: what was drawn, the first number it gave, when, and each number before and after."""

    drawn: str
    first: int
    at: datetime
    numbers: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class VoteRules:
    """The frozen rules of a vote, read out of the text whose digest was approved; grace in minutes.

    `envelope` is all the money; where zones have envelopes, `ballot.pots` are all of them.
    """

    title: str
    year: int
    envelope: int
    ballot: BallotRules
    identity_level: str
    grace_minutes: int
    voters_per_phone: int | None
    confirming_hours: int | None
    minimum_age: int | None
    age_on: date | None
    own_zone_only: bool
    ways: WaysIn
    phases: tuple[RuledPhase, ...]
    projects: tuple[RuledProject, ...]
    told: TermsTold
    rule_key: str
    rules_hash: str
    one_person: bool
    voided_reason: str | None
    voided_at: datetime | None
    has_result: bool
    number_draws: tuple[RuledDraw, ...] = ()

    @property
    def max_choices(self) -> int:
        """How many projects a ballot may name."""
        return self.ballot.max_choices or len(self.projects)


def vote_rules(session: Session, commune_id: int, cycle_id: int) -> VoteRules | None:
    """Return the rules of a cycle of the commune; None before two people approved them, and where they were altered."""
    cycle = session.get(Cycle, cycle_id)
    if cycle is None or cycle.commune_id != commune_id or cycle.state == CycleState.DRAFT:
        return None
    return rules_read(session, cycle)


def rules_read(session: Session, cycle: Cycle) -> VoteRules | None:
    """Return the rules as they are frozen, approved or not yet; None where they were altered since, or never frozen."""
    if not is_unaltered(cycle):
        return None
    rules = frozen(cycle)
    is_voided = cycle.state == CycleState.VOIDED
    return VoteRules(
        title=rules["title"],
        year=rules["year"],
        envelope=rules["envelope"] + sum(rules.get("envelopes", {}).values()),
        ballot=read_limits(rules),
        identity_level=rules["identity_level"],
        grace_minutes=rules["grace_seconds"] // 60,
        voters_per_phone=rules.get("voters_per_phone"),
        confirming_hours=rules.get("confirming_hours"),
        minimum_age=rules.get("minimum_age"),
        age_on=date.fromisoformat(rules["age_on"]) if rules.get("age_on") else None,
        own_zone_only=bool(rules.get("own_zone_only")),
        ways=read_ways(rules),
        phases=tuple(_phase(phase) for phase in rules["phases"]),
        projects=tuple(RuledProject(each["number"], each["titles"], each["cost"]) for each in rules["projects"]),
        told=tell_terms(frozen_terms(cycle), read_limits(rules).format),
        rule_key=frozen_terms(cycle).rule,
        rules_hash=str(cycle.rules_hash),
        one_person=cycle.one_person,
        voided_reason=cycle.voided_reason if is_voided else None,
        voided_at=cycle.voided_at if is_voided else None,
        has_result=not is_voided and has_result(session, cycle.id),
        number_draws=tuple(_draw(draw) for draw in rules.get("number_draws", ())),
    )


def _phase(paper: dict[str, Any]) -> RuledPhase:
    opens_at, closes_at = (datetime.fromisoformat(paper[name]) for name in ("opens_at", "closes_at"))
    return RuledPhase(paper["kind"], opens_at, closes_at)


def _draw(paper: dict[str, Any]) -> RuledDraw:
    numbers = tuple((before, after) for before, after in paper["numbers"])
    return RuledDraw(paper["drawn"], paper["first"], datetime.fromisoformat(paper["at"]), numbers)
