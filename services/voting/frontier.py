"""What is remembered of a cycle's log, so that its next head costs what is new and not all that is there."""

from __future__ import annotations

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.log.frontier import Frontier
from models import LogEntry, LogFrontier, SignedHead
from services.rows import insert_into

log = structlog.get_logger()


def frontier_of(session: Session, cycle_id: int, head: SignedHead | None) -> Frontier:
    """Return the frontier of all entries of a cycle's log; `head` is the last one we signed ourselves, if any.

    What is remembered is believed where it leads to that head's root and no entry was added since; else it is computed
    from the leaves.
    """
    last = session.scalar(select(func.max(LogEntry.position)).where(LogEntry.cycle_id == cycle_id))
    size = 0 if last is None else last + 1
    known = _remembered(session, cycle_id)
    if head is not None and known is not None and size == known.size == head.size and known.root().hex() == head.root:
        return known
    return _computed(session, cycle_id, head)


def remember_frontier(session: Session, cycle_id: int, frontier: Frontier) -> None:
    """Keep the frontier for the next entries."""
    row = {"size": frontier.size, "hashes": [value.hex() for value in frontier.hashes]}
    statement = insert_into(session, LogFrontier).values(cycle_id=cycle_id, **row)
    session.execute(statement.on_conflict_do_update(index_elements=["cycle_id"], set_=row))


def leaves_of(session: Session, cycle_id: int) -> list[bytes]:
    """Return the leaf hashes of a cycle's log, in order."""
    rows = session.scalars(select(LogEntry.leaf).where(LogEntry.cycle_id == cycle_id).order_by(LogEntry.position))
    return [bytes.fromhex(leaf) for leaf in rows]


def _remembered(session: Session, cycle_id: int) -> Frontier | None:
    row = session.get(LogFrontier, cycle_id, populate_existing=True)
    try:
        return None if row is None else Frontier(row.size, tuple(bytes.fromhex(value) for value in row.hashes))
    except (ValueError, TypeError):
        return None


def _computed(session: Session, cycle_id: int, head: SignedHead | None) -> Frontier:
    leaves = leaves_of(session, cycle_id)
    signed = 0 if head is None else head.size
    before = Frontier().grown(leaves[:signed])
    if head is not None and before.root().hex() != head.root:
        log.error("the log of a vote is not what was signed: check a backup", cycle=cycle_id, size=head.size)
    return before.grown(leaves[signed:])
