"""Narrowing an answer to a programme, by its code, or to a place, by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from budgeting.refusal import Refusal
from models import BudgetLine, Commune, Programme, Zone
from services.budgets.figures import LineFigures
from services.budgets.reasons import BudgetReason


@dataclass(frozen=True, slots=True)
class Axis:
    """A programme or a place; `population` is whom its money is divided by, None where that is not known."""

    name: str
    population: int | None
    programme_id: int | None = None
    zone_ids: frozenset[int] = frozenset()

    def holds(self, line: LineFigures) -> bool:
        """Is this line one of the programme's, or of the place's?"""
        return line.zone_id in self.zone_ids if self.programme_id is None else line.programme_id == self.programme_id


def axis_of(session: Session, commune_id: int, document_id: int, code: str | None) -> Axis | None:
    """Return the programme or place that a code names, None without a code; `Refusal` where it names nothing."""
    if not code:
        return None
    found = _programme(session, commune_id, document_id, code) or _place(session, commune_id, code)
    if found is None:
        raise Refusal(BudgetReason.TOPIC_UNKNOWN, topic=code[:40])
    return found


def programmes_of(session: Session, document_id: int) -> Sequence[Programme]:
    """Return the programmes that have lines in a document, by code."""
    has_lines = select(BudgetLine.programme_id).where(BudgetLine.document_id == document_id)
    found = session.scalars(select(Programme).where(Programme.id.in_(has_lines))).all()
    return sorted(found, key=lambda row: (_plain(row.code).zfill(16), row.code))


def _programme(session: Session, commune_id: int, document_id: int, code: str) -> Axis | None:
    wanted = _plain(code)
    for row in programmes_of(session, document_id):
        if _plain(row.code) == wanted:
            return Axis(row.name, session.get_one(Commune, commune_id).population, programme_id=row.id)
    return None


def _place(session: Session, commune_id: int, name: str) -> Axis | None:
    zones = session.scalars(select(Zone).where(Zone.commune_id == commune_id)).all()
    place = next((zone for zone in zones if fold(zone.name) == fold(name)), None)
    return Axis(place.name, place.population, zone_ids=_within(place.id, zones)) if place else None


def _within(place: int, zones: Sequence[Zone]) -> frozenset[int]:
    """Return the ids of a zone and of all zones below it."""
    inside = {place}
    while more := {zone.id for zone in zones if zone.parent_id in inside} - inside:
        inside |= more
    return frozenset(inside)


def _plain(code: str) -> str:
    # "Programme 2" is what people send where the file says 002.
    return code.strip().casefold().lstrip("0") or "0"
