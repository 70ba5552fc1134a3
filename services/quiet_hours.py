"""When nobody is woken: what no citizen asked for this minute goes out by day, where the commune is."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from models import Commune
from services.clock import zone_of

DAY_BEGINS, DAY_ENDS = time(8), time(20)


def permitted_from(moment: datetime, time_zone: str) -> datetime:
    """Return the first instant from this one on at which people may be written to unasked, in UTC."""
    local = moment.astimezone(zone_of(time_zone))
    if DAY_BEGINS <= local.time() < DAY_ENDS:
        return moment
    day = local.date() if local.time() < DAY_BEGINS else local.date() + timedelta(days=1)
    return datetime.combine(day, DAY_BEGINS, local.tzinfo).astimezone(UTC)


def wakes_at(commune: Commune, now: datetime) -> datetime:
    """Return from when on the people of a commune may be written to unasked: `now` itself by day.

    Nobody sleeps in a demonstration, and whoever shows it does not wait for the morning.
    """
    return now if commune.is_demo else permitted_from(now, commune.time_zone)
