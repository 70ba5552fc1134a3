"""The demonstration's public sessions: one that was held, with who came and what was told, and the next one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Association, Commune, PublicSession
from palabre.demo.rooms import hear_questions
from services.clock import day_in
from services.house import House
from services.public_sessions.agenda import NewItem, add_item
from services.public_sessions.announcing import NewSession, add_session
from services.public_sessions.door import Press, press
from services.public_sessions.preparing import Official, set_bureau, set_planned, set_texts
from services.public_sessions.press import NewArticle, add_article
from services.public_sessions.taking_part import tick_associations

BETWEEN = " | "
ANNOUNCED = timedelta(days=30)
"""How long ago: before its vote opened, so that people may be invited while they vote."""


def hold_sessions(session: Session, house: House, commune: Commune, data: dict[str, Any], staff: int) -> None:
    """Write each session down as staff do; days are counted from today."""
    today = day_in(house.clock(), commune.time_zone)
    for found in data["session"]:
        day = today + timedelta(days=found["in_days"])
        starts_at = datetime.combine(day, time(9))
        new = NewSession(found["title"], found["place"], starts_at, kind=found["kind"], was_held=day < today)
        at = (session, house, commune.id, add_session(session, house, commune.id, new, staff_id=staff))
        for item in found["agenda"]:
            hour, title, speaker = item.split(BETWEEN)
            add_item(*at, NewItem(title, time.fromisoformat(hour), speaker), staff_id=staff)
        set_planned(*at, found["planned"], staff_id=staff)
        session.get_one(PublicSession, at[-1]).made_at -= ANNOUNCED
        if day < today:
            _look_back(at, found, staff)


def _look_back(at: tuple[Session, House, int, int], found: dict[str, Any], staff: int) -> None:
    lines = [line.split(" : ", 1) for line in found["bureau"]]
    set_bureau(*at, [Official(role, name) for role, name in lines], staff_id=staff)
    set_texts(*at, found["opening"], found["method"], staff_id=staff)
    for presence, sex, people in found["came"]:
        press(*at, Press(presence, sex, people, "demo"), staff_id=staff)
    hear_questions(at, found["asked"], staff)
    session, _house, commune_id, _session_id = at
    mine = select(Association.id).where(Association.commune_id == commune_id)
    there = session.scalars(mine.where(Association.name.in_(found["associations"]))).all()
    tick_associations(*at, there, staff_id=staff)
    for line in found["press"]:
        outlet, kind, title = line.split(BETWEEN)
        add_article(*at, NewArticle(outlet, kind, title=title), staff_id=staff)
