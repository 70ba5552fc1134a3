"""What people say of finished works: a rating from 1 to 5, words, or both; the last one of each contact stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text
from budgeting.refusal import Refusal
from models import Feedback, Project
from models.project import ProjectState
from services.house import House
from services.projects.reasons import ProjectReason
from services.projects.told_marks import tell_by_steps
from services.rows import insert_into

RATINGS = range(1, 6)
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One feedback as staff read it, without its author."""

    rating: int | None
    text: str | None
    made_at: datetime


def rate(
    session: Session, house: House, project: Project, contact_id: int, rating: int | None, text: str | None
) -> None:
    """Keep what a contact says of a finished project; what is not said again stays as it was said."""
    if project.state != ProjectState.DONE:
        raise Refusal(ProjectReason.NOT_DONE, number=project.number)
    words = clean_text(text or "").strip()[:LONGEST_TEXT] or None
    if rating not in RATINGS and (rating is not None or words is None):
        raise Refusal(ProjectReason.RATING_WRONG, number=project.number)
    said = {name: value for name, value in (("rating", rating), ("text", words)) if value is not None}
    statement = insert_into(session, Feedback).values(
        project_id=project.id, contact_id=contact_id, rating=rating, text=words, made_at=house.clock()
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["project_id", "contact_id"], set_={**said, "made_at": statement.excluded.made_at}
        )
    )
    if rating is not None:
        tell_by_steps(session, project.id)


def feedback_of(session: Session, project_id: int, limit: int = 50) -> tuple[list[FeedbackRow], int, int]:
    """Return the latest feedback, the number of ratings and their sum."""
    rows = session.scalars(
        select(Feedback).where(Feedback.project_id == project_id).order_by(Feedback.made_at.desc()).limit(limit)
    )
    count, total = session.execute(
        select(func.count(Feedback.rating), func.coalesce(func.sum(Feedback.rating), 0)).where(
            Feedback.project_id == project_id
        )
    ).one()
    return [FeedbackRow(row.rating, row.text, row.made_at) for row in rows], count, int(total or 0)
