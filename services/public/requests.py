"""The public register: every request by its dates, its words where staff have confirmed them, nobody's name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import ColumnExpressionArgument, case, func, select
from sqlalchemy.orm import Session

from models import Commune, InformationRequest
from services.clock import day_in, zone_of
from services.house import House
from services.requests.reasons import OPEN
from services.search.find import Memory, index_of
from services.search.index import MOST_ENTRIES
from services.search.kind import Entry

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class PublicRequest:
    """One request as everybody may read it; `text` and `answer` are None until staff have confirmed public words.

    `settled_on` is the day of the answer or the refusal, whatever came after; None where it was closed without either.
    """

    reference: str
    kind: str
    topic: str | None
    state: str
    received_on: date
    due_on: date | None
    settled_on: date | None
    refusal: str | None
    text: str | None
    answer: str | None

    @property
    def days(self) -> int | None:
        """Calendar days from receipt to the answer or the refusal."""
        return (self.settled_on - self.received_on).days if self.settled_on else None

    @property
    def in_time(self) -> bool | None:
        """Was it answered or refused by its due date? None while there is no answer, or there is no date."""
        if self.settled_on is None or self.due_on is None:
            return None
        return self.settled_on <= self.due_on


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """What the register amounts to; `median_days` of those answered by staff, None where there is none yet."""

    received: int
    at_once: int
    settled: int
    in_time: int
    median_days: float | None
    waiting: int
    late: int


def list_public(
    session: Session,
    commune_id: int,
    *,
    words: str = "",
    limit: int = 25,
    offset: int = 0,
    memory: Memory | None = None,
) -> tuple[list[PublicRequest], int]:
    """Return a page of the register, newest first, and its length.

    With `words` it is what the search finds by what is public of each and by its number, what fits best first.
    """
    commune, row = session.get_one(Commune, commune_id), InformationRequest
    if words.strip():
        ids = [found.id for found in index_of(session, commune_id, REGISTER, memory).find(words, MOST_ENTRIES)]
        shown = ids[offset : offset + limit]
        rows = sorted(session.scalars(select(row).where(row.id.in_(shown))), key=lambda one: shown.index(one.id))
        return [_as_public(one, commune) for one in rows], len(ids)
    newest = select(row).where(*_listed(commune)).order_by(row.id.desc()).limit(limit).offset(offset)
    return [_as_public(one, commune) for one in session.scalars(newest)], _count(session, *_listed(commune))


def open_register(session: Session, commune_id: int) -> Iterator[PublicRequest]:
    """Return every request of the register, newest first; what was answered at once counts but has no row here."""
    commune = session.get_one(Commune, commune_id)
    rows = session.scalars(
        select(InformationRequest)
        .where(*_listed(commune))
        .order_by(InformationRequest.id.desc())
        .execution_options(yield_per=AT_ONCE)
    )
    return (_as_public(row, commune) for row in rows)


def figures_of(session: Session, house: House, commune_id: int) -> RequestFigures:
    """Return the figures of the register up to today, counted by the database but for the days between two days."""
    commune = session.get_one(Commune, commune_id)
    row, today = InformationRequest, day_in(house.clock(), commune.time_zone)
    at_once = _count(session, *_shown(commune), ~row.was_put_to_staff)
    waiting = (*_listed(commune), row.state.in_(OPEN))
    lives = _settled_lives(session, commune)
    return RequestFigures(
        received=_count(session, *_listed(commune)) + at_once,
        at_once=at_once,
        settled=len(lives),
        in_time=sum(1 for _received, settled, due_on in lives if due_on is not None and settled <= due_on),
        median_days=median((settled_on - received_on).days for received_on, settled_on, _due in lives)
        if lives
        else None,
        waiting=_count(session, *waiting),
        late=_count(session, *waiting, row.due_on < today),
    )


def _settled_lives(session: Session, commune: Commune) -> list[tuple[date, date, date | None]]:
    """Return the days of receipt, of settling and the last in time, of what staff settled, where the commune is."""
    row, zone = InformationRequest, zone_of(commune.time_zone)
    dates = select(row.received_at, row.settled_at, row.due_on).where(
        *_listed(commune), row.is_settled, row.settled_at.is_not(None)
    )
    return [
        (received.astimezone(zone).date(), settled.astimezone(zone).date(), due_on)
        for received, settled, due_on in session.execute(dates)
        if settled is not None
    ]


@dataclass(frozen=True, slots=True)
class _Register:
    """The requests of the register as they are searched."""

    key: str
    stamp: Callable[[Session, int], Hashable]
    entries: Callable[[Session, int], Iterable[Entry]]


def _stamp(session: Session, commune_id: int) -> Hashable:
    row, commune = InformationRequest, session.get_one(Commune, commune_id)
    counts = func.count(row.id), func.max(row.id), func.count(row.published_at), func.max(row.published_at)
    return tuple(session.execute(select(*counts).where(*_listed(commune))).one())


def _entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield each request by its number and its public words; of those that fit as well the newest comes first."""
    row, commune = InformationRequest, session.get_one(Commune, commune_id)
    public = case((row.published_at.is_not(None), func.coalesce(row.public_text, "")), else_="")
    answer = case((row.published_at.is_not(None), func.coalesce(row.public_answer, "")), else_="")
    for number, *words in session.execute(select(row.id, public, answer, row.reference).where(*_listed(commune))):
        yield Entry(number, " ".join(words), rank=number)


REGISTER = _Register("register", _stamp, _entries)


def _count(session: Session, *which: ColumnExpressionArgument[bool]) -> int:
    return session.scalar(select(func.count()).select_from(InformationRequest).where(*which)) or 0


def _listed(commune: Commune) -> tuple[ColumnExpressionArgument[bool], ...]:
    return *_shown(commune), InformationRequest.was_put_to_staff


def _shown(commune: Commune) -> tuple[ColumnExpressionArgument[bool], ...]:
    """A form nobody has handed in yet is no request; try-out phones count in a demonstration alone."""
    mine = InformationRequest.commune_id == commune.id
    real = InformationRequest.is_simulated.is_(False)
    shown = (mine, InformationRequest.was_handed_in)
    return shown if commune.is_demo else (*shown, real)


def _as_public(row: InformationRequest, commune: Commune) -> PublicRequest:
    is_public = row.published_at is not None
    settled = row.settled_at if row.is_settled else None
    return PublicRequest(
        reference=row.reference,
        kind=row.kind,
        topic=row.topic,
        state=row.state,
        received_on=day_in(row.received_at, commune.time_zone),
        due_on=row.due_on,
        settled_on=day_in(settled, commune.time_zone) if settled else None,
        refusal=row.refusal,
        text=row.public_text if is_public else None,
        answer=row.public_answer if is_public else None,
    )
