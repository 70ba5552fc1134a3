"""How the works of a project stand, to those who follow it; with a short note of staff while nobody votes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.phrases import Spoken, _
from bot.wording import Sentences
from budgeting.own_name import names_in_order
from models import Commune, Follower, Project
from models.project import ProjectState
from services.broadcasts.purpose import Purpose, Standing, Subject
from services.projects.words import works_words

TOLD = (ProjectState.FUNDED, ProjectState.UNDER_WAY, ProjectState.DONE)
STOP = _("No more news: STOP")


def _subjects(session: Session, commune: Commune, _now: datetime) -> Sequence[Subject]:
    mine = (Project.commune_id == commune.id, Project.state.in_(TOLD))
    rows = session.scalars(select(Project).where(*mine).order_by(Project.number))
    return [Subject(row.id, f"{row.number} {_name_of(row, commune)}".strip()) for row in rows]


def _name_of(row: Project, commune: Commune) -> str:
    return next(iter(names_in_order(row.titles, commune.languages)), "")


def _standing(session: Session, commune: Commune, project_id: int, _now: datetime) -> Standing:
    row = session.get(Project, project_id)
    is_told = row is not None and row.commune_id == commune.id and row.state in TOLD
    return Standing.NOW if is_told else Standing.OVER


def _followers(_commune: Commune, project_id: int) -> Select[int, int, Any]:
    query = select(Follower.contact_id, Follower.line_id, Follower.made_at)
    return query.where(Follower.project_id == project_id)


def _words(session: Session, _commune: Commune, project_id: int, note: str) -> Spoken:
    told = works_words(session.get_one(Project, project_id), "")
    return Sentences([told, *([note] if note else []), STOP])


PURPOSE = Purpose("project_progress", _subjects, _standing, _followers, _words, timedelta(days=7), takes_note=True)
