"""Promises as lists and pages show them: to staff what each may read, to everybody what is public."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from bot.views.follow_ups import reference_of
from models import FollowUp, FollowUpEvent, FollowUpFollower, Staff
from models.follow_up import FollowUpEventKind, FollowUpState, Visibility
from services.follow_ups.evidence import EvidenceView, evidence_of
from services.follow_ups.finding import EVERYBODY, OVER, Reader, find_follow_up, is_late, is_open, readable_by
from services.follow_ups.origin import Source
from services.follow_ups.origins import find_origins

MINE, LATE, OPEN, UNSAID, OWNERLESS = "mine", "late", "open", "unsaid", "ownerless"
WORDS_ALONE = (FollowUpEventKind.NOTE, FollowUpEventKind.EVIDENCE, FollowUpEventKind.WORDS)
"""Steps that are nothing but their words: who may not read these sees none."""
FROM, BY = "from:", "by:"
"""Begin the names of the lists of one origin and of one department."""
MOST_OWNERS = 12


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A promise in a list; `person` is for staff alone, `source` what it came of where that is kept."""

    number: int
    origin: str
    origin_name: Phrase
    occasion: str | None
    promised_on: date
    text: str
    owner: str | None
    person_id: int | None
    person: str | None
    due_on: date | None
    state: str | None
    is_late: bool
    reason: str | None
    done_on: date | None
    visibility: str
    moved_at: datetime
    source: Source | None = None
    as_written: Mapping[str, str] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """How people write it."""
        return reference_of(self.number)

    @property
    def is_over(self) -> bool:
        """Is nothing more awaited?"""
        return self.state in OVER

    @property
    def is_done_early(self) -> bool:
        """Is it said to be done before the day it was promised?"""
        return self.done_on is not None and self.done_on < self.promised_on


@dataclass(frozen=True, slots=True)
class FollowUpMoment:
    """One step of a promise; `who` of the staff is for staff alone, and so is what is said in one that is inside."""

    kind: str
    state: str | None
    note: str | None
    details: Mapping[str, Any]
    who: str
    happened_at: datetime
    id: int = 0
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """One promise with its history, newest first, what proves it, and how many follow it by phone."""

    id: int
    row: FollowUpRow
    history: tuple[FollowUpMoment, ...]
    evidence: tuple[EvidenceView, ...]
    followers: int


def follow_ups_page(
    session: Session,
    commune_id: int,
    *,
    reader: Reader,
    today: date,
    state: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[FollowUpRow], int]:
    """Return what a member of staff may read, what is late first, and how many there are.

    `state` narrows it: a state, or what is mine, late, open, unsaid, of nobody, of an origin, of a department.
    """
    which = [readable_by(reader), *_narrowed(state or "", reader, today)]
    return _page(session, commune_id, which, today, limit, offset)


def public_follow_ups(
    session: Session,
    commune_id: int,
    *,
    today: date,
    state: str = "",
    origin: str = "",
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[FollowUpRow], int]:
    """Return what is public, what is late first, and how many there are: of a state or an origin where it is named."""
    which = [FollowUp.visibility == Visibility.PUBLIC, *_of_state(state, today)]
    which += [FollowUp.origin == origin] if origin else []
    return _page(session, commune_id, which, today, limit, offset)


def open_follow_ups(session: Session, commune_id: int, today: date) -> list[FollowUpRow]:
    """Return everything that is public, by number, for open data."""
    public = (FollowUp.commune_id == commune_id, FollowUp.visibility == Visibility.PUBLIC)
    return _rows(session, commune_id, _query(*public).order_by(FollowUp.number), today)


def follow_up_page(
    session: Session, commune_id: int, number: int, *, today: date, reader: Reader | None = None
) -> FollowUpPage:
    """Return one promise that a member of staff may read, everybody where there is no reader; `Refusal` for others."""
    found = find_follow_up(session, commune_id, number, reader or EVERYBODY)
    people = select(func.count()).where(FollowUpFollower.follow_up_id == found.id)
    return FollowUpPage(
        id=found.id,
        row=_rows(session, commune_id, _query(FollowUp.id == found.id), today)[0],
        history=tuple(_history(session, found.id, with_inside=reader is not None)),
        evidence=tuple(evidence_of(session, found.id, with_inside=reader is not None)),
        followers=session.scalar(people) or 0,
    )


def owners_of(session: Session, commune_id: int, reader: Reader) -> list[str]:
    """Return the departments and offices that answer for promises a reader may read, those named most first."""
    mine = (FollowUp.commune_id == commune_id, FollowUp.owner.is_not(None), readable_by(reader))
    query = select(FollowUp.owner).where(*mine).group_by(FollowUp.owner)
    rows = session.scalars(query.order_by(func.count().desc(), FollowUp.owner).limit(MOST_OWNERS))
    return [owner for owner in rows if owner]


