"""Records in groups: for staff, who may see the smallest of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.indicators.base import By, Kind, Period, Record
from services.indicators.figures import value_of

__all__ = ["By", "Group", "group_by", "part_of"]

_PARTS: dict[By, Callable[[Record], str | None]] = {
    By.MONTH: lambda record: record.month,
    By.ZONE: lambda record: record.zone,
    By.CHANNEL: lambda record: record.channel,
    By.LANGUAGE: lambda record: record.language,
    By.SEX: lambda record: record.sex,
}


@dataclass(frozen=True, slots=True)
class Group:
    """Records that share a part; `key` is None where they have none. `value` is their figure, as of all records."""

    key: str | None
    count: int
    value: int | None = None


def part_of(record: Record, by: By) -> str | None:
    """Return what a record is grouped under, None where it does not say."""
    return _PARTS[by](record)


def group_by(records: Sequence[Record], by: By, period: Period, kind: Kind = Kind.COUNT) -> list[Group]:
    """Return the groups: every month of the period in its order, anything else the largest first.

    A part no record has gives no groups at all.
    """
    groups: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        groups[part_of(record, by)].append(record)
    if by is By.MONTH:
        return [_group(month, groups.get(month, ()), kind) for month in period.months()]
    if set(groups) <= {None}:
        return []
    keys = sorted(groups, key=lambda key: (key is None, -len(groups[key]), key or ""))
    return [_group(key, groups[key], kind) for key in keys]


def _group(key: str | None, records: Sequence[Record], kind: Kind) -> Group:
    return Group(key, len(records), value_of(kind, records))
