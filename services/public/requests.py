"""The public register: every request by its dates, its words where staff have confirmed them, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import ColumnExpressionArgument, select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from models import Commune, InformationRequest
from services.clock import day_in
from services.house import House
from services.requests.reasons import OPEN


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
    session: Session, commune_id: int, *, words: str = "", limit: int = 25, offset: int = 0
) -> tuple[list[PublicRequest], int]:
    """Return a page of the register, newest first, and its length; `words` must all stand in what is public."""
    found = list(open_register(session, commune_id))
    wanted = fold(words).split()
    if wanted:
        found = [row for row in found if _has_words(row, wanted)]
    return found[offset : offset + limit], len(found)


def open_register(session: Session, commune_id: int) -> Iterator[PublicRequest]:
    """Return every request of the register, newest first; what was answered at once counts but has no row here."""
    commune = session.get_one(Commune, commune_id)
    rows = session.scalars(
        select(InformationRequest)
        .where(*_shown(commune), InformationRequest.was_put_to_staff)
        .order_by(InformationRequest.id.desc())
    )
    return (_as_public(row, commune) for row in rows)


def figures_of(session: Session, house: House, commune_id: int) -> RequestFigures:
    """Return the figures of the register up to today."""
    commune = session.get_one(Commune, commune_id)
    rows = [_as_public(row, commune) for row in _counted(session, commune)]
    at_once = _at_once(session, commune)
    settled = [row for row in rows if row.settled_on]
    days = [row.days for row in settled if row.days is not None]
    today = day_in(house.clock(), commune.time_zone)
    waiting = [row for row in rows if row.state in OPEN]
    return RequestFigures(
        received=len(rows) + at_once,
        at_once=at_once,
        settled=len(settled),
        in_time=sum(1 for row in settled if row.in_time),
        median_days=median(days) if days else None,
        waiting=len(waiting),
        late=sum(1 for row in waiting if row.due_on and row.due_on < today),
    )


def _counted(session: Session, commune: Commune) -> Iterator[InformationRequest]:
    yield from session.scalars(select(InformationRequest).where(*_shown(commune), InformationRequest.was_put_to_staff))


def _at_once(session: Session, commune: Commune) -> int:
    rows = session.scalars(select(InformationRequest.id).where(*_shown(commune), ~InformationRequest.was_put_to_staff))
    return len(list(rows))


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


def _has_words(row: PublicRequest, wanted: list[str]) -> bool:
    said = f"{fold(row.text or '')} {fold(row.answer or '')} {fold(row.reference)}"
    return all(word in said for word in wanted)
