"""The projects that people can vote on and follow, by their names in every language."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import Commune, Project
from services.search.kind import Entry, Kind, Views


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return the commune's revision, which grows with every change of a project."""
    return session.scalar(select(Commune.revision).where(Commune.id == commune_id))


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield each project with its titles and short names."""
    columns = select(Project.id, Project.titles, Project.short_names)
    for project_id, titles, short_names in session.execute(columns.where(Project.commune_id == commune_id)):
        yield Entry(project_id, " ".join((*titles.values(), *short_names.values())))


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return projects by their number and their titles, that in the commune's own language first."""
    languages = session.get_one(Commune, commune_id).languages
    columns = select(Project.id, Project.number, Project.titles)
    rows = session.execute(columns.where(Project.commune_id == commune_id, Project.id.in_(ids)))
    return {project_id: _view(number, titles, languages) for project_id, number, titles in rows}


def _view(number: int, titles: Mapping[str, str], languages: Collection[str]) -> HitView:
    in_order = dict.fromkeys((*languages, *titles))
    numbered = {tag: f"{number} {titles[tag]}" for tag in in_order if titles.get(tag)}
    title = next(iter(numbered.values()), str(number))
    return HitView("project", title, code=str(number), link=f"projects/{number}", titles=numbered)


KIND = Kind("projects", 5, stamp, entries, views)
