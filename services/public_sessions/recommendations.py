"""What sessions recommend and promise: what earlier ones left goes on in the next, and what became of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, FollowUp, FollowUpEvent, PublicSession, RoomQuestion
from models.follow_up import FollowUpEventKind
from services.clock import day_in
from services.follow_ups.carrying import NextOccasion, carried_to, carry_over, left_open
from services.follow_ups.finding import EVERYBODY, Reader
from services.follow_ups.importing import TableTerms, stage_table
from services.follow_ups.making import LONGEST_OCCASION
from services.follow_ups.reading import FollowUpRow, some_follow_ups
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.table import TableRow
from services.house import House
from services.public_sessions.finding import lock_session

ORIGIN = "recommendation"
IN_ANSWER = "room_question"
_ORIGINS = (ORIGIN, IN_ANSWER)
_SAYS = (FollowUpEventKind.STATE, FollowUpEventKind.NOTE, FollowUpEventKind.DUE)


@dataclass(frozen=True, slots=True)
class SentTable:
    """A table of recommendations that was sent: the name of its file, and who reads them."""

    file_name: str
    visibility: str


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation with what was said of it last: a remark of staff, else that of the table it came from."""

    row: FollowUpRow
    observation: str


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Of one session: its own, and those of earlier ones with which it opened, or would open now.

    `promised` was promised in its room, in answer to a question; it goes on as what was recommended does.
    """

    own: tuple[Recommended, ...]
    earlier: tuple[Recommended, ...]
    left: tuple[Recommended, ...] = ()
    promised: tuple[Recommended, ...] = ()


def recommendations_of(
    session: Session, row: PublicSession, *, today: date, reader: Reader = EVERYBODY
) -> Recommendations:
    """Return what a session recommends and what became of earlier ones, as far as the reader may read them."""
    carried = numbers_carried_to(session, row)
    found = [
        some_follow_ups(session, row.commune_id, numbers, today=today, reader=reader)
        for numbers in (
            own_numbers(session, row, ORIGIN),
            carried,
            _numbers_left(session, row) - carried,
            own_numbers(session, row, IN_ANSWER),
        )
    ]
    with_inside = reader != EVERYBODY
    return Recommendations(*(remarked(session, row.commune_id, some, with_inside=with_inside) for some in found))


def _numbers_left(session: Session, row: PublicSession) -> set[int]:
    """Return the numbers of what is still awaited of other sessions."""
    sources = _own_sources(session, row).items()
    return {one.number for origin, ids in sources for one in left_open(session, row.commune_id, origin, but=ids)}


def numbers_carried_to(session: Session, row: PublicSession) -> set[int]:
    """Return the numbers of what earlier sessions recommended or promised and this one opened with."""
    return {one.number for origin in _ORIGINS for one in carried_to(session, row.commune_id, origin, row.id)}


def own_numbers(session: Session, row: PublicSession, *origins: str) -> set[int]:
    """Return the numbers of all that a session recommended, and promised in its room, or of these origins alone."""
    came_of = (
        and_(FollowUp.origin == origin, FollowUp.origin_id.in_(ids))
        for origin, ids in _own_sources(session, row).items()
        if origin in (origins or _ORIGINS)
    )
    return set(session.scalars(select(FollowUp.number).where(FollowUp.commune_id == row.commune_id, or_(*came_of))))


def remarked(
    session: Session, commune_id: int, rows: Collection[FollowUpRow], *, with_inside: bool = False
) -> tuple[Recommended, ...]:
    """Return recommendations with what was said last of each; to everybody what they may read."""
    said = _said(session, commune_id, [one.number for one in rows], with_inside=with_inside)
    return tuple(_recommended(one, said) for one in rows)


def open_with_what_is_left(session: Session, house: House, row: PublicSession, *, staff_id: int | None) -> int:
    """Carry over to a session what earlier ones left and is not there yet; return how many that were."""
    carried = 0
    for origin, own in _own_sources(session, row).items():
        to = NextOccasion(origin, occasion_of(row), row.id, own)
        try:
            carried += len(carry_over(session, house, row.commune_id, to, staff_id=staff_id))
        except Refusal as no:
            if no.reason != FollowUpNo.NOTHING_OPEN:
                raise
    return carried


def _own_sources(session: Session, row: PublicSession) -> dict[str, Collection[int]]:
    """Return by origin what promises of a session came of: itself, and the questions of its room."""
    asked = session.scalars(select(RoomQuestion.id).where(RoomQuestion.session_id == row.id)).all()
    return {ORIGIN: [row.id], IN_ANSWER: asked}


def stage_recommendations(
    session: Session, house: House, commune_id: int, session_id: int, rows: Sequence[TableRow], given: SentTable, *,
    staff_id: int | None,
) -> int:  # fmt: skip
    """Keep a table of what a session recommends until somebody has looked at it, and return its id."""
    row = lock_session(session, commune_id, session_id)
    day = day_in(row.starts_at, session.get_one(Commune, commune_id).time_zone)
    terms = TableTerms(ORIGIN, occasion_of(row), day, given.visibility, given.file_name, row.id)
    return stage_table(session, house, commune_id, terms, rows, staff_id=staff_id)


def occasion_of(row: PublicSession) -> str:
    """Return by what name a session stands in the history of a promise."""
    return row.title[:LONGEST_OCCASION]


def _recommended(row: FollowUpRow, said: dict[int, str]) -> Recommended:
    return Recommended(row, said.get(row.number) or row.reason or row.as_written.get("note", ""))


def _said(session: Session, commune_id: int, numbers: Collection[int], *, with_inside: bool) -> dict[int, str]:
    """Return the last words of staff beside each promise, by its number; to everybody those they may read."""
    rows = session.execute(
        select(FollowUp.number, FollowUpEvent.note)
        .join(FollowUpEvent, FollowUpEvent.follow_up_id == FollowUp.id)
        .where(FollowUp.commune_id == commune_id, FollowUp.number.in_(numbers))
        .where(FollowUpEvent.note.is_not(None), FollowUpEvent.kind.in_(_SAYS))
        .where(true() if with_inside else FollowUpEvent.is_inside.is_(False))
        .order_by(FollowUpEvent.happened_at, FollowUpEvent.id)
    )
    return {number: words for number, words in rows if words}
