"""The one place that reads the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of that IANA name, UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day_in(moment: datetime, time_zone: str) -> date:
    """Return the calendar day of an instant where the commune is."""
    return moment.astimezone(zone_of(time_zone)).date()


def hour_of(moment: datetime) -> datetime:
    """Return the instant cut to its hour, the finest time a ballot may carry."""
    return moment.replace(minute=0, second=0, microsecond=0)
