"""Ballot boxes as pages show them: how many sheets were found, entered and void, and why; never a code or a choice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.proof.sheets import FoundBox
from budgeting.refusal import Refusal
from models import BallotBox, Cycle, Sheet, Staff
from services.by_hand.announced import PAPER, takes_more, vote_by
from services.by_hand.boxes import closing_of
from services.by_hand.reasons import HandReason
from services.cycles.consent import Consent
from services.house import House
from services.voting.paper import Poll


@dataclass(frozen=True, slots=True)
class BoxView:
    """A box: sheets found in it, those that are ballots, and the void ones by reason, some in words of their own."""

    number: int
    place: str
    found: int
    valid: int
    void: dict[str, int]
    words: tuple[str, ...]
    opened_by: str
    filled_by: tuple[int, ...]
    opened_at: datetime
    closed_by: str
    closed_at: datetime | None

    @property
    def lacks(self) -> int:
        """How many sheets are still to be entered."""
        return self.found - self.valid - sum(self.void.values())


@dataclass(frozen=True, slots=True)
class BoxesPage:
    """The boxes of one vote, and whether more may come."""

    poll: Poll
    boxes: tuple[BoxView, ...]
    takes_more: bool


def boxes_page(session: Session, house: House, commune_id: int, cycle_id: int) -> BoxesPage:
    """Return the boxes of one vote; a `Refusal` where it takes no paper."""
    poll = vote_by(PAPER, session, house, commune_id, cycle_id)
    return BoxesPage(poll, tuple(boxes_of(session, cycle_id)), takes_more(session, house, poll))


def box_of(page: BoxesPage, number: int) -> BoxView:
    """Return one box of a vote; a `Refusal` where there is none of that number."""
    found = [box for box in page.boxes if box.number == number]
    if not found:
        raise Refusal(HandReason.BOX_UNKNOWN)
    return found[0]


def boxes_of(session: Session, cycle_id: int) -> list[BoxView]:
    """Return the boxes of a vote in the order of their numbers."""
    counts: dict[int, Counter[str | None]] = {}
    for box_id, void, count in session.execute(
        select(Sheet.box_id, Sheet.void, func.count())
        .where(Sheet.cycle_id == cycle_id)
        .group_by(Sheet.box_id, Sheet.void)
    ):
        counts.setdefault(box_id, Counter())[void and str(void)] = count
    rows = session.scalars(select(BallotBox).where(BallotBox.cycle_id == cycle_id).order_by(BallotBox.number)).all()
    names = staff_names(session, {who for box in rows for who in (box.opened_by, box.closed_by) if who})
    words = _words(session, cycle_id)
    found = [_view(box, counts.get(box.id, Counter()), names, words.get(box.id, [])) for box in rows]
    by_witness = {box.number: _witness(session, box) for box in rows if box.closed_at and not box.closed_by}
    return [replace(box, closed_by=by_witness.get(box.number, box.closed_by)) for box in found]


def closing_of_box(session: Session, house: House, commune_id: int, cycle_id: int, number: int) -> Consent:
    """Return who said yes to closing a box with what it holds now; a `Refusal` where there is no such box."""
    vote_by(PAPER, session, house, commune_id, cycle_id)
    box = session.scalar(select(BallotBox).where(BallotBox.cycle_id == cycle_id, BallotBox.number == number))
    if box is None:
        raise Refusal(HandReason.BOX_UNKNOWN)
    return closing_of(session, session.get_one(Cycle, cycle_id), box)


def found_boxes(session: Session, cycle_id: int) -> list[FoundBox]:
    """Return the boxes of a vote as they are published, before few are put together."""
    return [FoundBox(box.number, box.place, box.found, box.valid, box.void) for box in boxes_of(session, cycle_id)]


def _view(box: BallotBox, counts: Counter[str | None], names: dict[int, str], words: list[str]) -> BoxView:
    void = {reason: count for reason, count in sorted(counts.items(), key=str) if reason is not None}
    closed_by = names.get(box.closed_by, "") if box.closed_by else ""
    return BoxView(
        box.number, box.place, box.found, counts[None], void, tuple(sorted(words)), names.get(box.opened_by, ""),
        tuple(box.filled_by), box.opened_at, closed_by, box.closed_at,
    )  # fmt: skip


def _witness(session: Session, box: BallotBox) -> str:
    voices = closing_of(session, session.get_one(Cycle, box.cycle_id), box).voices
    return next((voice.who for voice in voices if voice.witness_id), "")


def staff_names(session: Session, ids: set[int]) -> dict[int, str]:
    """Return what members of staff are called, by their id."""
    rows = session.scalars(select(Staff).where(Staff.id.in_(ids)))
    return {row.id: row.name or row.email for row in rows}


def _words(session: Session, cycle_id: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(Sheet.box_id, Sheet.words).where(Sheet.cycle_id == cycle_id, Sheet.words.is_not(None))
    for box_id, words in session.execute(query):
        found.setdefault(box_id, []).append(str(words))
    return found
