"""When each timed job was last done, so that what was missed is caught up and what is done is not done again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import JobRun
from services.rows import insert_into


def last_runs(session: Session) -> dict[str, datetime]:
    """Return when each job was last done; one that never was is left out."""
    return {row.name: row.ran_at for row in session.scalars(select(JobRun))}


def note_run(session: Session, name: str, at: datetime) -> None:
    """Note that a job is done, as of the instant at which it was begun."""
    statement = insert_into(session, JobRun).values(name=name, ran_at=at)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"ran_at": at}))
