"""What was typed: read, judged, and kept sealed between the page that shows it and the yes that lets it count.

Between the two nothing of it stands in a table, a session or an address: the page itself carries it, under the cycle's
key, for a quarter of an hour and for who typed it alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.ports import ProjectView
from bot.typed_ballot import read_typed
from budgeting.ballot import BLANK, Judgement
from budgeting.receipts import new_receipt
from budgeting.refusal import Refusal
from budgeting.voting_codes import find_code
from budgeting.ways_in import WayIn
from models import Commune
from services.by_hand.reasons import HandReason
from services.codes.marks import is_good
from services.codes.tries import MOST, may_try, note_wrong, staff_tries
from services.house import House
from services.keyring import CycleKey
from services.numbering import hold
from services.voting.box import load_key
from services.voting.cast import judge_marks
from services.voting.paper import Poll, VoteReason, polls_of
from services.voting.receipts import is_in_log

LASTS = timedelta(minutes=15)
MOST_TRIES = {WayIn.ASSISTED: MOST, WayIn.BOOTH: 10 * MOST, WayIn.PAPER: 10 * MOST}
"""Wrong codes of a day from one member of staff.

On paper people write badly, and each costs a sheet of the box; in a booth many people type for themselves.
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a member of staff typed from a slip or a sheet."""

    code: str
    choices: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Who types, by which way in; of paper, in which box, and whether it puts a sheet right that is there already."""

    staff_id: int
    way: WayIn
    box: int | None = None
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What would be recorded: its projects in order with their points, numbers on no ballot, the cost in minor units.

    `drawn` are those of the unknown numbers that a project had before a public draw, each with its number of today.
    `token` is what has to come back for it to count.
    """

    token: str
    projects: tuple[ProjectView, ...]
    points: tuple[int, ...]
    unknown: tuple[int, ...]
    cost: int
    is_ranked: bool
    drawn: tuple[tuple[int, int], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Is it a ballot for no project?"""
        return not self.projects


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What comes back: the code's mark, the judged ballot, the receipt, the random key of the sheet, its box."""

    mark: str
    judged: Judgement
    receipt: str
    sheet_id: str
    box: int | None
    corrects: bool


def poll_of(session: Session, house: House, commune_id: int, cycle_id: int) -> Poll:
    """Return the vote of a cycle of the commune; a `Refusal` where it has none."""
    commune = session.get_one(Commune, commune_id)
    found = [poll for poll in polls_of(session, house, commune) if poll.cycle_id == cycle_id]
    if not found:
        raise Refusal(VoteReason.NO_VOTE_OPEN)
    return found[0]


def show_typed(session: Session, house: House, poll: Poll, languages: Iterable[str], typed: Typed, hand: Hand) -> Shown:
    """Return what would be recorded; a `Refusal` where it is no ballot. Only then is it asked whether the code is good.

    A wrong code is counted: who calls keeps the transaction also where it ends with a `Refusal`.
    """
    code = code_in(typed.code)
    marks = read_typed(typed.choices, tuple(languages), poll.ballot.format)
    judged = BLANK if marks is None else judge_marks(marks, poll)
    key, now = load_key(house, poll), house.clock()
    mark = key.mark(code)
    check_code(session, house, poll, mark, hand)
    token = _sealed(key, poll, mark, judged, hand, now + LASTS)
    by_number = {project.number: project for project in poll.projects}
    projects = tuple(by_number[number] for number in judged.recorded)
    cost = sum(project.cost or 0 for project in projects)
    is_ranked = poll.ballot.format == "ranking"
    return Shown(token, projects, judged.points, judged.unknown, cost, is_ranked, _drawn(poll, judged.unknown))


def open_typed(session: Session, key: CycleKey, poll: Poll, token: str, hand: Hand, now: datetime) -> Confirmed:
    """Return what was shown; a `Refusal` where it is too old, another person's, not ours, or its code void by now."""
    kept = key.open_typed(token)
    if kept is None or kept["of"] != _of(poll, hand) or now > datetime.fromisoformat(kept["until"]):
        raise Refusal(HandReason.OUTDATED)
    if not is_good(session, poll.cycle_id, kept["mark"]):  # it was voided meanwhile
        raise Refusal(VoteReason.CODE_NOT_GOOD)
    judged = Judgement(tuple(kept["recorded"]), tuple(kept["unknown"]), points=tuple(kept["points"]))
    return Confirmed(kept["mark"], judged, kept["receipt"], kept["sheet"], kept["box"], kept["corrects"])


def was_sent(session: Session, poll: Poll, receipt: str) -> bool:
    """Was the yes to this ballot heard before? Its receipt is in the log then, whatever stands in that place by now.

    A page can be sent again by refreshing it or going back, also at the same moment: the second waits for the first.
    """
    hold(session, f"typed {poll.cycle_id} {receipt}")
    return is_in_log(session, poll.cycle_id, receipt)


def code_in(typed: str) -> str:
    """Return the code that was typed; a `Refusal` where it is none."""
    found = find_code(typed)
    if found is None or found.code is None or found.rest:
        raise Refusal(HandReason.CODE_UNREADABLE)
    return found.code


def check_tries(session: Session, house: House, poll: Poll, hand: Hand) -> None:
    """Refuse who has used up their tries of a day, so that nobody guesses at a desk."""
    if not may_try(session, poll.cycle_id, _tries_of(house, hand), house.clock(), most=MOST_TRIES[hand.way]):
        raise Refusal(HandReason.TRIES_USED)


def count_try(session: Session, house: House, poll: Poll, hand: Hand) -> None:
    """Count one more try that hit nothing; who calls keeps the transaction."""
    note_wrong(session, poll.cycle_id, _tries_of(house, hand), house.clock())


def _tries_of(house: House, hand: Hand) -> str:
    return staff_tries(house.vault.hash("code tries by hand", f"{hand.way} {hand.staff_id}"))


def check_code(session: Session, house: House, poll: Poll, mark: str, hand: Hand) -> None:
    """Refuse a code that is not good, and count it."""
    check_tries(session, house, poll, hand)
    if not is_good(session, poll.cycle_id, mark):
        count_try(session, house, poll, hand)
        raise Refusal(VoteReason.CODE_NOT_GOOD)


def _drawn(poll: Poll, numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return the numbers from before a draw among these, each with the one its project has now."""
    now = {project.former_number: project.number for project in poll.projects if project.former_number}
    return tuple((number, now[number]) for number in numbers if number in now)


def _sealed(key: CycleKey, poll: Poll, mark: str, judged: Judgement, hand: Hand, until: datetime) -> str:
    kept: dict[str, Any] = {
        "of": _of(poll, hand),
        "until": until.isoformat(),
        "mark": mark,
        "recorded": judged.recorded,
        "points": judged.points,
        "unknown": judged.unknown,
        "receipt": new_receipt(os.urandom),
        "sheet": os.urandom(16).hex(),
        "box": hand.box,
        "corrects": hand.corrects,
    }
    return key.seal_typed(kept)


def _of(poll: Poll, hand: Hand) -> list[Any]:
    return [poll.cycle_id, hand.way.value, hand.staff_id]
