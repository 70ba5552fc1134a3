"""The commune's programmes: their names, what they are for, what they do and what they are judged by."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import BudgetDocument, BudgetLine, Commune, Programme
from services.programmes.reading import ProgrammeView, programme_views
from services.search.kind import Entry, Kind, Views


def _published(session: Session, commune_id: int) -> dict[int, int]:
    """Return the programmes that a published document has lines of, and the latest year: of others nothing is told."""
    spoken_of = (
        select(BudgetLine.programme_id, func.max(BudgetDocument.year))
        .join(BudgetDocument, BudgetDocument.id == BudgetLine.document_id)
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.published.is_(True))
        .where(BudgetDocument.withdrawn_at.is_(None), BudgetLine.programme_id.is_not(None))
        .group_by(BudgetLine.programme_id)
        .order_by(BudgetLine.programme_id)
    )
    return {number: year for number, year in session.execute(spoken_of) if number is not None}


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
    years = _published(session, commune_id)
    return {row.id: _told(row, years.get(row.id)) for row in rows}


def _told(row: Programme, year: int | None) -> HitView:
    page = f"budget?year={year}#programmes" if year else "budget#programmes"
    return HitView("programme", f"{row.code} {row.name}", code=row.code, link=page)


def _words(view: ProgrammeView) -> Iterator[str]:
    yield from (view.code, view.name, view.objective, view.results)
    for action in view.actions:
        yield action.name
        yield from (activity.name for activity in action.activities)
    yield from (indicator.name for indicator in view.indicators)


KIND = Kind("programmes", 10, stamp, entries, views)
