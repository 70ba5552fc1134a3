"""Frozen figures as pages read them: which there are, what they say, what differs today and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.frozen_figures import write_file
from budgeting.refusal import Refusal
from models import Commune, IndicatorSnapshot, Staff
from services.communes import view_of
from services.figures.content import define, marks_of
from services.figures.reasons import FigureNo
from services.figures.spans import key_of
from services.figures.telling import Told, read_told
from services.indicators import find_indicator
from services.indicators.base import By, Indicator, Kind, Period
from services.indicators.groups import Group
from services.printing.voice import Voice

Mark = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """One figure as it was frozen: what may be told of it, its target, and the words it was defined by then."""

    told: Told
    target: int | None
    definition: str


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """The frozen figures of a period; `who` is empty where nobody froze them, `is_latest` where no later ones stand."""

    id: int
    period: Period
    revision: int
    reason: str
    sha256: str
    public_key: str
    frozen_at: datetime
    published_at: datetime | None
    who: str
    is_latest: bool
    figures: tuple[FrozenFigure, ...] = ()

    @property
    def name(self) -> str:
        """What the period is called in files."""
        return key_of(self.period)

    def figure_of(self, key: str) -> FrozenFigure | None:
        """Return one of its figures."""
        return next((one for one in self.figures if one.told.indicator.key == key), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a figure is otherwise today: records that came, went or changed, as (subject, number, label).

    `months` are those whose number of records that cannot be opened is another: the month, then, now. `is_redefined`
    where it is defined in other words since. None of it where only an amount behind the records has changed.
    """

    live: Told
    came: tuple[Mark, ...] = ()
    went: tuple[Mark, ...] = ()
    changed: tuple[Mark, ...] = ()
    months: tuple[tuple[str, int, int], ...] = ()
    is_redefined: bool = False


def snapshots_of(session: Session, commune_id: int, *, published: bool = False) -> list[SnapshotView]:
    """Return a commune's frozen figures, the latest period first; with `published` those anybody may read."""
    row = IndicatorSnapshot
    query = select(row, Staff.name).outerjoin(Staff, Staff.id == row.staff_id).where(row.commune_id == commune_id)
    if published:
        query = query.where(row.published_at.is_not(None))
    ordered = query.order_by(row.last.desc(), row.first.desc(), row.revision.desc())
    seen: set[tuple[date, date]] = set()
    views: list[SnapshotView] = []
    for found, who in session.execute(ordered):
        days = (found.first, found.last)
        views.append(_view(found, who or "", is_latest=days not in seen))
        seen.add(days)
    return views


def snapshot_of(session: Session, commune_id: int, snapshot_id: int) -> SnapshotView:
    """Return one of a commune's frozen figures; `Refusal` where it has none of that number."""
    found = next((one for one in snapshots_of(session, commune_id) if one.id == snapshot_id), None)
    if found is None:
        raise Refusal(FigureNo.NO_SUCH_SNAPSHOT)
    return found


def file_of(session: Session, commune_id: int, sha256: str, *, published: bool = False) -> tuple[str, str] | None:
    """Return the signed file of frozen figures of that SHA-256 and what to save it as; None where there is none."""
    row = IndicatorSnapshot
    query = select(row, Commune.key).join(Commune, Commune.id == row.commune_id)
    query = query.where(row.commune_id == commune_id, row.sha256 == sha256)
    if published:
        query = query.where(row.published_at.is_not(None))
    found = session.execute(query.limit(1)).first()
    if found is None:
        return None
    one, key = found
    name = f"palabre-{key}-{key_of(Period(one.first, one.last))}-{one.revision}.json"
    return write_file(one.content, one.sha256, one.signature, one.public_key), name


def differences_of(session: Session, commune_id: int, snapshot_id: int, today: date) -> dict[str, Difference]:
    """Return what is otherwise today of frozen figures, by the key of the indicator; what is alike is left out."""
    row = session.get(IndicatorSnapshot, snapshot_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(FigureNo.NO_SUCH_SNAPSHOT)
    commune, content = session.get_one(Commune, commune_id), json.loads(row.content)
    voice = Voice(content["language"], view_of(commune))
    found: dict[str, Difference] = {}
    for one in content["indicators"]:
        if indicator := find_indicator(one["key"]):
            live, records = read_told(session, commune_id, indicator, Period(row.first, row.last), today)
            frozen = _figure(one, indicator).told
            then, now = row.records.get(indicator.key, {}), marks_of(records)
            is_redefined = one["definition"] != define(indicator, voice)
            if (live.value, live.records) != (frozen.value, frozen.records) or is_redefined:
                found[indicator.key] = _difference(live, then, now, is_redefined=is_redefined)
    return found


def _difference(live: Told, then: Mapping[str, Any], now: Mapping[str, Any], *, is_redefined: bool) -> Difference:
    before, after = (Counter(tuple(mark) for mark in marks.get("records", ())) for marks in (then, now))
    went, came = [(before - after), (after - before)]
    gone, new = Counter(mark[:3] for mark in went.elements()), Counter(mark[:3] for mark in came.elements())
    changed = gone & new
    return Difference(
        live,
        came=tuple((new - changed).elements()),
        went=tuple((gone - changed).elements()),
        changed=tuple(changed.elements()),
        months=tuple(_months(then.get("months", {}), now["months"])),
        is_redefined=is_redefined,
    )


def _months(then: Mapping[str, int], now: Mapping[str, int]) -> Sequence[tuple[str, int, int]]:
    months = sorted({*then, *now})
    return [(one, then.get(one, 0), now.get(one, 0)) for one in months if then.get(one, 0) != now.get(one, 0)]


def _view(row: IndicatorSnapshot, who: str, *, is_latest: bool) -> SnapshotView:
    content = json.loads(row.content)
    figures = ((one, find_indicator(one["key"])) for one in content["indicators"])
    return SnapshotView(
        id=row.id,
        period=Period(row.first, row.last),
        revision=row.revision,
        reason=content["reason"],
        sha256=row.sha256,
        public_key=row.public_key,
        frozen_at=row.frozen_at,
        published_at=row.published_at,
        who=who,
        is_latest=is_latest,
        figures=tuple(_figure(one, indicator) for one, indicator in figures if indicator is not None),
    )


def _figure(one: Mapping[str, Any], indicator: Indicator) -> FrozenFigure:
    groups = {
        By(by): [Group(group["key"], group["records"], group["value"]) for group in rows]
        for by, rows in one["groups"].items()
    }
    assert Kind(one["kind"]) is indicator.kind
    numbers = (one["value"], one["records"], one["part"], one["whole"])
    told = Told(indicator, *numbers, one["is_few"], one["is_withheld"], groups)
    return FrozenFigure(told, one["target"], one["definition"])
