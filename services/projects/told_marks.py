"""The ratings of finished works as everybody reads them: by steps in which at least five people's changed together.

A count and a mean that moved with each rating would tell that rating to whoever reads them before and after.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from models import Commune, Contact, Feedback, Project

STEP = 5
"""People of whom one step tells at least."""


def tell_by_steps(session: Session, project_id: int) -> None:
    """Tell the ratings of a project anew once those of five people are not what was told of them."""
    # a rating that was just written holds the project's key: a full lock would wait for it, and two for each other
    project = session.get_one(Project, project_id, with_for_update={"key_share": True})
    mine = _that_count(session, project)
    untold = select(func.count(Feedback.id)).where(*mine, Feedback.rating.is_distinct_from(Feedback.told_rating))
    if (session.scalar(untold) or 0) < STEP:
        return
    told = update(Feedback).where(*mine).values(told_rating=Feedback.rating)
    session.execute(told.execution_options(synchronize_session=False))
    count, total = session.execute(select(func.count(Feedback.rating), func.sum(Feedback.rating)).where(*mine)).one()
    project.told_ratings, project.told_rating_sum = count, int(total or 0)
    session.flush()


def _that_count(session: Session, project: Project) -> tuple[ColumnElement[bool], ...]:
    """Return what counts of a project's feedback: that of trial phones in a demonstration only."""
    mine = Feedback.project_id == project.id
    if session.get_one(Commune, project.commune_id).is_demo:
        return (mine,)
    trial = select(Contact.id).where(Contact.is_simulated.is_(True))
    return (mine, or_(Feedback.contact_id.is_(None), Feedback.contact_id.not_in(trial)))
