"""Wrong codes: so many a day from one phone, and fewer once a whole vote sees many of them.

`budgeting.voting_codes` says what these numbers make of guessing. A vote that is being guessed at never stops taking
right codes: whoever types theirs well votes at once, from whatever phone has not used up its tries.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Session

from models import CodeTries
from services.clock import hour_of
from services.periods import CODE_TRIES
from services.rows import insert_into

MOST = 5
MOST_UNDER_ATTACK = 1
MOST_LOOKS = 1
"""Numbers of a day that only looked like a code, in other words than those of a vote; they are no tries."""

ATTACK = 500
"""Wrong codes of a day from phones in one vote from which every phone has fewer."""

STAFF = "staff "


def staff_tries(hashed: str) -> str:
    """Return under what the tries of a member of staff are kept, from a keyed hash: as those of no phone.

    A desk does not stop because phones guess, and sheets that are badly written take no phone's tries.
    """
    return (STAFF + hashed)[:64]


def may_try(session: Session, cycle_id: int, who: str, now: datetime, *, most: int = MOST) -> bool:
    """May this phone (a keyed hash), or member of staff (`staff_tries`), show a code now, or were too many wrong?"""
    recent = select(CodeTries.wrong).where(CodeTries.cycle_id == cycle_id, CodeTries.since > now - CODE_TRIES)
    wrong = session.scalar(recent.where(CodeTries.phone == who)) or 0
    if who.startswith(STAFF):
        return wrong < most
    if wrong < MOST_UNDER_ATTACK:
        return True
    of_phones = recent.where(CodeTries.phone.not_like(f"{STAFF}%")).subquery()
    return wrong < most and (session.scalar(select(func.sum(of_phones.c.wrong))) or 0) < ATTACK


def may_look(session: Session, cycle_id: int, phone: str, now: datetime) -> bool:
    """May it be looked whether a number in other words is a code? `phone` is another hash than that of the tries.

    Whether it was one can be told from what becomes of the words: without an end to it this would be guessing.
    """
    recent = select(CodeTries.wrong).where(CodeTries.cycle_id == cycle_id, CodeTries.since > now - CODE_TRIES)
    return (session.scalar(recent.where(CodeTries.phone == phone)) or 0) < MOST_LOOKS


def note_wrong(session: Session, cycle_id: int, phone: str, now: datetime) -> None:
    """Count a wrong code; a day after the first one the phone begins anew."""
    row = CodeTries.__table__.c
    is_old = row.since <= now - CODE_TRIES
    new = {"cycle_id": cycle_id, "phone": phone, "since": hour_of(now), "wrong": 1}
    again = {
        "since": case((is_old, hour_of(now)), else_=row.since),
        "wrong": case((is_old, 1), else_=row.wrong + 1),
    }
    statement = insert_into(session, CodeTries).values(new)
    session.execute(statement.on_conflict_do_update(index_elements=["cycle_id", "phone"], set_=again))


def forget_tries(session: Session, now: datetime) -> None:
    """Forget what is older than a day."""
    session.execute(delete(CodeTries).where(CodeTries.since <= now - CODE_TRIES))
