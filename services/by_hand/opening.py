"""Opening a booth, and what is told of one whose vote was cancelled: its phone may still hold ballots."""

from __future__ import annotations

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from models import Cycle
from models.cycle import CycleState
from services.by_hand.helping import vote_with_help
from services.cycles.draft import find_cycle, get_cycle, note
from services.cycles.ways import ways_of
from services.house import House
from services.voting.paper import Poll
from services.voting.voided import why_cycle_voided


def open_booth(session: Session, house: House, commune_id: int, cycle_id: int, *, staff_id: int) -> None:
    """Note in the trail who opens a booth of a vote that runs; a `Refusal` where it takes no ballots this way now."""
    vote_with_help(session, house, commune_id, cycle_id, WayIn.BOOTH)
    note(session, house, get_cycle(session, commune_id, cycle_id), "booth_opened", staff_id)


def may_hold_ballots(session: Session, house: House, poll: Poll) -> bool:
    """May a phone still hold ballots of this vote that somebody can open? From its opening until its key is destroyed.

    Also once it is counted: who finds the phone then is told of each ballot that it came too late.
    """
    return house.clock() >= poll.opens_at and not is_key_gone(session, poll.cycle_id)


def is_key_gone(session: Session, cycle_id: int) -> bool:
    """Was the key of a vote destroyed on purpose, so that what is sealed under it stays sealed for ever?"""
    return session.get_one(Cycle, cycle_id).key_destroyed_at is not None


def why_booth_gone(session: Session, commune_id: int, cycle_id: int) -> Refusal | None:
    """Return that the vote of a booth was cancelled, and why; None where it was not, or never had a booth.

    A `Refusal` is raised where the commune has no such cycle.
    """
    cycle = find_cycle(session, commune_id, cycle_id)  # unlocked: a page of a booth holds up no ballot
    is_gone = cycle.state == CycleState.VOIDED and ways_of(cycle).in_booth
    return why_cycle_voided(session, cycle_id) if is_gone else None
