"""Sheets of paper, one after the other: a ballot under its code, or void for a reason.

Under the rule that paper counts a sheet's ballot is of the announced closing, so that it stands over every other of its
code; under the rule that phones count it is of the opening, so that every other stands over it. Its sealed record says
in which box it lay: no table joins a sheet and a voter.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text
from budgeting.ballot import Judgement
from budgeting.refusal import Refusal
from budgeting.voting_codes import cut_shown
from budgeting.ways_in import BothWays, SheetVoid, WayIn
from models import BallotBox, Commune, Cycle, Sheet
from services.by_hand.announced import PAPER, vote_by
from services.by_hand.boxes import hold_box, note_filler, sheets_in
from services.by_hand.entered import note_entered
from services.by_hand.reasons import HandReason
from services.by_hand.typing import (
    Confirmed,
    Hand,
    Shown,
    Typed,
    check_tries,
    count_try,
    open_typed,
    show_typed,
    was_sent,
)  # fmt: skip
from services.clock import hour_of
from services.cycles.draft import note
from services.house import House
from services.keyring import CycleKey
from services.rows import put_new
from services.voting.box import Booth, load_key, why_not_take
from services.voting.cast import enter_ballot
from services.voting.paper import Poll, VoteReason
from services.voting.recorded import ON_PAPER
from services.voting.voter import Voting

LONGEST_WORDS = 100
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a sheet: void for a reason, or a ballot, which may have put right the one that was there.

    `is_again`: it had put that right before, and now nothing was done.
    """

    void: SheetVoid | None
    is_corrected: bool = False
    is_again: bool = False


def new_sheet_id() -> str:
    """Return a random key for a sheet: a form that is sent twice enters one."""
    return os.urandom(16).hex()


def show_sheet(
    session: Session, house: House, commune_id: int, cycle_id: int, typed: Typed, hand: Hand
) -> Shown | Refusal:
    """Return what would be recorded of a sheet, or why it is none; a wrong code is counted either way."""
    try:
        poll = vote_by(PAPER, session, house, commune_id, cycle_id)
        _hold(session, poll, hand.box or 0)
        return show_typed(session, house, poll, session.get_one(Commune, commune_id).languages, typed, hand)
    except Refusal as no:
        return no


def enter_sheet(
    session: Session, house: House, commune_id: int, cycle_id: int, token: str, hand: Hand
) -> Entered | Refusal:
    """Enter a sheet as it was shown; whether its code has voted already decides here, and is told of no other sheet.

    Where no sheet is there to be put right the `Refusal` is returned and not raised: it is counted, and in the trail.
    """
    poll, now = vote_by(PAPER, session, house, commune_id, cycle_id), house.clock()
    key, box = load_key(house, poll), _hold(session, poll, hand.box or 0)
    shown = open_typed(session, key, poll, token, hand, now)
    if shown.box != box.number:
        raise Refusal(HandReason.OUTDATED)
    commune = session.get_one(Commune, commune_id)
    voting = Voting(None, WayIn.PAPER.value, None, None, now, 0, commune.time_zone)
    place = _Place(session, house, commune, poll, key, box, hand, voting)
    return place.correct(shown) if shown.corrects else place.take(shown)


def void_sheet(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, sheet_id: str, reason: str, words: str,
    *, staff_id: int,
) -> None:  # fmt: skip
    """Enter a sheet that is no ballot; sent twice with one `sheet_id` it is entered once."""
    poll = vote_by(PAPER, session, house, commune_id, cycle_id)
    box, why = _hold(session, poll, number), _reason(reason)
    said = _cleaned(words) if why is SheetVoid.OTHER else None
    if why is SheetVoid.OTHER and not said:
        raise Refusal(HandReason.WORDS_NEEDED)
    if not _ID.fullmatch(sheet_id):
        raise Refusal(HandReason.OUTDATED)
    if session.get(Sheet, sheet_id) is None:
        _put_sheet(session, house, box, sheet_id, staff_id, why, said)


def take_back_void(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, reason: str, *, staff_id: int
) -> None:
    """Take back one void sheet of a reason that a person gave by mistake.

    One that the box found out stays: with its place free again, sheet after sheet would tell which codes have voted.
    """
    poll = vote_by(PAPER, session, house, commune_id, cycle_id)
    box, why = _hold(session, poll, number), _reason(reason)
    query = select(Sheet).where(Sheet.box_id == box.id, Sheet.void == why).order_by(Sheet.id).limit(1)
    sheet = session.scalar(query)
    if sheet is None:
        raise Refusal(HandReason.NO_SUCH_VOID)
    session.delete(sheet)
    note_filler(box, staff_id)
    cycle = session.get_one(Cycle, poll.cycle_id)
    note(session, house, cycle, "void_sheet_taken_back", staff_id, box=box.number, reason=str(why))


