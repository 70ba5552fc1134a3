"""What a commune does before citizens can take part: each step read from what is there, never ticked by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import BudgetDocument, Cycle, Zone
from models.cycle import CycleState
from services.cycles.consent import is_alone
from services.house import House
from services.lines import is_heard


class FirstStep(StrEnum):
    """A step, in the order in which they are best taken."""

    ZONES = "zones"
    LINE = "line"
    BUDGET = "budget"
    SECOND_PERSON = "second_person"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step and whether it is done."""

    step: FirstStep
    is_done: bool


def first_steps(session: Session, house: House, commune_id: int) -> tuple[StepTaken, ...]:
    """Return the steps of a commune; none once all are done."""
    steps = tuple(StepTaken(step, is_done(session, house, commune_id, step)) for step in FirstStep)
    return () if all(step.is_done for step in steps) else steps


def is_done(session: Session, house: House, commune_id: int, step: FirstStep) -> bool:
    """Has a commune taken this step?"""
    if step is FirstStep.SECOND_PERSON:
        return not is_alone(session, commune_id)
    if step is FirstStep.LINE:  # a number that hears nothing is no way to write
        return is_heard(session, house, commune_id)
    found: dict[FirstStep, Select[int]] = {
        FirstStep.ZONES: select(Zone.id).where(Zone.commune_id == commune_id, Zone.retired.is_(False)),
        FirstStep.BUDGET: select(BudgetDocument.id).where(
            BudgetDocument.commune_id == commune_id,
            BudgetDocument.published.is_(True),
            BudgetDocument.withdrawn_at.is_(None),
        ),
        FirstStep.CYCLE: select(Cycle.id).where(Cycle.commune_id == commune_id, Cycle.state != CycleState.VOIDED),
    }
    return session.scalar(found[step].limit(1)) is not None