def of_source(
    session: Session, commune_id: int, origin: str, source_id: int, *, today: date, reader: Reader
) -> list[FollowUpRow]:
    """Return every promise that came of one thing, by number, as far as the reader may read it."""
    of_it = (FollowUp.origin == origin, FollowUp.origin_id == source_id)
    mine = (FollowUp.commune_id == commune_id, *of_it, readable_by(reader))
    return _rows(session, commune_id, _query(*mine).order_by(FollowUp.number), today)


def some_follow_ups(
    session: Session, commune_id: int, numbers: Collection[int], *, today: date, reader: Reader
) -> list[FollowUpRow]:
    """Return the promises of these numbers, in their order, as far as the reader may read them."""
    mine = (FollowUp.commune_id == commune_id, FollowUp.number.in_(numbers), readable_by(reader))
    return _rows(session, commune_id, _query(*mine).order_by(FollowUp.number), today)


def _narrowed(state: str, reader: Reader, today: date) -> list[ColumnElement[bool]]:
    which: dict[str, Callable[[], list[ColumnElement[bool]]]] = {
        MINE: lambda: [FollowUp.staff_id == reader.staff_id, is_open()],
        UNSAID: lambda: [FollowUp.state.is_(None)],
        OWNERLESS: lambda: [FollowUp.owner.is_(None), FollowUp.staff_id.is_(None), is_open()],
    }
    if state in which:
        return which[state]()
    if state.startswith(FROM):
        return [FollowUp.origin == state.removeprefix(FROM)]
    if state.startswith(BY):
        return [FollowUp.owner == state.removeprefix(BY), is_open()]
    return _of_state(state, today)


def _of_state(state: str, today: date) -> list[ColumnElement[bool]]:
    if state == LATE:
        return [is_late(today)]
    if state == OPEN:
        return [is_open()]
    return [FollowUp.state == state] if state in set(FollowUpState) else []


def _page(
    session: Session, commune_id: int, which: Sequence[ColumnElement[bool]], today: date, limit: int, offset: int
) -> tuple[list[FollowUpRow], int]:
    mine = (FollowUp.commune_id == commune_id, *which)
    total = session.scalar(select(func.count(FollowUp.id)).where(*mine)) or 0
    order = (
        case((is_open(), 0), else_=1),
        FollowUp.due_on.is_(None),
        case((is_open(), FollowUp.due_on)),
        FollowUp.number.desc(),
    )
    query = _query(*mine).order_by(*order).limit(limit).offset(offset)
    return _rows(session, commune_id, query, today), total


def _query(*which: ColumnElement[bool]) -> Select[FollowUp, str]:
    return select(FollowUp, Staff.name).outerjoin(Staff, Staff.id == FollowUp.staff_id).where(*which)


def _rows(session: Session, commune_id: int, query: Select[FollowUp, str], today: date) -> list[FollowUpRow]:
    found = session.execute(query).all()
    sources = _sources(session, commune_id, [row for row, _person in found])
    return [_row(row, person, sources.get((row.origin, row.origin_id or 0)), today) for row, person in found]


def _sources(session: Session, commune_id: int, rows: Collection[FollowUp]) -> dict[tuple[str, int], Source]:
    """Return what they came of, one read for each origin among them."""
    named: dict[str, set[int]] = {}
    for row in rows:
        if row.origin_id is not None:
            named.setdefault(row.origin, set()).add(row.origin_id)
    origins = find_origins()
    return {
        (key, source_id): source
        for key, ids in named.items()
        if key in origins
        for source_id, source in origins[key].sources(session, commune_id, ids).items()
    }


def _row(row: FollowUp, person: str | None, source: Source | None, today: date) -> FollowUpRow:
    is_over = row.state in OVER
    return FollowUpRow(
        number=row.number,
        origin=row.origin,
        origin_name=find_origins()[row.origin].name,
        occasion=row.occasion,
        promised_on=row.promised_on,
        text=row.text,
        owner=row.owner,
        person_id=row.staff_id,
        person=person,
        due_on=row.due_on,
        state=str(row.state) if row.state else None,
        is_late=not is_over and row.due_on is not None and row.due_on < today,
        reason=row.reason,
        done_on=row.done_on,
        visibility=str(row.visibility),
        moved_at=row.moved_at,
        source=source,
        as_written=dict(row.as_written),
    )


def _history(session: Session, follow_up_id: int, *, with_inside: bool) -> list[FollowUpMoment]:
    """Return the steps, the latest first; to everybody without the words of those that are inside."""
    query = (
        select(FollowUpEvent, Staff.name)
        .outerjoin(Staff, Staff.id == FollowUpEvent.staff_id)
        .where(FollowUpEvent.follow_up_id == follow_up_id)
        .order_by(FollowUpEvent.happened_at.desc(), FollowUpEvent.id.desc())
    )
    return [
        FollowUpMoment(
            kind=str(FollowUpEventKind(event.kind)),
            state=str(event.state) if event.state else None,
            note=event.note if with_inside or not event.is_inside else None,
            details=dict(event.details),
            who=who or "",
            happened_at=event.happened_at,
            id=event.id,
            is_inside=event.is_inside,
        )
        for event, who in session.execute(query)
        if with_inside or not (event.is_inside and event.kind in WORDS_ALONE)
    ]
