"""Ballot boxes: opened with the number of sheets found in them, closed by a second person once each is entered."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text
from budgeting.refusal import Refusal
from models import BallotBox, Cycle, Sheet
from models.cycle import CycleState
from services.by_hand.reasons import HandReason
from services.by_hand.typing import poll_of
from services.cycles.draft import get_cycle, note
from services.cycles.result import is_counted
from services.cycles.ways import ways_of
from services.house import House
from services.voting.paper import Poll, VoteReason

LONGEST_PLACE = 60
MOST_FOUND = 5_000
"""Sheets of one box: of more, nobody finds a mistake again."""


def vote_on_paper(session: Session, house: House, commune_id: int, cycle_id: int) -> Poll:
    """Return a vote of the commune that takes paper; a `Refusal` where its rules do not announce it."""
    poll = poll_of(session, house, commune_id, cycle_id)
    if not poll.ways.on_paper:
        raise Refusal(HandReason.NO_PAPER)
    return poll


def open_ballot_box(
    session: Session, house: House, commune_id: int, cycle_id: int, place: str, found: int, *, staff_id: int
) -> int:
    """Open a box in which so many sheets were found, and return its number."""
    cycle = _open_cycle(session, house, commune_id, cycle_id)
    name = " ".join(clean_text(place).split())[:LONGEST_PLACE]
    if not name:
        raise Refusal(HandReason.PLACE_MISSING)
    _check_found(found, 0)
    last = session.scalar(select(func.max(BallotBox.number)).where(BallotBox.cycle_id == cycle.id)) or 0
    box = BallotBox(
        cycle_id=cycle.id, number=last + 1, place=name, found=found, opened_by=staff_id, opened_at=house.clock()
    )
    session.add(box)
    session.flush()
    note(session, house, cycle, "ballot_box_opened", staff_id, box=box.number, found=found)
    return box.number


def recount_ballot_box(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, found: int, *, staff_id: int
) -> None:
    """Put right how many sheets were found in a box that is open."""
    cycle = _open_cycle(session, house, commune_id, cycle_id)
    box = hold_box(session, cycle.id, number)
    _check_found(found, sheets_in(session, box))
    box.found = found
    note(session, house, cycle, "ballot_box_recounted", staff_id, box=box.number, found=found)


def close_ballot_box(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, *, staff_id: int
) -> None:
    """Close a box of which each sheet is entered; a second person does it."""
    cycle = _open_cycle(session, house, commune_id, cycle_id)
    box = hold_box(session, cycle.id, number)
    if box.opened_by == staff_id:
        raise Refusal(HandReason.SAME_PERSON)
    if lacks := box.found - sheets_in(session, box):
        raise Refusal(HandReason.BOX_LACKS, count=lacks)
    box.closed_by, box.closed_at = staff_id, house.clock()
    note(session, house, cycle, "ballot_box_closed", staff_id, box=box.number, found=box.found)


def box_still_open(session: Session, cycle_id: int) -> str | None:
    """Return the place of a box that is not closed yet, None where all are: until then nothing is counted."""
    query = select(BallotBox.place).where(BallotBox.cycle_id == cycle_id, BallotBox.closed_at.is_(None))
    return session.scalar(query.order_by(BallotBox.number).limit(1))


def hold_box(session: Session, cycle_id: int, number: int) -> BallotBox:
    """Return an open box, locked until the end of the transaction; a `Refusal` where there is none or it is closed."""
    query = select(BallotBox).where(BallotBox.cycle_id == cycle_id, BallotBox.number == number)
    box = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if box is None:
        raise Refusal(HandReason.BOX_UNKNOWN)
    if box.closed_at is not None:
        raise Refusal(HandReason.BOX_CLOSED)
    return box


def sheets_in(session: Session, box: BallotBox) -> int:
    """Return how many sheets of a box are entered, void ones too."""
    return session.scalar(select(func.count()).select_from(Sheet).where(Sheet.box_id == box.id)) or 0


def _open_cycle(session: Session, house: House, commune_id: int, cycle_id: int) -> Cycle:
    """Return the cycle, locked against ballots and the count; its vote has opened and is not counted."""
    cycle = get_cycle(session, commune_id, cycle_id)
    if not ways_of(cycle).on_paper:
        raise Refusal(HandReason.NO_PAPER)
    if cycle.state != CycleState.APPROVED:
        raise Refusal(VoteReason.NO_VOTE_OPEN)
    if is_counted(session, cycle.id):
        raise Refusal(HandReason.COUNTED)
    poll = vote_on_paper(session, house, commune_id, cycle_id)
    if house.clock() < poll.opens_at:
        raise Refusal(VoteReason.OPENS_LATER, opens_at=poll.opens_at.isoformat())
    return cycle


def _check_found(found: int, entered: int) -> None:
    if not entered <= found <= MOST_FOUND:
        raise Refusal(HandReason.FOUND_WRONG, least=entered, most=MOST_FOUND)
