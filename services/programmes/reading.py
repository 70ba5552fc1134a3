"""Programmes as pages show them, complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Action, Activity, Indicator, Measure, Programme
from services.budgets.publishing import LARGEST_ID
from services.programmes.people import is_share


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Target and result of a period in thousandths; `part` 0 is the whole year."""

    year: int
    part: int
    target: int | None
    target_women: int | None
    target_men: int | None
    result: int | None
    result_women: int | None
    result_men: int | None
    note: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with what was measured, the latest period first; values in thousandths."""

    id: int
    name: str
    unit: str
    numerator: str
    denominator: str
    baseline: int | None
    baseline_year: int | None
    source: str
    frequency: str
    counts_people: bool
    topic: str
    falls: bool
    measures: tuple[MeasureView, ...]

    @property
    def is_share(self) -> bool:
        """Is it so many of so many, rather than a count?"""
        return is_share(self)


@dataclass(frozen=True, slots=True)
class PartView:
    """An action with its activities and who manages it, or an activity."""

    id: int
    name: str
    activities: tuple[PartView, ...] = ()
    manager: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme with its parts."""

    id: int
    code: str
    name: str
    is_support: bool
    responsible: str
    objective: str
    results: str
    actions: tuple[PartView, ...]
    indicators: tuple[IndicatorView, ...]


def list_programmes(
    session: Session, commune_id: int, *, limit: int = 50, offset: int = 0
) -> tuple[list[ProgrammeView], int]:
    """Return a page of the commune's programmes by code, and how many there are."""
    mine = Programme.commune_id == commune_id
    total = session.scalar(select(func.count(Programme.id)).where(mine)) or 0
    query = select(Programme).where(mine).order_by(Programme.code, Programme.id).limit(limit).offset(offset)
    return _views(session, session.scalars(query).all()), total


def find_programme(session: Session, commune_id: int, programme_id: int) -> ProgrammeView | None:
    """Return a programme of the commune, None where there is none of that id."""
    row = session.get(Programme, programme_id) if 0 < programme_id <= LARGEST_ID else None
    return _views(session, [row])[0] if row is not None and row.commune_id == commune_id else None


def programme_views(session: Session, programme_ids: Iterable[int]) -> list[ProgrammeView]:
    """Return programmes by code."""
    rows = session.scalars(select(Programme).where(Programme.id.in_(list(programme_ids))).order_by(Programme.code))
    return _views(session, rows.all())


def _views(session: Session, rows: Iterable[Programme]) -> list[ProgrammeView]:
    rows = list(rows)
    ids = [row.id for row in rows]
    actions, indicators = _actions(session, ids), _indicators(session, ids)
    return [
        ProgrammeView(
            id=row.id,
            code=row.code,
            name=row.name,
            is_support=row.is_support,
            responsible=row.responsible or "",
            objective=row.objective or "",
            results=row.results or "",
            actions=tuple(actions[row.id]),
            indicators=tuple(indicators[row.id]),
        )
        for row in rows
    ]


def _actions(session: Session, programme_ids: list[int]) -> defaultdict[int, list[PartView]]:
    below: defaultdict[int, list[PartView]] = defaultdict(list)
    mine = Action.programme_id.in_(programme_ids)
    for row in session.scalars(
        select(Activity).join(Action, Action.id == Activity.action_id).where(mine).order_by(Activity.id)
    ):
        below[row.action_id].append(PartView(row.id, row.name))
    found: defaultdict[int, list[PartView]] = defaultdict(list)
    for action in session.scalars(select(Action).where(mine).order_by(Action.id)):
        found[action.programme_id].append(
            PartView(action.id, action.name, tuple(below[action.id]), action.manager or "")
        )
    return found


def _indicators(session: Session, programme_ids: list[int]) -> defaultdict[int, list[IndicatorView]]:
    mine = Indicator.programme_id.in_(programme_ids)
    measured: defaultdict[int, list[MeasureView]] = defaultdict(list)
    latest = (Measure.year.desc(), Measure.part)
    for row in session.scalars(
        select(Measure).join(Indicator, Indicator.id == Measure.indicator_id).where(mine).order_by(*latest)
    ):
        measured[row.indicator_id].append(_measure(row))
    found: defaultdict[int, list[IndicatorView]] = defaultdict(list)
    for indicator in session.scalars(select(Indicator).where(mine).order_by(Indicator.id)):
        found[indicator.programme_id].append(_indicator(indicator, measured[indicator.id]))
    return found


def _measure(row: Measure) -> MeasureView:
    return MeasureView(
        row.year, row.part, row.target, row.target_women, row.target_men, row.result, row.result_women,
        row.result_men, row.note or "",
    )  # fmt: skip


def _indicator(row: Indicator, measures: Iterable[MeasureView]) -> IndicatorView:
    return IndicatorView(
        id=row.id,
        name=row.name,
        unit=row.unit or "",
        numerator=row.numerator or "",
        denominator=row.denominator or "",
        baseline=row.baseline,
        baseline_year=row.baseline_year,
        source=row.source or "",
        frequency=row.frequency or "",
        counts_people=row.counts_people,
        topic=row.topic or "",
        falls=row.falls,
        measures=tuple(measures),
    )
