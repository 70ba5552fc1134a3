"""The projects that people can vote on and follow, by their names in every language."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import Commune, Project
from services.search.kind import Entry, Kind, Views


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return numbers and names: a name may be mended without anything else changing, and projects are few."""
    return tuple((row.number, *_words(row)) for row in session.scalars(_of(commune_id)))


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield each project with its titles and short names."""
    for row in session.scalars(_of(commune_id)):
        yield Entry(row.id, " ".join(_words(row)))


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return projects by their number and their title in the commune's own language."""
    commune = session.get_one(Commune, commune_id)
    rows = session.scalars(_of(commune_id).where(Project.id.in_(ids)))
    return {row.id: _view(row, commune.languages) for row in rows}


def _of(commune_id: int) -> Select[Project]:
    return select(Project).where(Project.commune_id == commune_id).order_by(Project.number)


def _words(row: Project) -> list[str]:
    return [*row.titles.values(), *row.short_names.values()]


def _view(row: Project, languages: Collection[str]) -> HitView:
    title = next((row.titles[tag] for tag in (*languages, *row.titles) if row.titles.get(tag)), "")
    return HitView("project", f"{row.number} {title}", code=str(row.number), link=f"projects/{row.number}")


KIND = Kind("projects", 5, stamp, entries, views)
