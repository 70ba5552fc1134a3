"""A commune on the day of a vote of people on a closed list (level D)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models import Commune, Cycle, Project
from models.cycle import IdentityLevel
from services.cycles.rules import write_rules
from services.house import House
from services.revision import grow_revision
from services.roll.importing import accept_roll, stage_roll, terms_of_roll
from services.roll.reading import RollRow, read_roll
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_zone

HEAD = ("Téléphone", "N° d'électeur", "Date de naissance", "Quartier")


@dataclass
class RollDay(PollingDay):
    """A polling day at level D."""

    def rows(self, *rows: Sequence[str], head: Sequence[str] = HEAD) -> list[RollRow]:
        """Read rows as a file of a town hall."""
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([head, *rows])
        terms = self.house.work.read(lambda db: terms_of_roll(db, self.commune_id, self.cycle_id))
        return read_roll(text.getvalue().encode(), "liste.csv", terms)

    def stage(self, rows: list[RollRow]) -> int:
        """Read rows into a file that waits to be looked at."""
        where = (self.house, self.commune_id, self.cycle_id, rows)
        return self.house.work.write(lambda db: stage_roll(db, *where, staff_id=None))

    def accept(self, batch_id: int) -> None:
        """Put the people of a file on the list."""
        where = (self.house, self.commune_id, self.cycle_id, batch_id)
        self.house.work.write(lambda db: accept_roll(db, *where, staff_id=None))

    def do(self, act: Any, *values: Any, staff_id: int | None = None, **more: Any) -> Any:
        """Let staff decide."""
        where = (self.house, self.commune_id, self.cycle_id, *values)
        return self.house.work.write(lambda db: act(db, *where, staff_id=staff_id, **more))


def plant_roll_day(
    house: House,
    clock: HandClock,
    *rows: Sequence[str],
    age: int | None = None,
    zones: dict[int, str] | None = None,
    confirms: bool = False,
) -> RollDay:
    """Plant a polling day at level D whose list was imported before the vote opened.

    `zones` gives projects a zone each, by their numbers; then people choose among those of their own. `confirms` where
    a ballot by SMS waits for a code.
    """
    day = plant_polling_day(house)
    opened = clock()

    def raise_level(session: Any) -> None:
        cycle = session.get_one(Cycle, day.cycle_id)
        commune = plant_zones(session, day, zones or {})
        cycle.identity_level, cycle.minimum_age, cycle.own_zone_only = IdentityLevel.CLOSED_ROLL, age, bool(zones)
        cycle.age_on, cycle.confirms = date(2026, 4, 1) if age else None, confirms
        write_rules(session, cycle)
        grow_revision(session, commune)

    house.work.write(raise_level)
    planted = RollDay(day.house, day.commune_id, day.cycle_id, day.opens_at, day.closes_at, day.lines)
    clock.wait(hours=-2)
    if rows:
        planted.accept(planted.stage(planted.rows(*rows)))
    clock.set(opened)
    return planted


def plant_zones(session: Any, day: PollingDay, zones: dict[int, str]) -> int:
    """Plant zones and give projects theirs."""
    commune = session.get_one(Commune, day.commune_id)
    made = {name: plant_zone(session, commune, name) for name in dict.fromkeys(zones.values())}
    for project in session.query(Project).filter(Project.commune_id == commune.id):
        if project.number in zones:
            project.zone_id = made[zones[project.number]].id
    session.flush()
    return int(commune.id)
