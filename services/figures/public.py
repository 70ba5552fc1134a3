"""What anybody may read of a commune's indicators: the figures it publishes, as of now, and those it froze."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.clock import day_in
from services.communes import CommuneView
from services.figures.choices import choices_of
from services.figures.snapshots import FrozenFigure, SnapshotView, snapshots_of
from services.figures.spans import CALENDAR, Span, key_of, last_over, period_around
from services.figures.targets import targets_of
from services.figures.telling import Told, read_told
from services.house import House
from services.indicators.base import Period

FRESH = 60
"""Seconds for which figures are remembered: each is made of all its records, and everybody may ask."""
SHELF = "open figures"


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """A published figure with its target."""

    told: Told
    target: int | None


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A figure for machines: of which period, and by which signed text, empty for one that is not frozen."""

    period: Period
    told: Told
    target: int | None
    sha256: str
    is_running: bool


def open_periods(today: date) -> list[Period]:
    """Return the periods that everybody may ask for: this year, quarter and month, and the ones before."""
    running = [period_around(span, today) for span in CALENDAR]
    return [*running, *(last_over(span, today) for span in CALENDAR)]


def open_figures(session: Session, house: House, commune: CommuneView, period: Period) -> list[OpenFigure]:
    """Return what a commune publishes of a period, in the order of the board; a minute old at most."""
    shelf = house.memory.setdefault(SHELF, {})
    place, minute = (commune.id, period.first, period.last), int(house.clock().timestamp()) // FRESH
    stamp = (minute, commune.revision)
    known = shelf.get(place)
    if known is None or known[0] != stamp:
        known = shelf[place] = (stamp, list(_figures(session, house, commune, period)))
    found: list[OpenFigure] = known[1]
    return found


def open_snapshots(session: Session, commune_id: int) -> list[SnapshotView]:
    """Return the frozen figures that were published, the latest period first."""
    return snapshots_of(session, commune_id, published=True)


def open_rows(session: Session, house: House, commune: CommuneView) -> Iterator[OpenRow]:
    """Yield every published figure for machines: this year's so far, then those that were frozen."""
    today = day_in(house.clock(), commune.time_zone)
    year = period_around(Span.YEAR, today)
    for one in open_figures(session, house, commune, year):
        yield OpenRow(year, one.told, one.target, "", is_running=True)
    for snapshot in open_snapshots(session, commune.id):
        for figure in snapshot.figures:
            yield OpenRow(snapshot.period, figure.told, figure.target, snapshot.sha256, is_running=False)


def live_beside(session: Session, house: House, commune: CommuneView, snapshot: SnapshotView) -> dict[str, Told]:
    """Return what published figures say today of the period of frozen ones, where that differs, by their key.

    Only of the periods that everybody may ask for: others would be made of all records for each stranger.
    """
    today = day_in(house.clock(), commune.time_zone)
    if key_of(snapshot.period) not in {key_of(one) for one in open_periods(today)}:
        return {}
    live = {one.told.indicator.key: one.told for one in open_figures(session, house, commune, snapshot.period)}
    return {key: told for key, told in live.items() if _differs(told, snapshot.figure_of(key))}


def _figures(session: Session, house: House, commune: CommuneView, period: Period) -> Iterator[OpenFigure]:
    today, targets = day_in(house.clock(), commune.time_zone), targets_of(session, commune.id, period)
    for indicator in choices_of(session, commune.id).indicators:
        told, _records = read_told(session, commune.id, indicator, period, today)
        yield OpenFigure(told, targets.get(indicator.key))


def _differs(told: Told, frozen: FrozenFigure | None) -> bool:
    return frozen is not None and (told.value, told.records) != (frozen.told.value, frozen.told.records)
