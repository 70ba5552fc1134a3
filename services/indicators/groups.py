"""Records in groups: for staff, who may see the smallest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.indicators.base import Period, Record


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
    """Records that share a part; `key` is None where they have none."""

    key: str | None
    count: int


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
