"""A vote in which two zones have an envelope of their own, for tests of envelopes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from budgeting.proof import verify
from budgeting.proof.account import account, table
from budgeting.proof.meetings import hands
from models import Project, Zone
from services.by_hand.meetings import Figures, Meeting, enter_meeting, type_meeting_again
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import change_cycle
from services.cycles.pots import ZoneMoney
from services.house import House
from services.proof import bundle_file, bundles_of, make_due_bundles
from services.voting.log import append_pending
from tests.services.cycles.plans import OPENS, Plan, draft
from tests.services.proof.published import publish_count
from tests.services.townsfolk import NOW, planted

MONEY = {1: 5_000, 2: 2_500}
"""By the number of the zone: the first zones of an empty database."""
COSTS = {1: 4_000, 2: 3_000, 3: 3_000, 4: 3_500, 5: 2_000}

BALLOTS = [(3, 4), (3, 1), (4, 2), (3, 4, 5), (5,), (1,), (), (2, 5)] * 3
FEW = BALLOTS[:8]


class Zoned:
    """Projects 1 and 2 of the whole commune, 3 and 4 of zone A, 5 of zone B."""

    def __init__(self, plan: Plan, zones: list[Zone], values: dict[str, Any]) -> None:
        self.plan, self.zones, self.values = plan, zones, values

    def change(self, money: ZoneMoney, **values: Any) -> None:
        self.values |= {"zone_money": money, **values}
        made = self.plan
        where = (made.session, made.house, made.commune.id, made.cycle.id)
        change_cycle(*where, draft(**self.values), staff_id=made.staff[0].id)

    def exclude(self, *groups: tuple[int, ...]) -> None:
        made = self.plan
        where = (made.session, made.house, made.commune.id, made.cycle.id)
        choose_ballot(*where, tuple(COSTS), groups, staff_id=made.staff[0].id)


def zoned(session: Session, house: House, **values: Any) -> Zoned:
    plan = Plan(session, house, envelope=6_000)
    zones = [planted(session, Zone(commune_id=plan.commune.id, name=f"Quartier {name}")) for name in "AB"]
    assert [zone.id for zone in zones] == list(MONEY)
    for number, cost in COSTS.items():
        project = next((one for one in plan.projects if one.number == number), None)
        if project is None:
            names = {"fr": f"Projet {number}"}
            project = Project(commune_id=plan.commune.id, number=number, titles=names, short_names=names, made_at=NOW)
            plan.projects.append(project)
        project.cost = cost
        project.zone_id = {3: zones[0].id, 4: zones[0].id, 5: zones[1].id}.get(number)
        session.add(project)
    session.flush()
    made = Zoned(plan, zones, {"envelope": 6_000, "zone_money": ZoneMoney(MONEY), **values})
    made.change(made.values["zone_money"])
    plan.choose(*COSTS)
    return made


def held(house: House, clock: Any, ballots: list[tuple[Any, ...]] = BALLOTS, **values: Any) -> tuple[Zoned, Path]:
    """Hold a vote with envelopes of zones, publish its result, and return where its bundle lies."""

    def work(session: Session) -> Zoned:
        made = zoned(session, house, **values)
        made.plan.approved()
        clock.set(OPENS + timedelta(hours=1))
        for phone, numbers in enumerate(ballots):
            made.plan.vote(phone, *numbers)
        if made.plan.cycle.by_hands:
            raise_hands(session, house, made)
        append_pending(session, house, made.plan.cycle.id)
        publish_count(made.plan, clock)
        return made

    made = house.work.write(work)
    make_due_bundles(house)

    return made, house.work.read(lambda session: bundle_of(session, house, made.plan.commune.id))


def raise_hands(session: Session, house: House, made: Zoned) -> None:
    """Let a meeting raise fifty hands for project 4 and three for project 1."""
    where = (session, house, made.plan.commune.id, made.plan.cycle.id)
    raised = Figures(60, {"4": 50, "1": 3})
    meeting = Meeting("École", OPENS, ("Chef de quartier", "Secrétaire"))
    number = enter_meeting(*where, meeting, raised, staff_id=made.plan.staff[0].id)
    type_meeting_again(*where, number, raised, staff_id=made.plan.staff[1].id)


def bundle_of(session: Session, house: House, commune_id: int) -> Path:
    found = bundle_file(session, house, commune_id, bundles_of(session, commune_id)[0].sha256)
    assert found is not None
    return found[0]


def faults_of(path: Path) -> list[str]:
    return list(verify.Bundle(verify.open_bundle(path)).faults(account, table, hands))
