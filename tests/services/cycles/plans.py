"""A commune with two deciders, projects and a plan, for tests that need a cycle."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from budgeting.refusal import Refusal
from models import Commune, Cycle, Project, Staff
from services.cycles.approve import approve_cycle
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import Draft, start_cycle
from services.cycles.key import confirm_backup, show_key
from services.cycles.rules import freeze
from services.house import House
from services.roles import RoleName, ensure_roles
from services.voting.cast import cast_ballot
from services.voting.paper import poll_at
from services.voting.voter import Voting
from tests.services.townsfolk import NOW, plant_commune, plant_staff, planted

OPENS = NOW + timedelta(days=2)
CLOSES = NOW + timedelta(days=9)
APPEAL_ENDS = NOW + timedelta(days=20)
GRACE = timedelta(hours=2)
COSTS = (4_000, 3_000, 6_000)


def refused(act: Any, *args: Any, **values: Any) -> str:
    """Return the reason for which the act is refused."""
    with pytest.raises(Refusal) as no:
        act(*args, **values)
    return str(no.value.reason)


def plan(opens_at: datetime = OPENS, closes_at: datetime = CLOSES) -> tuple[Phase, ...]:
    return (
        Phase(PhaseKind.PROPOSALS, NOW - timedelta(days=30), NOW),
        Phase(PhaseKind.VOTE, opens_at, closes_at),
        Phase(PhaseKind.APPEAL, closes_at + timedelta(days=1), closes_at + timedelta(days=11)),
    )


def draft(**values: Any) -> Draft:
    return Draft(**{"title": "Budget 2026", "year": 2026, "envelope": 10_000, "phases": plan(), **values})


class Plan:
    """A commune, its two deciders, and a cycle that goes as far as a test asks."""

    def __init__(self, session: Session, house: House, *, deciders: int = 2, **values: Any) -> None:
        self.session, self.house = session, house
        self.commune: Commune = plant_commune(session)
        self.staff = [self._decider(name) for name in ("Awa", "Bio")[:deciders]]
        self.projects = [self._project(number, cost) for number, cost in enumerate(COSTS, 1)]
        self.cycle: Cycle = start_cycle(session, house, self.commune.id, draft(**values), staff_id=self.staff[0].id)
        self.choose(1, 2, 3)

    def choose(self, *numbers: int) -> None:
        choose_ballot(self.session, self.house, self.commune.id, self.cycle.id, numbers, staff_id=self.staff[0].id)

    def exclude(self, *groups: tuple[int, ...]) -> None:
        where = (self.session, self.house, self.commune.id, self.cycle.id)
        choose_ballot(*where, (1, 2, 3), groups, staff_id=self.staff[0].id)

    def freeze(self) -> str:
        freeze(self.session, self.house, self.commune.id, self.cycle.id, staff_id=self.staff[0].id)
        return str(self.cycle.rules_hash)

    def back_up(self) -> None:
        where = (self.session, self.house, self.commune.id, self.cycle.id)
        sheet = show_key(*where, staff_id=self.staff[0].id)
        confirm_backup(*where, sheet.groups[-1], staff_id=self.staff[0].id)

    def approve(self, who: int = 0, *, alone: bool = False) -> bool:
        return approve_cycle(
            self.session,
            self.house,
            self.commune.id,
            self.cycle.id,
            str(self.cycle.rules_hash),
            staff_id=self.staff[who].id,
            alone=alone,
        )

    def approved(self) -> Plan:
        self.freeze()
        self.back_up()
        self.approve(0)
        self.approve(1)
        return self

    def vote(self, phone: int, *numbers: int, at: datetime | None = None, sent_at: datetime | None = None) -> str:
        arrived = at or self.house.clock()
        poll = poll_at(self.session, self.house, self.commune, sent_at or arrived)
        voting = Voting(f"+2290197{phone:06d}", "sms", "fr", sent_at, arrived, phone)
        return cast_ballot(self.session, self.house, poll, voting, list(numbers) or None).receipt  # none: a blank one

    def _decider(self, name: str) -> Staff:
        staff = plant_staff(self.session, self.commune, name)
        staff.roles = [ensure_roles(self.session)[RoleName.ADMINISTRATOR]]
        self.session.flush()
        return staff

    def _project(self, number: int, cost: int) -> Project:
        names = {"fr": f"Projet {number}"}
        return planted(
            self.session,
            Project(commune_id=self.commune.id, number=number, titles=names, short_names=names, cost=cost, made_at=NOW),
        )
