"""What proves that works are finished: a document that is named for it, or a photo of the finished works."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models import Project, ProjectPhoto
from models.project import ProjectState
from models.works import PhotoMoment


def is_proven() -> ColumnElement[bool]:
    """Return the condition that a project's works are done, on a day, with a proof."""
    return and_(
        Project.state == ProjectState.DONE,
        Project.done_on.is_not(None),
        or_(func.coalesce(Project.proof, "") != "", _photo()),
    )


def has_proof_beside(session: Session, project_id: int) -> bool:
    """Is there a photo of the finished works? A step that was reached proves that step alone."""
    beside = select(Project.id).where(Project.id == project_id, _photo())
    return session.scalar(beside) is not None


def unproven_projects(session: Session, commune_id: int) -> list[int]:
    """Return the numbers of the projects that are called done without a day or a proof: they count nowhere."""
    called_done = (Project.commune_id == commune_id, Project.state == ProjectState.DONE)
    return list(session.scalars(select(Project.number).where(*called_done, ~is_proven()).order_by(Project.number)))


def _photo() -> ColumnElement[bool]:
    after = (ProjectPhoto.project_id == Project.id, ProjectPhoto.moment == PhotoMoment.AFTER)
    return select(ProjectPhoto.id).where(*after).exists()
