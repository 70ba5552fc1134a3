"""The drawing by which who does not read knows a project on the ballot sheet: chosen by staff, else by its title."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Project
from models.project import Symbol
from services.audit import record
from services.house import House
from services.projects.reasons import ProjectReason


def symbols_of(session: Session, cycle_id: int) -> dict[int, str]:
    """Return the symbols that staff chose for the projects of a cycle, by project number."""
    query = select(Project.number, Project.symbol).where(Project.cycle_id == cycle_id, Project.symbol.is_not(None))
    return {number: str(symbol) for number, symbol in session.execute(query)}


def choose_symbols(
    session: Session, house: House, commune_id: int, cycle_id: int, chosen: Mapping[int, str], *, staff_id: int | None
) -> int:
    """Keep the symbols of projects of a cycle by their numbers and return how many changed.

    Symbols decide nothing, so they may change after the list is frozen. `Refusal` (`NO_SYMBOL`) where one is none.
    """
    if any(symbol not in set(Symbol) for symbol in chosen.values()):
        raise Refusal(ProjectReason.NO_SYMBOL)
    query = select(Project).where(Project.commune_id == commune_id, Project.cycle_id == cycle_id)
    changed = [
        project
        for project in session.scalars(query.with_for_update())
        if project.number in chosen and project.symbol != chosen[project.number]
    ]
    for project in changed:
        project.symbol = Symbol(chosen[project.number])
    if changed:
        record(
            session,
            house,
            act="ballot_symbols_chosen",
            subject="cycle",
            subject_id=cycle_id,
            details={"projects": len(changed)},
            staff_id=staff_id,
            commune_id=commune_id,
        )
    return len(changed)
