"""A cycle as the panel and the public pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ports import ProjectView
from budgeting.ballot import BallotRules
from budgeting.phases import Phase, phase_at
from budgeting.refusal import Refusal
from budgeting.ways_in import WaysIn
from models import Commune, Cycle, Turnout
from models.cycle import CycleState
from services.cycles.approve import void_digest
from services.cycles.ballot_format import announced_ballot
from services.cycles.ballot_list import free_projects, held_elsewhere
from services.cycles.checks import ideas_to_come, why_not_freeze
from services.cycles.consent import Consent, Matter, consent_of
from services.cycles.draft import find_cycle, tie_breaks_of
from services.cycles.phases import phases_of
from services.cycles.pots import ZoneMoney, zone_money, zones_with_money
from services.cycles.rules import frozen_terms, is_unaltered, terms_of
from services.cycles.standing import Standing, counted_and_published, standing_of
from services.cycles.told import TermsTold, tell_terms
from services.cycles.ways import ways_of
from services.house import House
from services.projects.reading import projects_on_ballot, view_of


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle's own values; envelope in minor units, that of the whole commune.

    `pots` are the zones that have an envelope too, each by its id, its name and the money.
    """

    id: int
    title: str
    year: int
    state: str
    envelope: int
    zone_money: ZoneMoney
    pots: tuple[tuple[int, str, int], ...]
    ballot: BallotRules
    max_choices: int
    minimum_votes: int
    grace_seconds: int
    identity_level: str
    voters_per_phone: int
    minimum_age: int | None
    age_on: date | None
    own_zone_only: bool
    confirms: bool
    ways: WaysIn
    rule: str
    rule_choices: dict[str, str]
    tie_break: tuple[str, ...]
    exclusive: tuple[tuple[int, ...], ...]
    told: TermsTold
    one_person: bool
    rules: dict[str, Any] | None
    rules_hash: str | None
    key_fingerprint: str | None
    key_backed_up_at: datetime | None
    key_destroyed_at: datetime | None
    voided_reason: str | None
    voided_at: datetime | None
    phases: tuple[Phase, ...]
    phase: Phase | None
    counted_at: datetime | None
    published_at: datetime | None
    standing: Standing

    @property
    def is_draft(self) -> bool:
        """May it still be changed?"""
        return self.state == CycleState.DRAFT


@dataclass(frozen=True, slots=True)
class CyclePage:
    """One cycle with what staff need to go on with it; `turnout` is a number of people, never of choices.

    `fates` is what became of each project of an approved ballot, by its number; `gathering` are the phases whose ideas
    a ballot approved now would leave out; `held` are other cycles that hold projects, with how many.
    """

    row: CycleRow
    projects: tuple[tuple[ProjectView, bool], ...]
    faults: tuple[Refusal, ...]
    approval: Consent
    voiding: Consent | None
    turnout: int
    fates: dict[int, str]
    gathering: tuple[Phase, ...]
    held: tuple[tuple[int, str, int], ...] = ()


def cycles_of(session: Session, house: House, commune_id: int) -> list[CycleRow]:
    """Return the commune's cycles, the latest first."""
    query = select(Cycle).where(Cycle.commune_id == commune_id).order_by(Cycle.year.desc(), Cycle.id.desc())
    return [row_of(session, house, cycle) for cycle in session.scalars(query).all()]


def cycle_page(session: Session, house: House, commune_id: int, cycle_id: int) -> CyclePage:
    """Return one cycle; `Refusal` where the commune has none of that id."""
    cycle = find_cycle(session, commune_id, cycle_id)
    is_draft = cycle.state == CycleState.DRAFT
    voids = not is_draft and cycle.voided_reason
    return CyclePage(
        row=row_of(session, house, cycle),
        projects=tuple(
            (view_of(session, project), project.cycle_id == cycle.id)
            for project in free_projects(session, commune_id, cycle_id)
        )
        if is_draft
        else (),
        faults=tuple(why_not_freeze(session, house, cycle)) if is_draft else (),
        approval=consent_of(session, cycle, Matter.PLAN, cycle.rules_hash),
        voiding=consent_of(session, cycle, Matter.VOID, void_digest(cycle.rules_hash, str(cycle.voided_reason)))
        if voids
        else None,
        turnout=turnout_of(session, cycle),
        fates={}
        if is_draft
        else {project.number: str(project.state) for project in projects_on_ballot(session, cycle.id)},
        held=tuple(held_elsewhere(session, commune_id, cycle_id)) if is_draft else (),
        gathering=ideas_to_come(phases_of(session, cycle.id), house.clock()) if is_draft else (),
    )


def turnout_of(session: Session, cycle: Cycle) -> int:
    """Return how many people have voted; simulated phones count in a demonstration commune only."""
    commune = session.get_one(Commune, cycle.commune_id)
    query = select(func.count()).select_from(Turnout).where(Turnout.cycle_id == cycle.id)
    if not commune.is_demo:
        query = query.where(Turnout.simulated.is_(False))
    return session.scalar(query) or 0


def row_of(session: Session, house: House, cycle: Cycle) -> CycleRow:
    """Return a cycle's own values and the phase it is in."""
    phases, now = phases_of(session, cycle.id), house.clock()
    counted_at, published_at = counted_and_published(session, cycle)
    ballot, terms = announced_ballot(cycle), frozen_terms(cycle) if is_unaltered(cycle) else terms_of(cycle)
    return CycleRow(
        id=cycle.id,
        title=cycle.title,
        year=cycle.year,
        state=str(cycle.state),
        envelope=cycle.envelope,
        zone_money=zone_money(cycle),
        pots=zones_with_money(session, cycle),
        ballot=ballot,
        max_choices=cycle.max_choices,
        minimum_votes=cycle.minimum_votes,
        grace_seconds=cycle.grace_seconds,
        identity_level=str(cycle.identity_level),
        voters_per_phone=cycle.voters_per_phone,
        minimum_age=cycle.minimum_age,
        age_on=cycle.age_on,
        own_zone_only=cycle.own_zone_only,
        confirms=cycle.confirms,
        ways=ways_of(cycle),
        rule=cycle.counting_rule,
        rule_choices=dict(cycle.rule_choices),
        tie_break=tuple(way.value for way in tie_breaks_of(cycle)),
        exclusive=tuple(tuple(group) for group in cycle.exclusive),
        told=tell_terms(terms, ballot.format),
        one_person=cycle.one_person,
        rules=cycle.rules,
        rules_hash=cycle.rules_hash,
        key_fingerprint=cycle.key_fingerprint,
        key_backed_up_at=cycle.key_backed_up_at,
        key_destroyed_at=cycle.key_destroyed_at,
        voided_reason=cycle.voided_reason,
        voided_at=cycle.voided_at,
        phases=phases,
        phase=phase_at(phases, now),
        counted_at=counted_at,
        published_at=published_at,
        standing=standing_of(str(cycle.state), phases, now, counted_at, published_at),
    )
