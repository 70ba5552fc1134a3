"""The ratings of finished works as everybody reads them: by steps in which at least five people's changed together.

A count and a mean that moved with each rating would tell that rating to whoever reads them before and after.
"""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models import Feedback, Project

STEP = 5
"""People of whom one step tells at least."""


def tell_by_steps(session: Session, project_id: int) -> None:
    """Tell the ratings of a project anew once those of five people are not what was told of them."""
    # a rating that was just written holds the project's key: a full lock would wait for it, and two for each other
    project = session.get_one(Project, project_id, with_for_update={"key_share": True})
    mine = Feedback.project_id == project.id
    untold = select(func.count(Feedback.id)).where(mine, Feedback.rating.is_distinct_from(Feedback.told_rating))
    if (session.scalar(untold) or 0) < STEP:
        return
    session.execute(
        update(Feedback).where(mine).values(told_rating=Feedback.rating).execution_options(synchronize_session=False)
    )
    count, total = session.execute(select(func.count(Feedback.rating), func.sum(Feedback.rating)).where(mine)).one()
    project.told_ratings, project.told_rating_sum = count, int(total or 0)
    session.flush()
