"""The meetings of a vote as pages show them, and what stood on their sheets once it may be opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.proof.meetings import Held, MeetingHands, Shows, VoidMeeting
from budgeting.refusal import Refusal
from models import CountSheet, Cycle
from services.by_hand.announced import HANDS, takes_more, vote_by
from services.by_hand.meeting_consent import consent_to
from services.by_hand.meetings import open_figures
from services.by_hand.reading import staff_names
from services.by_hand.reasons import HandReason
from services.house import House
from services.keyring import CycleKey
from services.voting.paper import Poll


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting without its figures: where and when, who signed, entered, confirmed or voided its sheet, and why."""

    number: int
    place: str
    held_at: datetime
    signed: tuple[str, ...]
    entered_by: str
    entered_by_id: int
    entered_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    voided_by: str
    voided_at: datetime | None
    void_reason: str

    @property
    def is_open(self) -> bool:
        """Does it still wait for a second person?"""
        return self.confirmed_at is None and self.voided_at is None


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings of one vote, and whether sheets are taken."""

    poll: Poll
    meetings: tuple[MeetingView, ...]
    takes_more: bool


def meetings_page(session: Session, house: House, commune_id: int, cycle_id: int) -> MeetingsPage:
    """Return the meetings of one vote; a `Refusal` where it takes no shows of hands."""
    poll = vote_by(HANDS, session, house, commune_id, cycle_id)
    sheets = _sheets(session, cycle_id)
    who = {one for sheet in sheets for one in (sheet.entered_by, sheet.confirmed_by, sheet.voided_by) if one}
    names = staff_names(session, who)
    views = tuple(_by_witness(session, sheet, _view(sheet, names)) for sheet in sheets)
    return MeetingsPage(poll, views, takes_more(session, house, poll))


def meeting_of(page: MeetingsPage, number: int) -> MeetingView:
    """Return one meeting of a vote; a `Refusal` where there is none of that number."""
    found = [meeting for meeting in page.meetings if meeting.number == number]
    if not found:
        raise Refusal(HandReason.MEETING_UNKNOWN)
    return found[0]


def open_shows(session: Session, cycle_id: int, key: CycleKey) -> Shows:
    """Open the sheets of a vote that is counted; a `Refusal` for one that does not open: it was changed, or is void."""
    sheets = _sheets(session, cycle_id)
    meetings = tuple(_opened(sheet, key) for sheet in sheets if sheet.voided_at is None)
    void = tuple(
        VoidMeeting(sheet.number, sheet.place, sheet.held_at.isoformat(), sheet.void_reason or "")
        for sheet in sheets
        if sheet.voided_at is not None
    )
    return Shows(meetings, void)


def meetings_to_count(session: Session, cycle_id: int) -> tuple[Held, ...]:
    """Return where and when the meetings were whose sheets are entered and not void, confirmed or not."""
    sheets = [sheet for sheet in _sheets(session, cycle_id) if sheet.voided_at is None]
    return tuple(Held(sheet.number, sheet.place, sheet.held_at.isoformat()) for sheet in sheets)


def sheets_digest(session: Session, cycle_id: int) -> str:
    """Return a digest of all sheets as they are kept: it changes where one is typed again, confirmed or void."""
    rows = [(one.number, one.figures, one.confirmed_at, one.voided_at) for one in _sheets(session, cycle_id)]
    return sha256(repr(rows).encode()).hexdigest()


def _opened(sheet: CountSheet, key: CycleKey) -> MeetingHands:
    figures = open_figures(key, sheet)
    hands = {project: number for project, number in figures.hands.items() if number}
    held_at = sheet.held_at.isoformat()
    return MeetingHands(sheet.number, sheet.place, held_at, figures.present, tuple(sheet.signed), hands)


def _sheets(session: Session, cycle_id: int) -> list[CountSheet]:
    query = select(CountSheet).where(CountSheet.cycle_id == cycle_id).order_by(CountSheet.number)
    return list(session.scalars(query))


def _by_witness(session: Session, sheet: CountSheet, view: MeetingView) -> MeetingView:
    if sheet.confirmed_at is None or sheet.confirmed_by is not None:
        return view
    voices = consent_to(session, session.get_one(Cycle, sheet.cycle_id), sheet).voices
    return replace(view, confirmed_by=next((voice.who for voice in voices if voice.witness_id), ""))


def _view(sheet: CountSheet, names: dict[int, str]) -> MeetingView:
    return MeetingView(
        sheet.number, sheet.place, sheet.held_at, tuple(sheet.signed),
        names.get(sheet.entered_by, ""), sheet.entered_by, sheet.entered_at,
        names.get(sheet.confirmed_by or 0, ""), sheet.confirmed_at,
        names.get(sheet.voided_by or 0, ""), sheet.voided_at, sheet.void_reason or "",
    )  # fmt: skip
