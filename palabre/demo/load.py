"""Loads the demonstration commune into an empty database."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Commune, Project, Zone
from palabre.demo.cycle import open_vote
from palabre.demo.library import fill_library
from palabre.demo.lines import add_simulator_lines
from palabre.demo.money import load_budget
from palabre.wiring import Installation
from services.communes import NewCommune, create_commune
from services.house import House

DATA = Path(__file__).parent / "commune.toml"


def load_demo(installation: Installation) -> bool:
    """Load everything in one transaction; False when the database already holds a commune."""
    house = installation.house
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    loaded = house.work.write(lambda session: _load(session, house, data))
    installation.book.forget()
    return loaded


def _load(session: Session, house: House, data: dict[str, Any]) -> bool:
    if session.scalar(select(func.count()).select_from(Commune)):
        return False
    commune = session.get_one(Commune, _commune(session, house, data))
    staff = add_staff_of(session, house, data, commune)
    add_simulator_lines(session, house, commune)
    cycle = open_vote(session, house, commune, data, staff, lambda made: _projects(session, data, commune, made))
    load_budget(session, house, commune, data["budget_year"], staff[0])
    fill_library(session, house, commune, cycle, data, staff[0])
    return True
