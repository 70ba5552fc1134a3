"""The demonstration's cycle: its vote is open, its projects are numbered, its key is made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Commune, Cycle, Phase, Project, Zone
from models.cycle import CycleState
from services.house import House

# Days before (-) and after now at which each phase opens and closes; proposals stay open so that both can be tried.
PLAN = (
    (PhaseKind.PROPOSALS, -60, -20),
    (PhaseKind.REVIEW, -20, -7),
    (PhaseKind.VOTE, -7, 14),
    (PhaseKind.COUNT, 15, 20),
    (PhaseKind.APPEAL, 20, 35),
    (PhaseKind.WORKS, 35, 300),
)


def open_vote(session: Session, house: House, commune: Commune, data: dict[str, Any]) -> Cycle:
    """Store the cycle with its dated phases and its projects."""
    now = house.clock()
    cycle = Cycle(
        commune_id=commune.id,
        title=f"{data['cycle']['title']} {now.year}",
        year=now.year,
        envelope=data["cycle"]["envelope"],
        max_choices=data["cycle"]["max_choices"],
        state=CycleState.APPROVED,
        created_at=now,
    )
    session.add(cycle)
    session.flush()
    session.add_all(
        Phase(
            cycle_id=cycle.id, kind=kind, opens_at=now + timedelta(days=opens), closes_at=now + timedelta(days=closes)
        )
        for kind, opens, closes in PLAN
    )
    add_projects(session, house, commune, cycle, data)
    cycle.key_fingerprint = house.keyring.create(cycle.id).fingerprint
    cycle.key_backed_up_at = now
    session.flush()
    return cycle


def add_projects(session: Session, house: House, commune: Commune, cycle: Cycle, data: dict[str, Any]) -> None:
    """Store the projects of the ballot."""
    zones = {zone.name: zone.id for zone in session.scalars(select(Zone).where(Zone.commune_id == commune.id))}
    for found in data["project"]:
        session.add(
            Project(
                commune_id=commune.id,
                cycle_id=cycle.id,
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
