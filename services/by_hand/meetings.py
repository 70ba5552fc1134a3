"""Shows of hands: a signed count sheet is typed twice, each time from the paper; it counts once both were the same.

A second person types it, or who `services.by_hand.meeting_consent` lets. They are not shown what the first typed, and
nobody is shown it before the count: the figures lie sealed under the cycle's key. So who holds no paper learns nothing
here, and nothing adds up before closing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.hands import check_hands, check_signers
from budgeting.refusal import Refusal
from models import CountSheet, Cycle
from services.by_hand.announced import HANDS, LONGEST_PLACE, open_vote_by
from services.by_hand.reasons import HandReason
from services.codes.tries import may_try, note_wrong, staff_tries
from services.cycles.draft import note
from services.house import House
from services.keyring import CycleKey
from services.vault import Sealed
from services.voting.box import load_key
from services.voting.paper import Poll

LONGEST_OFFICE, LONGEST_REASON = 60, 150
MOST_SIGNERS = 8
MOST_DIFFERING = 6
"""Times that a sheet is typed otherwise, by anybody on any day: each names the lines, and so tells a little of them."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when hands were raised, and who signed the sheet, by their office and not by their name."""

    place: str
    held_at: datetime
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands on a count sheet: the people present, and the hands raised for each project by its number."""

    present: int
    hands: dict[str, int] = field(default_factory=dict)


NO_FIGURES = Figures(0)


@dataclass(frozen=True, slots=True)
class Typist:
    """Who types a sheet from the paper: one of the staff, or an outside witness."""

    staff_id: int | None
    witness_id: int | None = None

    @property
    def name(self) -> str:
        """Under what their tries are counted."""
        return str(self.staff_id) if self.staff_id is not None else f"witness {self.witness_id}"


def enter_meeting(
    session: Session, house: House, commune_id: int, cycle_id: int, meeting: Meeting, figures: Figures, *, staff_id: int
) -> int:
    """Enter a count sheet and return its number; it counts for nothing until a second person typed the same."""
    cycle, poll = open_vote_by(HANDS, session, house, commune_id, cycle_id)
    place = one_line(meeting.place, LONGEST_PLACE)
    signed = tuple(office for one in meeting.signed if (office := one_line(one, LONGEST_OFFICE)))[:MOST_SIGNERS]
    if not place:
        raise Refusal(HandReason.PLACE_MISSING)
    check_signers(signed)
    _check_moment(poll, meeting.held_at, house.clock())
    _check_new(session, cycle.id, place, meeting.held_at)
    last = session.scalar(select(func.max(CountSheet.number)).where(CountSheet.cycle_id == cycle.id)) or 0
    sealed = _seal(load_key(house, poll), last + 1, figures, poll)
    sheet = CountSheet(
        cycle_id=cycle.id, number=last + 1, place=place, held_at=meeting.held_at, signed=list(signed), figures=sealed,
        entered_by=staff_id, entered_at=house.clock(),
    )  # fmt: skip
    session.add(sheet)
    session.flush()
    note(session, house, cycle, "meeting_entered", staff_id, meeting=sheet.number)
    return sheet.number


def type_meeting_again(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, figures: Figures, *, staff_id: int
) -> bool | Refusal:
    """Take what somebody typed from the paper anew: True where it confirms the sheet, False where it puts it right.

    It puts it right where who entered it types again. A second person who typed something else gets a `Refusal` with
    the lines that differ, returned and not raised: it is counted, so that nobody finds a figure by trying; after
    `MOST_DIFFERING` the sheet can only be made void.
    """
    cycle, poll = open_vote_by(HANDS, session, house, commune_id, cycle_id)
    sheet = hold_meeting(session, cycle.id, number)
    if sheet.entered_by != staff_id:
        return confirm_if_alike(session, house, cycle, poll, sheet, figures, Typist(staff_id)) or True
    sheet.figures, sheet.entered_at = _seal(load_key(house, poll), number, figures, poll), house.clock()
    note(session, house, cycle, "meeting_typed_again", staff_id, meeting=number)
    return False


def confirm_if_alike(
    session: Session, house: House, cycle: Cycle, poll: Poll, sheet: CountSheet, figures: Figures, typist: Typist
) -> Refusal | None:
    """Confirm a sheet of which the same was typed again; a `Refusal` names the lines that differ, and is counted."""
    key = load_key(house, poll)
    _check(figures, poll)
    who = staff_tries(house.vault.hash("meeting tries", f"{sheet.number} {typist.name}"))
    if sheet.differed >= MOST_DIFFERING:
        raise Refusal(HandReason.MEETING_GUESSED)
    if not may_try(session, cycle.id, who, house.clock()):
        raise Refusal(HandReason.MEETING_TRIES)
    if lines := _differing(open_figures(key, sheet), figures):
        sheet.differed += 1
        note_wrong(session, cycle.id, who, house.clock())
        note(session, house, cycle, "meeting_differs", typist.staff_id, meeting=sheet.number)
        return Refusal(HandReason.MEETING_DIFFERS, lines=", ".join(lines))
    sheet.confirmed_by, sheet.confirmed_at = typist.staff_id, house.clock()
    note(session, house, cycle, "meeting_confirmed", typist.staff_id, meeting=sheet.number)
    return None


def void_meeting(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, reason: str, *, staff_id: int
) -> None:
    """Make a count sheet void, confirmed or not, for a reason that everybody reads; it can be entered anew."""
    cycle, _poll = open_vote_by(HANDS, session, house, commune_id, cycle_id)
    sheet, words = find_meeting(session, cycle.id, number), one_line(reason, LONGEST_REASON)
    if not words:
        raise Refusal(HandReason.WORDS_NEEDED)
    sheet.void_reason, sheet.voided_by, sheet.voided_at = words, staff_id, house.clock()
    note(session, house, cycle, "meeting_voided", staff_id, meeting=number)


def meeting_still_open(session: Session, cycle_id: int) -> str | None:
    """Return the place of a meeting whose sheet nobody confirmed and nobody made void, None where there is none."""
    query = select(CountSheet.place).where(CountSheet.cycle_id == cycle_id, CountSheet.confirmed_at.is_(None))
    return session.scalar(query.where(CountSheet.voided_at.is_(None)).order_by(CountSheet.number).limit(1))


def open_figures(key: CycleKey, sheet: CountSheet) -> Figures:
    """Return what stands on a sheet; a `Refusal` where it was changed in the database, or is that of another."""
    try:
        kept: dict[str, Any] = key.open_figures(sheet.number, sheet.figures)
        return Figures(int(kept["present"]), {str(project): int(number) for project, number in kept["hands"].items()})
    except (Sealed, ValueError, TypeError, KeyError, AttributeError):
        raise Refusal(HandReason.MEETING_UNREADABLE, place=sheet.place) from None


def _seal(key: CycleKey, number: int, figures: Figures, poll: Poll) -> bytes:
    hands = {project: figures.hands.get(project, 0) for project in _check(figures, poll)}
    return key.seal_figures(number, asdict(Figures(figures.present, hands)))


def _check(figures: Figures, poll: Poll) -> list[str]:
    """Return the projects of a vote by their numbers, for which hands may be raised like this; a `Refusal` else."""
    projects = [str(project.number) for project in poll.projects]
    check_hands(figures.present, figures.hands, projects, poll.ballot.max_choices or len(projects))
    return projects


def _differing(one: Figures, other: Figures) -> list[str]:
    """Return the lines in which two people typed different numbers: "0" the people present, else a project."""
    projects = sorted({*one.hands, *other.hands}, key=int)
    lines = [project for project in projects if one.hands.get(project, 0) != other.hands.get(project, 0)]
    return [*(["0"] if one.present != other.present else []), *lines]


def find_meeting(session: Session, cycle_id: int, number: int) -> CountSheet:
    """Return a count sheet that is not void, locked until the end of the transaction; a `Refusal` where it is none."""
    query = select(CountSheet).where(CountSheet.cycle_id == cycle_id, CountSheet.number == number)
    sheet = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if sheet is None:
        raise Refusal(HandReason.MEETING_UNKNOWN)
    if sheet.voided_at is not None:
        raise Refusal(HandReason.MEETING_VOID)
    return sheet


def hold_meeting(session: Session, cycle_id: int, number: int) -> CountSheet:
    """Return a count sheet that waits to be confirmed, locked; a `Refusal` where there is none of that number."""
    sheet = find_meeting(session, cycle_id, number)
    if sheet.confirmed_at is not None:
        raise Refusal(HandReason.MEETING_CONFIRMED)
    return sheet


def _check_moment(poll: Poll, held_at: datetime, now: datetime) -> None:
    if not poll.opens_at <= held_at <= poll.closes_at:
        span = {"opens_at": poll.opens_at.isoformat(), "closes_at": poll.closes_at.isoformat()}
        raise Refusal(HandReason.MEETING_OUTSIDE, **span)
    if held_at > now:
        raise Refusal(HandReason.MEETING_TO_COME)


def _check_new(session: Session, cycle_id: int, place: str, held_at: datetime) -> None:
    """One meeting has one sheet that counts, whoever enters it."""
    query = select(CountSheet.place).where(CountSheet.cycle_id == cycle_id, CountSheet.held_at == held_at)
    known = session.scalars(query.where(CountSheet.voided_at.is_(None)))
    if place.casefold() in {other.casefold() for other in known}:
        raise Refusal(HandReason.MEETING_TWICE)
