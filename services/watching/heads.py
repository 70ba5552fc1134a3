"""Publishing the heads of the public logs, once each full hour: what was published stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.log.tree import consistency_proof
from models import Cycle, PublishedHead, SignedHead
from services.clock import hour_of
from services.house import House
from services.numbering import hold
from services.voting.frontier import leaves_of
from services.watching.posting import post_head

log = structlog.get_logger()
HOUR = timedelta(hours=1)
SETTLED_AFTER = timedelta(minutes=2)
"""How long after a full hour its last head is looked for: one that was signed before may be committed just after."""


def publish_all_heads(house: House) -> int:
    """Publish what is due of every log, a transaction each, and return how many heads that were.

    One log that is not what was signed keeps back no other.
    """
    return sum(
        _try_to_publish(house, cycle_id) for cycle_id in house.work.read(lambda s: _logs_ahead(s, house.clock()))
    )


def publish_heads(session: Session, house: House, cycle_id: int) -> int:
    """Publish the last head of each full hour that is over and return how many those were; 0 where none is new."""
    hold(session, f"heads-{cycle_id}")
    before, now = last_published(session, cycle_id), house.clock()
    due = _due(session, cycle_id, before.size if before else 0, now)
    if not due:
        return 0
    leaves, known = leaves_of(session, cycle_id), before.size if before else 0
    for head in due:
        proof = consistency_proof(leaves[: head.size], known) if known else []
        last = PublishedHead(
            cycle_id=cycle_id,
            size=head.size,
            hour=hour_of(head.signed_at) + HOUR,
            root=head.root,
            signature=head.signature,
            proof=[value.hex() for value in proof],
            published_at=now,
        )
        session.add(last)
        known = head.size
    session.flush()
    post_head(session, house, session.get_one(Cycle, cycle_id), last)
    return len(due)


def _try_to_publish(house: House, cycle_id: int) -> int:
    try:
        return house.work.write(lambda session: publish_heads(session, house, cycle_id))
    except (IndexError, ValueError) as error:  # entries are missing, or are no hashes
        log.error("the heads of a vote cannot be published", cycle=cycle_id, error=type(error).__name__)
        return 0


def last_published(session: Session, cycle_id: int) -> PublishedHead | None:
    """Return the head of a vote's log that was published last."""
    query = select(PublishedHead).where(PublishedHead.cycle_id == cycle_id)
    return session.scalar(query.order_by(PublishedHead.size.desc()).limit(1))


def _due(session: Session, cycle_id: int, known: int, now: datetime) -> list[SignedHead]:
    """Return the last head of each hour that is over and holds more than is known; one under another key is none."""
    query = select(SignedHead).where(SignedHead.cycle_id == cycle_id, SignedHead.size > known)
    rows = session.scalars(query.where(SignedHead.signed_at < _hour_over(now)).order_by(SignedHead.size))
    of_hours = {hour_of(row.signed_at): row for row in rows}
    return sorted(of_hours.values(), key=lambda row: row.size)


def _logs_ahead(session: Session, now: datetime) -> list[int]:
    published = select(func.coalesce(func.max(PublishedHead.size), 0)).where(
        PublishedHead.cycle_id == SignedHead.cycle_id
    )
    query = select(SignedHead.cycle_id).distinct().where(SignedHead.signed_at < _hour_over(now))
    return list(session.scalars(query.where(SignedHead.size > published.scalar_subquery())))


def _hour_over(now: datetime) -> datetime:
    """Return the full hour up to which heads are published now."""
    return hour_of(now - SETTLED_AFTER)
