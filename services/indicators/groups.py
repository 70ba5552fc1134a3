"""Records in groups, and groups too small to be shown to the public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.indicators.base import Indicator, Period, Record

SMALLEST_PUBLIC = 5


class By(StrEnum):
    """What records are grouped by."""

    MONTH = "month"
    ZONE = "zone"
    CHANNEL = "channel"
    LANGUAGE = "language"


_PARTS: dict[By, Callable[[Record], str | None]] = {
    By.MONTH: lambda record: record.month,
    By.ZONE: lambda record: record.zone,
    By.CHANNEL: lambda record: record.channel,
    By.LANGUAGE: lambda record: record.language,
}


@dataclass(frozen=True, slots=True)
class Group:
    """Records that share a part; `key` is None where they have none, `count` is None where it is hidden."""

    key: str | None
    count: int | None


def group_by(records: Sequence[Record], by: By, period: Period) -> list[Group]:
    """Return the groups: every month of the period in its order, anything else the largest first.

    A part no record has gives no groups at all.
    """
    counts = Counter(map(_PARTS[by], records))
    if by is By.MONTH:
        return [Group(month, counts[month]) for month in period.months()]
    if set(counts) <= {None}:
        return []
    return [Group(key, counts[key]) for key in sorted(counts, key=lambda key: (key is None, -counts[key], key or ""))]


def hide_small(groups: Sequence[Group]) -> list[Group]:
    """Return the groups as the public may see them: from 1 to 4 people is hidden, 0 is not.

    Where one group alone is hidden, the smallest other one is hidden too: the total would give the first one away.
    """
    hidden = {at for at, group in enumerate(groups) if group.count and group.count < SMALLEST_PUBLIC}
    if len(hidden) == 1:
        others = [at for at, group in enumerate(groups) if group.count and at not in hidden]
        hidden |= set(sorted(others, key=lambda at: groups[at].count or 0)[:1])
    return [Group(group.key, None if at in hidden else group.count) for at, group in enumerate(groups)]


def show_groups(indicator: Indicator, groups: Sequence[Group], *, public: bool) -> list[Group]:
    """Return the groups for staff as they are, for the public with small groups of people hidden."""
    return hide_small(groups) if public and indicator.counts_people else list(groups)


def show_total(indicator: Indicator, count: int, *, public: bool) -> int | None:
    """Return the figure, None where the public may not see so small a number of people."""
    return None if public and indicator.counts_people and 0 < count < SMALLEST_PUBLIC else count
