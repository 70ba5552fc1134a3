"""Who wants to hear how a project goes, and telling them."""

from __future__ import annotations

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from models import Follower, Project
from services.house import House
from services.rows import put_new
from services.telling import tell

PURPOSE = "project"


def follow(session: Session, house: House, project: Project, contact_id: int, line_id: int) -> bool:
    """Note that a contact follows a project; False when they did already."""
    row = {"project_id": project.id, "contact_id": contact_id, "line_id": line_id, "made_at": house.clock()}
    return put_new(session, Follower, "project_id", "contact_id", **row) is not None


def unfollow(session: Session, project: Project, contact_id: int) -> bool:
    """Note that a contact follows a project no more; False when they did not."""
    mine = (Follower.project_id == project.id, Follower.contact_id == contact_id)
    gone = session.execute(delete(Follower).where(*mine).returning(Follower.contact_id))
    return gone.scalar_one_or_none() is not None


def is_followed(session: Session, project: Project, contact_id: int) -> bool:
    """Does a contact follow a project?"""
    mine = (Follower.project_id == project.id, Follower.contact_id == contact_id)
    return bool(session.scalar(select(exists().where(*mine))))


def followed_numbers(session: Session, contact_id: int) -> set[int]:
    """Return the numbers of the projects that a contact follows."""
    query = select(Project.number).join(Follower, Follower.project_id == Project.id)
    return set(session.scalars(query.where(Follower.contact_id == contact_id)))


def followers_of(session: Session, project_id: int) -> set[int]:
    """Return the contacts who follow a project."""
    return set(session.scalars(select(Follower.contact_id).where(Follower.project_id == project_id)))


def purpose_of(project_id: int) -> str:
    """Return the purpose of a message that tells those who follow this project."""
    return f"{PURPOSE}:{project_id}"


def tell_followers(session: Session, house: House, project_id: int, *phrases: Phrase, but: int | None = None) -> int:
    """Tell every follower of a project, except one contact; return how many were told."""
    rows = session.scalars(select(Follower).where(Follower.project_id == project_id).order_by(Follower.contact_id))
    return sum(
        tell(session, house, row.contact_id, row.line_id, *phrases, purpose=purpose_of(project_id))
        for row in rows
        if row.contact_id != but
    )
