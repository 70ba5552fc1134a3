"""Whether the ballots of a cycle may be opened: after closing and grace, under the rules that were announced."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from budgeting.counting.terms import TieBreak
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Cycle
from models.cycle import CycleState
from services.by_hand.boxes import box_still_open
from services.by_hand.meetings import meeting_still_open
from services.counting.reasons import CountReason
from services.cycles.phases import phase_of
from services.cycles.reasons import CycleReason
from services.cycles.rules import grace_of, is_unaltered
from services.house import House


def why_not_count(session: Session, house: House, cycle: Cycle) -> Refusal | None:
    """Return why the ballots of a cycle stay closed, or None."""
    if cycle.state == CycleState.CLOSED:
        return Refusal(CycleReason.OVER)
    if cycle.state != CycleState.APPROVED:
        return Refusal(CycleReason.NOT_APPROVED)
    unlocks = unlocks_at(session, cycle)
    if unlocks is None:
        return Refusal(CountReason.NO_VOTE)
    if house.clock() < unlocks:
        return Refusal(CountReason.TOO_EARLY, from_at=unlocks.isoformat())
    if place := box_still_open(session, cycle.id):
        return Refusal(CountReason.BOX_OPEN, place=place)
    if place := meeting_still_open(session, cycle.id):
        return Refusal(CountReason.MEETING_OPEN, place=place)
    if cycle.key_destroyed_at is not None:
        return Refusal(CycleReason.KEY_GONE)
    if not is_unaltered(cycle):
        return Refusal(CycleReason.RULES_ALTERED)
    return Refusal(CountReason.DRAW_MISSING) if needs_draw(cycle) else None


def needs_draw(cycle: Cycle) -> bool:
    """Do the frozen rules announce a public draw whose result is not written down yet?"""
    terms: dict[str, Any] = (cycle.rules or {}).get("terms", {})
    return cycle.drawn is None and TieBreak.DRAW in terms.get("tie_break", ())


def unlocks_at(session: Session, cycle: Cycle) -> datetime | None:
    """Return when the ballots may be opened: closing and grace; None where the plan has no vote."""
    vote = phase_of(session, cycle.id, PhaseKind.VOTE)
    return None if vote is None else vote.closes_at + grace_of(cycle)
