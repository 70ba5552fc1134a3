"""The works of the demonstration's vote of last year: one project finished and proven, one late, for a reason.

They go the way of all works, step by step, as if staff had written each on its day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, FollowUp, Project, Zone
from models.project import ProjectState
from services.clock import day_in
from services.house import House
from services.projects.changes import report_delay, set_contractor
from services.projects.milestones import move_milestone, plan_milestone, reach_milestone
from services.projects.steps import ORIGIN
from services.projects.works import Works, update_works

VOTED = timedelta(days=366)
"""So long ago the vote before gave them their money."""


@dataclass(frozen=True)
class _Site:
    """A project with works, on the day of one step: `said` is what is known of the step."""

    session: Session
    house: House
    project: Project
    staff: int
    said: Mapping[str, Any]
    today: date

    @property
    def where(self) -> tuple[Session, House, int, int]:
        """The project, as services ask for it."""
        return self.session, self.house, self.project.commune_id, self.project.id

    @property
    def milestone(self) -> tuple[Session, House, int, int]:
        """The milestone of the step, as services ask for it."""
        mine = (FollowUp.origin == ORIGIN, FollowUp.origin_id == self.project.id)
        found = self.session.scalars(select(FollowUp.id).where(*mine, FollowUp.text == self.said["milestone"])).one()
        return self.session, self.house, self.project.commune_id, found

    @property
    def due_on(self) -> date:
        """The day that is promised."""
        return self.today + timedelta(days=self.said["due"])


def build_what_was_voted(session: Session, house: House, commune: Commune, data: dict[str, Any], staff: int) -> None:
    """Write what the vote of last year gave its money, and every step of the works, the earliest first.

    That vote itself is not there, so each says in words where it comes from: nothing is counted that nobody cast.
    """
    voted_at = house.clock() - VOTED
    zones = {zone.name: zone.id for zone in session.scalars(select(Zone).where(Zone.commune_id == commune.id))}
    steps: list[tuple[int, Project, dict[str, Any]]] = []
    for found in data["works"]:
        project = Project(
            commune_id=commune.id,
            zone_id=zones[found["zone"]],
            number=found["number"],
            titles=found["titles"],
            short_names=found["short_names"],
            description=found["description"].format(year=voted_at.year),
            cost=found["cost"],
            state=ProjectState.FUNDED,
            made_at=voted_at,
        )
        session.add(project)
        steps += [(step["day"], project, step) for step in found["step"]]
    session.flush()
    for day, project, said in sorted(steps, key=lambda step: step[0]):
        _take(session, house, commune, project, said, timedelta(days=day), staff)


def _take(
    session: Session,
    house: House,
    commune: Commune,
    project: Project,
    said: Mapping[str, Any],
    ahead: timedelta,
    staff: int,
) -> None:
    now = house.clock()
    then = replace(house, clock=lambda: now + ahead)
    site = _Site(session, then, project, staff, said, day_in(now, commune.time_zone))
    _STEPS[said["does"]](site, day_in(then.clock(), commune.time_zone))


def _contract(site: _Site, _day: date) -> None:
    set_contractor(*site.where, site.said["company"], site.said["amount"], staff_id=site.staff)


def _plan(site: _Site, _day: date) -> None:
    plan_milestone(*site.where, site.said["milestone"], site.due_on, staff_id=site.staff)


def _reach(site: _Site, day: date) -> None:
    reach_milestone(*site.milestone, day, site.said["proof"], staff_id=site.staff)


def _move(site: _Site, _day: date) -> None:
    move_milestone(*site.milestone, site.due_on, site.said["reason"], staff_id=site.staff)


def _delay(site: _Site, _day: date) -> None:
    report_delay(*site.where, site.said["code"], site.said["reason"], site.due_on, staff_id=site.staff)


def _build(site: _Site, _day: date) -> None:
    due_on = site.due_on if "due" in site.said else site.project.due_on
    works = Works(ProjectState.UNDER_WAY, site.said["progress"], site.said["spent"], due_on=due_on)
    update_works(*site.where, works, staff_id=site.staff)


def _finish(site: _Site, day: date) -> None:
    works = Works(ProjectState.DONE, 100, site.said["spent"], done_on=day, proof=site.said["proof"])
    update_works(*site.where, works, staff_id=site.staff)


_STEPS: dict[str, Callable[[_Site, date], None]] = {
    "contract": _contract,
    "plan": _plan,
    "reach": _reach,
    "move": _move,
    "delay": _delay,
    "build": _build,
    "finish": _finish,
}
