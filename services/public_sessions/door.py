"""Counting at the doors: each press adds, each can be taken back, none is forgotten, and two people count at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from budgeting.refusal import Refusal
from models import DoorCount, PublicSession, Staff
from models.public_session import Presence, PresentSex, SessionState
from services.house import House
from services.public_sessions.finding import lock_session, note
from services.public_sessions.reasons import SessionNo
from services.public_sessions.running import has_come

MOST_AT_ONCE = 999
LONGEST_TOKEN = 24
LATEST = 15

Cells = Mapping[tuple[Presence, PresentSex], int]


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed: as what they are here, of which sex, how many more or fewer; `token` is of the page it was on.

    The same button of one page counts once, however often the network brings it.
    """

    presence: str
    sex: str
    people: int
    token: str


@dataclass(frozen=True, slots=True)
class PressView:
    """A press as who counts sees it; `undoes` where it takes another one back."""

    id: int
    presence: str
    sex: str
    people: int
    who: str
    pressed_at: datetime
    undoes: bool
    is_taken_back: bool


def press(
    session: Session, house: House, commune_id: int, session_id: int, given: Press, *, staff_id: int | None
) -> None:
    """Count people in or out; `Refusal` where this press is counted already, or nobody is left to take away."""
    row = _on_its_day(session, house, commune_id, session_id)
    if given.presence not in set(Presence) or given.sex not in set(PresentSex):
        raise Refusal(SessionNo.GROUP_WRONG)
    if not 0 < abs(given.people) <= MOST_AT_ONCE or not 0 < len(given.token) <= LONGEST_TOKEN:
        raise Refusal(SessionNo.PEOPLE_WRONG, most=MOST_AT_ONCE)
    presence, sex = Presence(given.presence), PresentSex(given.sex)
    token = f"{given.token}:{presence}:{sex}:{given.people}"
    if session.scalar(select(DoorCount.id).where(DoorCount.session_id == row.id, DoorCount.token == token)):
        raise Refusal(SessionNo.PRESSED_ALREADY)
    _write(session, house, row, DoorCount(presence=presence, sex=sex, people=given.people, token=token), staff_id)


def take_back(
    session: Session, house: House, commune_id: int, session_id: int, press_id: int, *, staff_id: int | None
) -> None:
    """Undo one press, once; both stay in the history."""
    row = _on_its_day(session, house, commune_id, session_id)
    found = session.get(DoorCount, press_id)
    if found is None or found.session_id != row.id or found.takes_back_id is not None:
        raise Refusal(SessionNo.PRESS_UNKNOWN)
    if session.scalar(select(DoorCount.id).where(DoorCount.takes_back_id == found.id)):
        raise Refusal(SessionNo.TAKEN_BACK_ALREADY)
    undone = DoorCount(
        presence=found.presence, sex=found.sex, people=-found.people, token=f"back:{found.id}", takes_back_id=found.id
    )
    _write(session, house, row, undone, staff_id)


def counted(session: Session, session_id: int) -> Cells:
    """Return how many people were counted, of each kind and sex of which there are any."""
    rows = session.execute(
        select(DoorCount.presence, DoorCount.sex, func.sum(DoorCount.people))
        .where(DoorCount.session_id == session_id)
        .group_by(DoorCount.presence, DoorCount.sex)
    )
    return {(Presence(presence), PresentSex(sex)): int(people) for presence, sex, people in rows if people}


def last_presses(session: Session, session_id: int, limit: int = LATEST) -> list[PressView]:
    """Return what was pressed last, the latest first."""
    back = aliased(DoorCount)
    rows = session.execute(
        select(DoorCount, Staff.name, back.id)
        .outerjoin(Staff, Staff.id == DoorCount.staff_id)
        .outerjoin(back, back.takes_back_id == DoorCount.id)
        .where(DoorCount.session_id == session_id)
        .order_by(DoorCount.id.desc())
        .limit(limit)
    )
    return [
        PressView(
            one.id, str(one.presence), str(one.sex), one.people, who or "", one.pressed_at,
            one.takes_back_id is not None, undone is not None,
        )
        for one, who, undone in rows
    ]  # fmt: skip


def _on_its_day(session: Session, house: House, commune_id: int, session_id: int) -> PublicSession:
    """Return a session at which people can be counted, also afterwards from a list; held, so that no sum is missed."""
    row = lock_session(session, commune_id, session_id)
    if row.state == SessionState.CANCELLED:
        raise Refusal(SessionNo.CANCELLED)
    if not has_come(session, house, row):
        raise Refusal(SessionNo.NOT_ITS_DAY)
    return row


def _write(session: Session, house: House, row: PublicSession, new: DoorCount, staff_id: int | None) -> None:
    there = counted(session, row.id).get((new.presence, new.sex), 0)
    if there + new.people < 0:
        raise Refusal(SessionNo.FEWER_THAN_NOBODY)
    new.session_id, new.staff_id, new.pressed_at = row.id, staff_id, house.clock()
    session.add(new)
    session.flush()
    note(session, house, row, "session_counted", staff_id, press=new.id, people=new.people)