@dataclass(frozen=True, slots=True)
class _Place:
    """A voter's place in the ballots, as seen from a box."""

    session: Session
    house: House
    commune: Commune
    poll: Poll
    key: CycleKey
    box: BallotBox
    hand: Hand
    voting: Voting

    def take(self, shown: Confirmed) -> Entered:
        """Enter a sheet: its ballot, or void because its code has voted."""
        if known := self.session.get(Sheet, shown.sheet_id):
            return Entered(known.void and SheetVoid(known.void))
        void = self._why_void(shown) or self._enter(shown)
        _put_sheet(self.session, self.house, self.box, shown.sheet_id, self.hand.staff_id, void)
        return Entered(void)

    def correct(self, shown: Confirmed) -> Entered | Refusal:
        """Put the ballot of a sheet right that was entered in this box and still stands."""
        if was_sent(self.session, self.poll, shown.receipt):
            return Entered(None, is_corrected=True, is_again=True)
        check_tries(self.session, self.house, self.poll, self.hand)
        before = self._booth(shown).standing()
        # One answer for a code that never voted, that voted otherwise and that lies in another box: no code is asked.
        if before is None or before.get(ON_PAPER) != self.box.number:
            count_try(self.session, self.house, self.poll, self.hand)
            self._note("sheet_not_found")
            return Refusal(HandReason.NOTHING_TO_CORRECT)
        self._booth(shown).replace(before, self._record(shown))
        note_filler(self.box, self.hand.staff_id)
        self.box.corrected += 1
        self._note("sheet_corrected")
        return Entered(None, is_corrected=True)

    def _note(self, act: str) -> None:
        cycle = self.session.get_one(Cycle, self.poll.cycle_id)
        note(self.session, self.house, cycle, act, self.hand.staff_id, box=self.box.number)

    def _why_void(self, shown: Confirmed) -> SheetVoid | None:
        before = self._booth(shown).standing()
        if before is None:
            return None
        if ON_PAPER in before:
            return SheetVoid.TWICE
        return SheetVoid.BY_PHONE if self.poll.ways.both is BothWays.PHONE else None

    def _enter(self, shown: Confirmed) -> SheetVoid | None:
        """Put the ballot in; void where another way was quicker, in this very moment."""
        voter, fresh = self.key.voter(shown.mark), self._record(shown)
        cast = enter_ballot(self.session, self.poll, self.key, voter, self.voting, fresh, echo=False)
        if not cast.stands:
            return SheetVoid.BY_PHONE
        note_entered(self.session, self.house, self.commune, self.poll.cycle_id, self.hand.staff_id, WayIn.PAPER)
        return None

    def _booth(self, shown: Confirmed) -> Booth:
        return Booth(self.session, self.poll, self.key, self.key.voter(shown.mark), self.voting)

    def _record(self, shown: Confirmed) -> dict[str, Any]:
        judged: Judgement = shown.judged
        moment = self.poll.closes_at if self.poll.ways.both is BothWays.PAPER else self.poll.opens_at
        at = moment.isoformat(timespec="microseconds")
        return {"choices": judged.marks, "at": at, "seq": 0, "receipt": shown.receipt, ON_PAPER: self.box.number}


def _hold(session: Session, poll: Poll, number: int) -> BallotBox:
    """Return the open box, while sheets are taken: from the opening of the vote until it is counted."""
    if no := why_not_take(session, poll):
        raise Refusal(HandReason.COUNTED) if no.reason == VoteReason.HAS_CLOSED else no
    return hold_box(session, poll.cycle_id, number)


def _put_sheet(
    session: Session, house: House, box: BallotBox, sheet_id: str, staff_id: int, void: SheetVoid | None,
    words: str | None = None,
) -> None:  # fmt: skip
    if sheets_in(session, box) >= box.found:
        raise Refusal(HandReason.BOX_FULL, count=box.found)
    row = {"id": sheet_id, "cycle_id": box.cycle_id, "box_id": box.id, "void": void, "words": words}
    note_filler(box, staff_id)
    put_new(session, Sheet, "id", **row, staff_id=staff_id, hour=hour_of(house.clock()))


def _reason(reason: str) -> SheetVoid:
    """Return a reason that a person may give: that a code has voted is for the box to find."""
    if reason in {SheetVoid.TWICE, SheetVoid.BY_PHONE} or reason not in set(SheetVoid):
        raise Refusal(HandReason.VOID_WRONG)
    return SheetVoid(reason)


def _cleaned(words: str) -> str:
    """Return a reason in words without anything that looks like a code."""
    return " ".join(cut_shown(clean_text(words))[1].split())[:LONGEST_WORDS]
