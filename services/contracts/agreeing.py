"""What both sides sign of a contract itself, whether it is ready to be signed, and what it is from then on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from budgeting.achievement import WHOLE_WEIGHT
from budgeting.refusal import Refusal
from models import Commune, Contract, ContractTarget
from models.contract import ContractState
from services.clock import day_in
from services.contracts.finding import refuse_unless_draft, targets_of
from services.contracts.followed import promise_target
from services.contracts.making_of import parts_by_whole, refuse_parts_apart
from services.contracts.reasons import ContractNo
from services.house import House

SIGNED = ("text", "weight", "unit", "planned", "less_is_better")
"""What of a target is signed, beside its day and what makes its figure."""


def content_of(session: Session, row: Contract, matter_id: int) -> dict[str, Any]:  # noqa: ARG001 - as others
    """Return exactly what both sides sign, as JSON types."""
    return {
        "level": str(row.level),
        "giver": [row.giver, row.giver_id],
        "taker": [row.taker, row.taker_id],
        "period": [row.starts_on.isoformat(), row.ends_on.isoformat()],
        "parent": row.parent_id,
        "plan": [row.plan, row.plan_document_id],
        "targets": standing_targets(session, row),
    }


def standing_targets(session: Session, row: Contract) -> list[dict[str, Any]]:
    """Return the targets of a contract as they are signed."""
    found = targets_of(session, row.id)
    parts = parts_by_whole(session, [target.id for target in found])
    return [as_signed(target, parts[target.id]) for target in found]


def as_signed(target: ContractTarget, parts: Collection[int]) -> dict[str, Any]:
    """Return a target as it is signed and kept in an amendment, with how its figure is made and of which targets."""
    due_on = target.due_on.isoformat() if target.due_on else None
    fields = {name: getattr(target, name) for name in SIGNED}
    return {"id": target.id, **fields, "due_on": due_on, "making": str(target.making), "parts": sorted(parts)}


def refuse_unready(session: Session, row: Contract, matter_id: int) -> None:  # noqa: ARG001 - as others
    """Refuse to let a contract be signed that lacks something; the refusal says what, weights by how far."""
    refuse_unless_draft(row)
    found = targets_of(session, row.id)
    refuse_unweighed([(target.weight, target.planned) for target in found])
    if any(target.due_on and not row.starts_on <= target.due_on <= row.ends_on for target in found):
        raise Refusal(ContractNo.DUE_OUTSIDE)
    parts = parts_by_whole(session, [target.id for target in found])
    for target in found:
        if parts[target.id]:
            refuse_parts_apart(session, target.unit, parts[target.id])


def refuse_unweighed(targets: Iterable[tuple[int, int | None]]) -> None:
    """Refuse targets without a planned value, or whose weights are not 100 together: the refusal says how far off."""
    found = list(targets)
    if not found:
        raise Refusal(ContractNo.WITHOUT_TARGETS)
    if any(planned is None for _weight, planned in found):
        raise Refusal(ContractNo.NOT_PLANNED)
    off = sum(weight for weight, _planned in found) - WHOLE_WEIGHT
    if off:
        reason = ContractNo.WEIGHTS_TOO_MUCH if off > 0 else ContractNo.WEIGHTS_TOO_LITTLE
        raise Refusal(reason, off_quantity=abs(off))


def conclude(session: Session, house: House, row: Contract, matter_id: int, staff_id: int) -> None:  # noqa: ARG001
    """Put a contract in force: its targets become promises."""
    row.state, row.agreed_on = ContractState.AGREED, today_of(session, house, row)
    for target in targets_of(session, row.id):
        promise_target(session, house, row, target, staff_id=staff_id)


def today_of(session: Session, house: House, row: Contract) -> date:
    """Return the day where the commune is."""
    return day_in(house.clock(), session.get_one(Commune, row.commune_id).time_zone)
