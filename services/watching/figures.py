"""The figures that may stand out in a vote, reckoned from hours and numbers; nothing of fewer than five people.

Each has an innocent meaning far more often than another. None changes a ballot, and no rule here decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, time
from statistics import median
from zoneinfo import ZoneInfo

FEWEST = 5
"""People of whom a figure must be at least: of fewer, somebody could be recognised."""
NIGHT = (time(22), time(5))
STEEP, BUSY = 4, 30
"""An hour stands out with four times as many votes as the middle one, and thirty at least."""
NIGHT_BUSY = 20
BLOCK, CROWDED = 10, 5
"""Numbers alike but for their last digit, and how many of the ten have voted where that stands out."""
ALIKE_FROM, ALIKE_SHARE, ALIKE_HOURS = 20, 60, 5
"""An hour of twenty ballots, of which more than sixty in a hundred say the same; told only of five such hours on."""
MOST_HOURS = 24

Hours = list[list[str | int]]
"""Hours as instants in ISO form, in UTC, each with how many."""


def bursts(by_hour: Mapping[datetime, int]) -> Hours:
    """Return the hours in which far more votes came than in most, the greatest first."""
    if not by_hour:
        return []
    usual = median(by_hour.values())
    return _hours({hour: votes for hour, votes in by_hour.items() if votes >= BUSY and votes > STEEP * usual})


def night_hours(by_hour: Mapping[datetime, int], zone: ZoneInfo) -> Hours:
    """Return the hours of the night in which many votes came."""
    return _hours({hour: votes for hour, votes in _of_night(by_hour, zone).items() if votes >= NIGHT_BUSY})


def night_share(by_hour: Mapping[datetime, int], zone: ZoneInfo) -> list[int] | None:
    """Return how many votes came at night and how many in all; None where that is of fewer than five."""
    votes, everything = sum(_of_night(by_hour, zone).values()), sum(by_hour.values())
    return [votes, everything] if votes >= FEWEST else None


def crowded_blocks(numbers: Collection[str]) -> list[int]:
    """Return in how many blocks of ten telephone numbers most have voted, and how many numbers those are together."""
    blocks = Counter(number[:-1] for number in set(numbers) if len(number) > 1)
    crowded = [count for count in blocks.values() if count >= CROWDED]
    return [len(crowded), sum(crowded)]


def newcomers(first_seen: Iterable[datetime], voters: int) -> list[int] | None:
    """Return how many of those who voted had never written before the vote, and how many voted from a phone at all."""
    new = sum(1 for _one in first_seen)
    return [new, voters] if new >= FEWEST and voters - new >= FEWEST else None


def new_hours(first_seen: Iterable[datetime]) -> Hours:
    """Return the hours in which many phones wrote for the first time, and voted."""
    by_hour = Counter(moment.replace(minute=0, second=0, microsecond=0) for moment in first_seen)
    return _hours({hour: count for hour, count in by_hour.items() if count >= NIGHT_BUSY})


def alike_hours(ballots: Iterable[tuple[datetime, str]]) -> list[int] | None:
    """Return in how many hours most ballots said the same, and of how many hours; never which, and never what.

    `ballots` are the hour and the content of each. Who knew the hour and the ballot would know how everybody voted whom
    they saw voting then: so neither is told, and nothing where too few hours were full enough.
    """
    hours: dict[datetime, Counter[str]] = {}
    for hour, content in ballots:
        hours.setdefault(hour, Counter())[content] += 1
    full = [said for said in hours.values() if said.total() >= ALIKE_FROM]
    if len(full) < ALIKE_HOURS:
        return None
    return [sum(100 * max(said.values()) > ALIKE_SHARE * said.total() for said in full), len(full)]


def _of_night(by_hour: Mapping[datetime, int], zone: ZoneInfo) -> dict[datetime, int]:
    begins, ends = NIGHT
    clock = {hour: hour.astimezone(zone).time() for hour in by_hour}
    return {hour: votes for hour, votes in by_hour.items() if clock[hour] >= begins or clock[hour] < ends}


def _hours(found: Mapping[datetime, int]) -> Hours:
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_HOURS]
    return [[hour.isoformat(), count] for hour, count in ordered]
