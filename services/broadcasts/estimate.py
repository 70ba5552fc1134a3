"""What a broadcast will be before anybody agrees to it: people, segments, money and time."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Broadcast, BroadcastState, Commune, Line, Outbox
from services.broadcasts.bounds import FEWEST, Alike, Total, told_of, total_of
from services.broadcasts.people import count_only_dialling, counted_audience
from services.broadcasts.texts import write_text
from services.day_shares import share_for_news
from services.house import House
from services.limits import month_for_news
from services.line_kinds import caps_of, pace_of
from services.prices import price_to

MINUTES_OF_A_DAY = 24 * 60
LIVE = (BroadcastState.RUNNING, BroadcastState.PAUSED)


@dataclass(frozen=True, slots=True)
class Group:
    """People who read the same words: language ("" for none chosen), channel, segments for one of them.

    `people` is at most so many, None where there are fewer than five.
    """

    language: str
    channel: str
    segments: int
    people: int | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What it comes to; money in thousandths of the minor unit.

    Every figure is a bound (`bounds`): at most so many people, segments, minutes and so much money, and at least
    `left` stays. They are None where they would tell of fewer than five people; `minutes` also where a line's company
    keeps its own pace, and `left` of the month's ceiling where there is none. `has_diallers`: it reaches nobody of
    those known by dialling alone, who are `only_dial` at most, None for fewer than five. `waits_for_day`: by night
    nobody is written to.
    """

    is_empty: bool
    people: int | None
    segments: int | None
    cost: int | None
    minutes: int | None
    left: int | None
    groups: tuple[Group, ...]
    is_too_dear: bool
    has_diallers: bool = False
    only_dial: int | None = None
    waits_for_day: bool = True


@dataclass(frozen=True, slots=True)
class Sum:
    """How many people there are, and what may be told of it: what it comes to at most, and who reads each language."""

    people: int
    total: Total
    minutes: int | None
    groups: tuple[Group, ...]


def add_up(session: Session, commune: Commune, row: Broadcast) -> Sum:
    """Return what a broadcast would be now."""
    by_line: dict[int, list[Alike]] = {}
    groups, people = list[Group](), 0
    for (language, line_id), by_country in counted_audience(session, commune, row).items():
        line, count = session.get_one(Line, line_id), by_country.total()
        text = write_text(session, commune, row, line, language)
        alike = by_line.setdefault(line_id, [])
        for country, some in by_country.items():
            alike.append(Alike(some, text.segments, text.segments * price_to(line, country)))
        groups.append(Group(language, line.channel, text.segments, told_of(count)))
        people += count
    total = total_of(one for alike in by_line.values() for one in alike)
    return Sum(people, total, _minutes(session, by_line), tuple(groups))


def estimate(session: Session, house: House, commune: Commune, row: Broadcast) -> Estimate:
    """Return what staff are told of it before they agree."""
    found, room = add_up(session, commune, row), money_left(session, house, commune)
    total, is_told, only_dial = found.total, found.people >= FEWEST, count_only_dialling(session, commune, row)
    return Estimate(
        is_empty=found.people == 0,
        people=total.people if is_told else None,
        segments=total.segments if is_told else None,
        cost=total.cost if is_told else None,
        minutes=found.minutes if is_told else None,
        left=room - total.cost if is_told and room is not None else None,
        groups=found.groups,
        is_too_dear=room is not None and total.cost > room,
        has_diallers=only_dial > 0,
        only_dial=told_of(only_dial),
        waits_for_day=not commune.is_demo,
    )


def money_left(session: Session, house: House, commune: Commune) -> int | None:
    """Return what the month leaves for another broadcast, those that two people have agreed to taken off."""
    room = month_for_news(session, commune, house.clock())
    return None if room is None else room - _agreed(session, commune)


def _agreed(session: Session, commune: Commune) -> int:
    """Return what the broadcasts under way have still to cost."""
    live = select(Broadcast.id, Broadcast.cost).where(Broadcast.commune_id == commune.id, Broadcast.state.in_(LIVE))
    still = 0
    for broadcast_id, cost in session.execute(live):
        handed = session.scalar(select(func.sum(Outbox.cost)).where(Outbox.broadcast_id == broadcast_id))
        still += max(0, cost - (handed or 0))
    return still


def _minutes(session: Session, by_line: dict[int, list[Alike]]) -> int | None:
    """Return how long the slowest line takes for its people and segments; lines send at the same time."""
    longest = 0
    for line_id, alike in by_line.items():
        line, total = session.get_one(Line, line_id), total_of(alike)
        pace = pace_of(line.provider, line.settings)
        if pace is None:
            return None
        a_day = sum(share_for_news(most) for most in caps_of(line.provider, line.settings).values())
        nights = ceil(total.segments / a_day) - 1 if a_day and total.segments else 0
        longest = max(longest, ceil(total.people / pace), nights * MINUTES_OF_A_DAY)
    return longest
