"""Loads the demonstration commune into an empty database."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Commune
from palabre.demo.ballots import cast_ballots
from palabre.demo.contracts import write_contracts
from palabre.demo.cycle import open_vote
from palabre.demo.figures import show_figures
from palabre.demo.library import fill_library
from palabre.demo.lines import add_simulator_lines
from palabre.demo.management import hold_dialogues
from palabre.demo.money import load_budget
from palabre.demo.plan import write_plan
from palabre.demo.programmes import write_programmes
from palabre.demo.promises import write_promises
from palabre.demo.sessions import hold_sessions
from palabre.demo.staff import add_demo_staff
from palabre.demo.works import build_what_was_voted
from palabre.wiring import Installation
from services.broadcasts.drafting import Draft, write_broadcast
from services.communes import NewCommune, create_commune
from services.house import House
from services.line_keeping import serve_with_every_line

DATA = Path(__file__).parent / "commune.toml"


def read_demo() -> dict[str, Any]:
    """Return what the demonstration is made of."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def load_demo(installation: Installation, **cycle: Any) -> bool:
    """Load everything in one transaction; False when the database already holds a commune.

    `cycle` takes the place of what the data says of the cycles.
    """
    house, data = installation.house, read_demo()
    data["cycle"] |= cycle
    loaded = house.work.write(lambda session: fill(session, house, data))
    installation.book.forget()
    return loaded


def fill(session: Session, house: House, data: dict[str, Any]) -> bool:
    """Write the demonstration into a database; False where a commune is in it already."""
    if session.scalar(select(func.count()).select_from(Commune)):
        return False
    new = NewCommune(
        name=data["name"],
        key=data["key"],
        country=data["country"],
        currency=data["currency"],
        time_zone=data["time_zone"],
        languages=tuple(data["languages"]),
        population=data["population"],
        zones=tuple(data["zones"]),
    )
    commune = session.get_one(Commune, create_commune(session, house, new, is_demo=True).id)
    staff = add_demo_staff(session, house, commune, data)
    add_simulator_lines(session, house, commune)
    serve_with_every_line(session, commune.id)
    build_what_was_voted(session, house, commune, data, staff[0])
    cycle = open_vote(session, house, commune, data, staff)
    cast_ballots(session, house, commune, cycle, data)
    load_budget(session, house, commune, staff[0])
    write_programmes(session, house, commune, data, staff[0])
    fill_library(session, house, commune, cycle, data)
    hold_sessions(session, house, commune, data, staff[0])
    write_promises(session, house, commune, data, staff[0])
    write_plan(session, house, commune, data["plan"], staff[0])
    hold_dialogues(session, house, commune, data, staff[0])
    write_contracts(session, house, commune, data, staff)
    show_figures(session, house, commune, staff[0])
    reminder = Draft("vote_reminder", cycle.id)  # to be agreed to by the two people of its staff
    write_broadcast(session, house, commune.id, reminder, staff_id=staff[0])
    return True
