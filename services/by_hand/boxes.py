"""Ballot boxes: opened with the number of sheets found in them, closed by a second person once each is entered.

The second is nobody who typed anything in the box. Where there is no such person an outside witness closes it, or the
one person of the commune after the public notice, as what else takes two (`services.cycles.consent`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.refusal import Refusal
from models import BallotBox, Cycle, Sheet, Staff
from services.by_hand.announced import LONGEST_PLACE, PAPER, open_vote_by
from services.by_hand.reasons import HandReason
from services.clock import hour_of
from services.cycles.consent import Consent, Matter, consent_of, say_yes
from services.cycles.draft import note
from services.house import House
from services.roles import DECIDERS
from services.voting.paper import VoteReason

MOST_FOUND = 5_000
"""Sheets of one box: of more, nobody finds a mistake again."""

_HELD = select(Sheet.id, Sheet.void).order_by(Sheet.id)


def open_ballot_box(
    session: Session, house: House, commune_id: int, cycle_id: int, place: str, found: int, *, staff_id: int
) -> int:
    """Open a box in which so many sheets were found, and return its number."""
    cycle = _open_cycle(session, house, commune_id, cycle_id)
    name = one_line(place, LONGEST_PLACE)
    if not name:
        raise Refusal(HandReason.PLACE_MISSING)
    _check_found(found, 0)
    last = session.scalar(select(func.max(BallotBox.number)).where(BallotBox.cycle_id == cycle.id)) or 0
    box = BallotBox(
        cycle_id=cycle.id, number=last + 1, place=name, found=found, opened_by=staff_id,
        opened_at=hour_of(house.clock()), filled_by=[staff_id],
    )  # fmt: skip
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
    note_filler(box, staff_id)
    note(session, house, cycle, "ballot_box_recounted", staff_id, box=box.number, found=found)


def close_ballot_box(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, *, staff_id: int | None,
    alone: bool = False, witness_id: int | None = None,
) -> bool:  # fmt: skip
    """Close a box of which each sheet is entered; True where that is done now.

    Who typed in it and may decide only says yes to what it holds. Then an outside witness closes it, or a second
    person; `alone` the same person, where the commune has one and the public notice is over.
    """
    cycle = _open_cycle(session, house, commune_id, cycle_id)
    box = hold_box(session, cycle.id, number)
    if lacks := box.found - sheets_in(session, box):
        raise Refusal(HandReason.BOX_LACKS, count=lacks)
    if staff_id is None or staff_id in box.filled_by:
        consent = closing_of(session, cycle, box)
        if staff_id is not None and not _may_announce(session, consent, staff_id):
            raise Refusal(HandReason.SAME_PERSON)
        by: dict[str, Any] = {"staff_id": staff_id, "alone": alone, "witness_id": witness_id}
        if not say_yes(session, house, cycle, Matter.BALLOT_BOX, consent.digest, **by):
            return False
    box.closed_by, box.closed_at = staff_id, hour_of(house.clock())
    note(session, house, cycle, "ballot_box_closed", staff_id, box=box.number, found=box.found)
    return True


def closing_of(session: Session, cycle: Cycle, box: BallotBox) -> Consent:
    """Return who said yes to closing a box as it is: with other sheets, more of them or one put right, nobody has."""
    held = [[sheet_id, str(void or "")] for sheet_id, void in session.execute(_HELD.where(Sheet.box_id == box.id))]
    paper = {"ballot_box": box.number, "found": box.found, "sheets": held, "corrected": box.corrected}
    return consent_of(session, cycle, Matter.BALLOT_BOX, digest_of(canonical_json(paper)))


def open_boxes(session: Session, cycle_id: int) -> list[BallotBox]:
    """Return the boxes of a vote that are not closed, in the order of their numbers."""
    query = select(BallotBox).where(BallotBox.cycle_id == cycle_id, BallotBox.closed_at.is_(None))
    return list(session.scalars(query.order_by(BallotBox.number)))


def note_filler(box: BallotBox, staff_id: int) -> None:
    """Note that somebody typed in a box: they do not close it."""
    if staff_id not in box.filled_by:
        box.filled_by = [*box.filled_by, staff_id]


def _may_announce(session: Session, consent: Consent, staff_id: int) -> bool:
    """May somebody who typed in a box be the first of two? Two who typed in it are not enough."""
    person = session.get_one(Staff, staff_id)
    is_first = all(voice.staff_id in {None, staff_id} for voice in consent.voices)
    return is_first and any(role.name in DECIDERS for role in person.roles)


def box_still_open(session: Session, cycle_id: int) -> str | None:
    """Return the place of a box that is not closed yet, None where all are: until then nothing is counted."""
    return next((box.place for box in open_boxes(session, cycle_id)), None)


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
    cycle, poll = open_vote_by(PAPER, session, house, commune_id, cycle_id)
    if house.clock() < poll.opens_at:
        raise Refusal(VoteReason.OPENS_LATER, opens_at=poll.opens_at.isoformat())
    return cycle


def _check_found(found: int, entered: int) -> None:
    if not entered <= found <= MOST_FOUND:
        raise Refusal(HandReason.FOUND_WRONG, least=entered, most=MOST_FOUND)
