"""References and numbers that are given once and never again."""

from __future__ import annotations

from sqlalchemy import func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import FollowUp, Project
from services.rows import has_one_writer


def hold(session: Session, label: str) -> None:
    """Make other writers that hold the same label wait until this transaction ends.

    SQLite has one writer already; on PostgreSQL two processes would read the same last number.
    """
    if not has_one_writer(session):
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:label, 0))"), {"label": label})


def next_project_number(session: Session, commune_id: int) -> int:
    """Return the commune's next project number; projects are never deleted, so none comes twice."""
    return _after_the_last(session, Project.number, commune_id)


def next_follow_up_number(session: Session, commune_id: int) -> int:
    """Return the number of the commune's next promise; the last one is never deleted, so none comes twice."""
    return _after_the_last(session, FollowUp.number, commune_id)


def _after_the_last(session: Session, number: InstrumentedAttribute[int], commune_id: int) -> int:
    table = number.class_
    hold(session, f"{table.__tablename__}-{commune_id}")
    return (session.scalar(select(func.max(number)).where(table.commune_id == commune_id)) or 0) + 1


def next_reference(
    session: Session, reference: InstrumentedAttribute[str], letter: str, commune_id: int, year: int
) -> str:
    """Return the commune's next reference of a year, such as `P-26-0001`; longer numbers follow 9999."""
    table = reference.class_
    stem = f"{letter}-{year % 100:02d}-"
    hold(session, f"{stem}{commune_id}")
    last = session.scalar(
        select(reference)
        .where(table.commune_id == commune_id, reference.like(f"{stem}%"))
        .order_by(func.length(reference).desc(), reference.desc())
        .limit(1)
    )
    return f"{stem}{int(last.removeprefix(stem)) + 1 if last else 1:04d}"
