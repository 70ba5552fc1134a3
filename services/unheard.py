"""Words nobody understood: kept without who said them, so that staff see which words are missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Unheard
from services.audit import record
from services.clock import day_in
from services.house import House
from services.rows import insert_into

MOST_A_DAY = 200
"""New texts a commune keeps in a day: more than anybody reads, and few enough for a flood of nonsense to be small.

What was said on an earlier day too takes up none of that room.
"""

LONGEST = 160  # characters: one SMS says enough, and a unique index holds no novel
NUMBERS = re.compile(r"\d(?:(?:[\s.()/-]*|\s?(?:[^\w\s]|_)\s?)\d){3,}|\d[\d\s.()/-]{2,}\d|\d{3,}")
"""What may be a number of somebody, in the digits of any script: 90 11 22 33, 90-11-22-33, 90,11,22,33, 90*11*22*33."""
ADDRESSES = re.compile(r"\S*@\S+")


class UnheardReason(StrEnum):
    """Why a row of words is not settled."""

    UNKNOWN = "unheard_unknown"


@dataclass(frozen=True, slots=True)
class UnheardRow:
    """One text as it was said, how often, last when."""

    id: int
    language: str
    text: str
    times: int
    last_day: date


def keep_unheard(session: Session, commune: Commune, language: str, text: str, now: datetime) -> None:
    """Count a text nobody understood; numbers and addresses in it are masked first.

    Once a commune has its new texts of the day, only those it has already are counted on.
    """
    words = masked(text)
    if not words:
        return
    day = day_in(now, commune.time_zone)
    if not _has_room(session, commune.id, day):
        same = (Unheard.commune_id == commune.id, Unheard.language == language, Unheard.text == words)
        session.execute(update(Unheard).where(*same).values(times=Unheard.times + 1, last_day=day))
        return
    statement = insert_into(session, Unheard).values(
        commune_id=commune.id, language=language, text=words, times=1, first_day=day, last_day=day, settled=False
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["commune_id", "language", "text"], set_={"times": Unheard.times + 1, "last_day": day}
        )
    )


def _has_room(session: Session, commune_id: int, day: date) -> bool:
    new = (Unheard.commune_id == commune_id, Unheard.first_day == day)
    return (session.scalar(select(func.count()).select_from(Unheard).where(*new)) or 0) < MOST_A_DAY


def masked(text: str) -> str:
    """Return the text in small letters on one line, without what may be a number or an address."""
    plain = ADDRESSES.sub("@", NUMBERS.sub("#", " ".join(text.casefold().split())))
    return plain[:LONGEST].strip()


def list_unheard(session: Session, commune_id: int, limit: int, offset: int) -> tuple[list[UnheardRow], int]:
    """Return what is not settled, the most frequent first, and how many there are."""
    mine = (Unheard.commune_id == commune_id, Unheard.settled.is_(False))
    rows = session.scalars(
        select(Unheard).where(*mine).order_by(Unheard.times.desc(), Unheard.id.desc()).limit(limit).offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(Unheard).where(*mine)) or 0
    return list(map(_row_of, rows)), total


def all_unheard(session: Session, commune_id: int) -> list[UnheardRow]:
    """Return everything that is not settled, in no order."""
    rows = session.scalars(select(Unheard).where(Unheard.commune_id == commune_id, Unheard.settled.is_(False)))
    return list(map(_row_of, rows))


def explained_unheard(session: Session, commune_id: int) -> list[UnheardRow]:
    """Return what is understood by a taught word since, in no order."""
    rows = session.scalars(select(Unheard).where(Unheard.commune_id == commune_id, Unheard.taught_id.is_not(None)))
    return list(map(_row_of, rows))


def get_unheard(session: Session, commune_id: int, unheard_id: int) -> UnheardRow:
    """Return a row that is not settled; a `Refusal` where there is none."""
    mine = (Unheard.commune_id == commune_id, Unheard.id == unheard_id, Unheard.settled.is_(False))
    row = session.scalars(select(Unheard).where(*mine)).one_or_none()
    if row is None:
        raise Refusal(UnheardReason.UNKNOWN)
    return _row_of(row)


def _row_of(row: Unheard) -> UnheardRow:
    return UnheardRow(row.id, row.language, row.text, row.times, row.last_day)


def settle_unheard(session: Session, house: House, commune_id: int, unheard_id: int, *, staff_id: int | None) -> None:
    """Put a text away: its words were passed on to those who translate, or need no answer."""
    mine = (Unheard.id == unheard_id, Unheard.commune_id == commune_id)
    found = session.execute(
        update(Unheard).where(*mine).values(settled=True).returning(Unheard.id)
    ).scalar_one_or_none()
    if found is None:
        raise Refusal(UnheardReason.UNKNOWN)
    record(
        session,
        house,
        act="unheard_settled",
        subject="unheard",
        subject_id=unheard_id,
        details={},
        staff_id=staff_id,
        commune_id=commune_id,
    )
