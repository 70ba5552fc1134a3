"""The commune's programmes: their names, what they are for, what they do and what they are judged by."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import BudgetDocument, BudgetLine, Commune, Programme
from services.programmes.reading import ProgrammeView, programme_views
from services.search.kind import Entry, Kind, Views


def _published(session: Session, commune_id: int) -> list[int]:
    """Return the programmes that a published document has lines of: of the others there is nothing to tell."""
    spoken_of = (
        select(BudgetLine.programme_id)
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.published.is_(True))
        .where(BudgetDocument.withdrawn_at.is_(None))
    )
    return list(session.scalars(select(Programme.id).where(Programme.id.in_(spoken_of)).order_by(Programme.id)))


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return the commune's revision, which grows with every change of a programme and of what is published."""
    return session.scalar(select(Commune.revision).where(Commune.id == commune_id))


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield each programme with its words."""
    for view in programme_views(session, _published(session, commune_id)):
        yield Entry(view.id, " ".join(_words(view)))


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return programmes by their code and name."""
    rows = session.scalars(select(Programme).where(Programme.id.in_(ids), Programme.commune_id == commune_id))
    return {
        row.id: HitView("programme", f"{row.code} {row.name}", code=row.code, link="budget#programmes") for row in rows
    }


def _words(view: ProgrammeView) -> Iterator[str]:
    yield from (view.code, view.name, view.objective, view.results)
    for action in view.actions:
        yield action.name
        yield from (activity.name for activity in action.activities)
    yield from (indicator.name for indicator in view.indicators)


KIND = Kind("programmes", 10, stamp, entries, views)
