"""The text of frozen figures: everything that may be told of a period, in one written form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from budgeting.frozen_figures import KIND
from models import Commune
from services.communes import view_of
from services.figures.spans import key_of, span_of
from services.figures.targets import targets_of
from services.figures.telling import Told, read_told
from services.indicators import find_indicators
from services.indicators.base import Indicator, Period, Record
from services.indicators.groups import Group
from services.printing.voice import Voice


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is to be signed, as JSON types, and the records behind it, which stay in the house."""

    content: dict[str, Any]
    records: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Before:
    """The frozen figures whose place these take, by their SHA-256, their number, and why; none of the first."""

    revision: int = 0
    sha256: str = ""
    reason: str = ""


def freeze_text(
    session: Session, commune: Commune, period: Period, *, at: datetime, today: date, before: Before
) -> Frozen:
    """Return the figures of a period as they are now; words in the commune's own language."""
    targets = targets_of(session, commune.id, period)
    voice = Voice(commune.languages[0], view_of(commune))
    told: list[dict[str, Any]] = []
    records: dict[str, Any] = {}
    for indicator in find_indicators():
        figure, rows = read_told(session, commune.id, indicator, period, today)
        told.append(_figure(figure, targets.get(indicator.key), voice))
        records[indicator.key] = marks_of(rows)
    head = {
        "kind": KIND,
        "commune": {"key": commune.key, "name": commune.name, "country": commune.country},
        "currency": commune.currency,
        "inhabitants": commune.population,
        "period": key_of(period),
        "span": str(span_of(period)),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "frozen_at": at.isoformat(timespec="seconds"),
        "language": commune.languages[0],
        "revision": before.revision + 1,
        "replaces": before.sha256,
        "reason": before.reason,
    }
    return Frozen({**head, "indicators": told}, records)


def marks_of(records: Sequence[Record]) -> dict[str, Any]:
    """Return by what records are known again: one by one where they may be opened, else how many a month."""
    one_by_one = [
        [record.subject, record.subject_id, record.label, record.part, record.whole]
        for record in records
        if record.subject_id is not None
    ]
    months: dict[str, int] = {}
    for record in records:
        if record.subject_id is None:
            months[record.month] = months.get(record.month, 0) + 1
    return {"records": one_by_one, "months": months}


def define(indicator: Indicator, voice: Voice) -> str:
    """Return what an indicator counts, as it is frozen with its figure."""
    return voice.text(indicator.definition.text)


def _figure(told: Told, target: int | None, voice: Voice) -> dict[str, Any]:
    indicator = told.indicator
    return {
        "key": indicator.key,
        "name": voice.text(indicator.name.text),
        "definition": define(indicator, voice),
        "kind": str(indicator.kind),
        "of_people": indicator.is_of_people,
        "value": told.value,
        "records": told.records,
        "part": told.part,
        "whole": told.whole,
        "is_few": told.is_few,
        "is_withheld": told.is_withheld,
        "target": target,
        "less_is_better": indicator.less_is_better,
        "groups": {str(by): [_group(group) for group in groups] for by, groups in told.groups.items()},
    }


def _group(group: Group) -> Mapping[str, Any]:
    return {"key": group.key or "", "records": group.count, "value": group.value}
