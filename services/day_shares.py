"""What a day has borne of what a line's SIMs may send in it, by the calendar of the commune where they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Line, LineCommune, LineTrack
from services.clock import day_in, zone_of
from services.limits import NEWS_PART
from services.line_kinds import caps_of
from services.quiet_hours import permitted_from
from services.spending import NEAR

ELSEWHERE = "UTC"


@dataclass(frozen=True, slots=True)
class DayShare:
    """What one SIM sent today, in segments, of the most it may; its name is empty where the phone has one alone."""

    sim: str
    sent: int
    most: int

    @property
    def is_near(self) -> bool:
        """Is so much of it used that staff should know?"""
        return self.sent * 100 >= self.most * NEAR

    @property
    def bears_news(self) -> bool:
        """Does this day bear more of what nobody waits for?"""
        return self.sent < share_for_news(self.most)

    @property
    def is_used_up(self) -> bool:
        """Does this day bear nothing more?"""
        return self.sent >= self.most


def shares_of(session: Session, line_ids: Collection[int], now: datetime) -> dict[int, tuple[DayShare, ...]]:
    """Return what the SIMs of these lines sent today, by line; nothing of lines without a cap."""
    lines = session.scalars(select(Line).where(Line.id.in_(line_ids))).all()
    return {line.id: shares for line in lines if (shares := _shares(session, line, now))}


def is_used_up(session: Session, line: Line, now: datetime) -> bool:
    """May none of this line's SIMs send anything more today?"""
    shares = _shares(session, line, now)
    return bool(shares) and all(one.is_used_up for one in shares)


def share_for_news(most: int) -> int:
    """Return how much of a SIM's day news may take: the rest is for answers alone."""
    return max(1, most // NEWS_PART)


def day_of_line(session: Session, line_id: int, now: datetime) -> date:
    """Return the day it is where the SIMs of a line are."""
    return day_in(now, _zone(session, line_id))


def morning_after(session: Session, line_id: int, now: datetime) -> datetime:
    """Return when people may be told news on a line again once its day has borne what it may."""
    zone = _zone(session, line_id)
    tomorrow = day_in(now, zone) + timedelta(days=1)
    return permitted_from(datetime.combine(tomorrow, time(), zone_of(zone)).astimezone(UTC), zone)


def _shares(session: Session, line: Line, now: datetime) -> tuple[DayShare, ...]:
    caps = caps_of(line.provider, line.settings)
    if not caps:
        return ()
    today = day_of_line(session, line.id, now)
    rows = select(LineTrack.name, LineTrack.sent).where(LineTrack.line_id == line.id, LineTrack.day == today)
    sent = {row.name: row.sent for row in session.execute(rows)}
    return tuple(DayShare(sim, sent.get(sim, 0), most) for sim, most in caps.items())


def _zone(session: Session, line_id: int) -> str:
    """Return the time zone of a line's first commune: its phones stand in one place, whoever else they serve."""
    of_line = select(Commune.time_zone).join(LineCommune, LineCommune.commune_id == Commune.id)
    found = session.scalar(of_line.where(LineCommune.line_id == line_id).order_by(Commune.id).limit(1))
    return found or ELSEWHERE
