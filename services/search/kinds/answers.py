"""Questions of citizens that staff made public, with their answers."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import InformationRequest
from services.search.kind import Entry, Kind, Views


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return how many there are and when the latest was published."""
    columns = select(func.count(InformationRequest.id), func.max(InformationRequest.published_at))
    return tuple(session.execute(columns.where(*_public(commune_id))).one())


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield each question with its answer, the words that staff confirmed."""
    columns = select(InformationRequest.id, InformationRequest.public_text, InformationRequest.public_answer)
    for number, text, answer in session.execute(columns.where(*_public(commune_id))):
        yield Entry(number, f"{text} {answer}")


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return questions and answers as everybody may read them."""
    chosen = (*_public(commune_id), InformationRequest.id.in_(ids))
    rows = session.scalars(select(InformationRequest).where(*chosen))
    return {row.id: HitView("answer", row.public_text or "", text=row.public_answer or "") for row in rows}


def _public(commune_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        InformationRequest.commune_id == commune_id,
        InformationRequest.published_at.is_not(None),
        InformationRequest.public_text.is_not(None),
        InformationRequest.public_answer.is_not(None),
    )


KIND = Kind("answers", 30, stamp, entries, views)
