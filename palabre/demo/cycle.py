"""The demonstration's cycles: one whose vote is open, approved by both members of staff, and next year's proposals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from models import Commune, Cycle, Project, Zone
from services.cycles.approve import approve_cycle
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import Draft, start_cycle
from services.cycles.key import confirm_backup, show_key
from services.cycles.pots import ZoneMoney
from services.cycles.rules import freeze
from services.house import House

PREPARED = timedelta(days=9)  # so long ago staff approved the cycle: before its vote opened
PLAN = (  # days from now at which each phase opens and closes
    (PhaseKind.PROPOSALS, -60, -20),
    (PhaseKind.REVIEW, -20, -8),
    (PhaseKind.VOTE, -7, 14),
    (PhaseKind.COUNT, 14, 20),
    (PhaseKind.APPEAL, 20, 35),
    (PhaseKind.WORKS, 35, 300),
)
NEXT_PLAN = (
    (PhaseKind.PROPOSALS, -1, 60),
    (PhaseKind.REVIEW, 60, 80),
    (PhaseKind.VOTE, 90, 110),
    (PhaseKind.APPEAL, 115, 130),
)


def open_vote(session: Session, house: House, commune: Commune, data: dict[str, Any], staff: list[int]) -> Cycle:
    """Take the cycle through every step that a real one takes, as if it had been prepared some days ago."""
    now = house.clock()
    then = replace(house, clock=lambda: now - PREPARED)
    draft = _draft(data, now.year, PLAN, now)
    cycle = start_cycle(session, then, commune.id, draft, staff_id=staff[0])
    numbers = _add_projects(session, then, commune, data)
    choose_ballot(session, then, commune.id, cycle.id, numbers, staff_id=staff[0])
    freeze(session, then, commune.id, cycle.id, staff_id=staff[0])
    sheet = show_key(session, then, commune.id, cycle.id, staff_id=staff[0])
    confirm_backup(session, then, commune.id, cycle.id, sheet.groups[-1], staff_id=staff[0])
    for person in staff:
        # Ideas were still gathered on that day: the later ones are for the next vote.
        approve_cycle(session, then, commune.id, cycle.id, str(cycle.rules_hash), staff_id=person, ideas_wait=True)
    own = _zone_money(session, commune, data)
    whole = data["cycle"]["envelope"] - sum(own.envelopes.values())
    later = replace(_draft(data, now.year + 1, NEXT_PLAN, now), envelope=whole, zone_money=own)
    start_cycle(session, house, commune.id, later, staff_id=staff[0])
    return cycle


def _draft(data: dict[str, Any], year: int, plan: tuple[tuple[PhaseKind, int, int], ...], now: datetime) -> Draft:
    return Draft(
        title=f"{data['cycle']['title']} {year}",
        year=year,
        envelope=data["cycle"]["envelope"],
        max_choices=data["cycle"]["max_choices"],
        level=data["cycle"]["level"],
        phases=tuple(
            Phase(kind, now + timedelta(days=opens), now + timedelta(days=closes)) for kind, opens, closes in plan
        ),
    )


def _zone_money(session: Session, commune: Commune, data: dict[str, Any]) -> ZoneMoney:
    zones = _zones(session, commune)
    return ZoneMoney({zones[name]: money for name, money in data["cycle"]["zones"].items()})


def _zones(session: Session, commune: Commune) -> dict[str, int]:
    return {zone.name: zone.id for zone in session.scalars(select(Zone).where(Zone.commune_id == commune.id))}


def _add_projects(session: Session, house: House, commune: Commune, data: dict[str, Any]) -> list[int]:
    zones = _zones(session, commune)
    for found in data["project"]:
        session.add(
            Project(
                commune_id=commune.id,
                zone_id=zones[found["zone"]],
                number=found["number"],
                titles=found["titles"],
                short_names=found["short_names"],
                description=found["description"],
                cost=found["cost"],
                made_at=house.clock(),
            )
        )
    session.flush()
    return [found["number"] for found in data["project"]]
