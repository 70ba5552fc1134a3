"""The demonstration's programmes: what the real account's money is for, with results that are made up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.quantities import read_quantity
from models import Commune, Programme
from services.house import House
from services.programmes.drafts import IndicatorDraft, MeasureDraft, ProgrammeDraft, ProgressDraft
from services.programmes.measuring import add_indicator, set_measure
from services.programmes.quarters import set_progress
from services.programmes.writing import add_action, add_activity, change_programme

WORDS = ("responsible", "objective", "results")
FACTS = ("name", "unit", "numerator", "denominator", "baseline_year", "source", "frequency", "counts_people", "topic")
FIGURES = ("target", "target_women", "target_men", "result", "result_women", "result_men")


def write_programmes(session: Session, house: House, commune: Commune, data: dict[str, Any], staff_id: int) -> None:
    """Write down what the programmes that came with the budget are for, as staff would."""
    rows = {row.code: row for row in session.scalars(select(Programme).where(Programme.commune_id == commune.id))}
    for found in data["programme"]:
        row = rows[found["code"]]
        words = {name: found.get(name, "") for name in WORDS}
        draft = ProgrammeDraft(row.code, row.name, is_support=found.get("is_support", False), **words)
        change_programme(session, house, commune.id, row.id, draft, staff_id=staff_id)
        for name, activities in found.get("actions", {}).items():
            manager = found.get("managers", {}).get(name, "")
            action = add_action(session, house, commune.id, row.id, name, manager, staff_id=staff_id)
            for seen in found.get("progress", {}).get(name, ()):
                told = ProgressDraft(**seen)
                set_progress(session, house, commune.id, row.id, action, told, staff_id=staff_id)
            for activity in activities:
                add_activity(session, house, commune.id, row.id, action, activity, staff_id=staff_id)
        for indicator in found.get("indicator", ()):
            _write_indicator(session, house, commune.id, row.id, indicator, staff_id)


def _write_indicator(
    session: Session, house: House, commune_id: int, programme_id: int, found: dict[str, Any], staff_id: int
) -> None:
    facts = {name: found[name] for name in FACTS if name in found}
    draft = IndicatorDraft(**facts, baseline=_quantity(found, "baseline"))
    number = add_indicator(session, house, commune_id, programme_id, draft, staff_id=staff_id)
    for measure in found.get("measures", ()):
        figures: dict[str, Any] = {name: _quantity(measure, name) for name in FIGURES}
        told = MeasureDraft(year=measure["year"], **figures)
        set_measure(session, house, commune_id, programme_id, number, told, staff_id=staff_id)


def _quantity(found: dict[str, Any], name: str) -> int | None:
    return read_quantity(found[name]) if name in found else None
