"""What a project is called in a record: its number and its title in the commune's own language."""

from __future__ import annotations

from models import Commune, Project


def title_of(row: Project, commune: Commune) -> str:
    """Return a project's number and title, in the first language of the commune that has one."""
    names = (row.titles.get(language) for language in commune.languages)
    title = next((name for name in names if name), None) or next(iter(row.titles.values()), "")
    return f"{row.number}. {title}"
