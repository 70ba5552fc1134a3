"""Opening a booth, and what is told of one whose vote was cancelled: its phone may still hold ballots."""

from __future__ import annotations

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from models.cycle import CycleState
from services.by_hand.helping import vote_with_help
from services.cycles.draft import get_cycle, note
from services.cycles.ways import ways_of
from services.house import House
from services.voting.voided import why_cycle_voided


def open_booth(session: Session, house: House, commune_id: int, cycle_id: int, *, staff_id: int) -> None:
    """Note in the trail who opens a booth of a vote that runs; a `Refusal` where it takes no ballots this way now."""
    vote_with_help(session, house, commune_id, cycle_id, WayIn.BOOTH)
    note(session, house, get_cycle(session, commune_id, cycle_id), "booth_opened", staff_id)


def why_booth_gone(session: Session, commune_id: int, cycle_id: int) -> Refusal | None:
    """Return that the vote of a booth was cancelled, and why; None where it was not, or never had a booth.

    A `Refusal` is raised where the commune has no such cycle.
    """
    cycle = get_cycle(session, commune_id, cycle_id)
    is_gone = cycle.state == CycleState.VOIDED and ways_of(cycle).in_booth
    return why_cycle_voided(session, cycle_id) if is_gone else None
