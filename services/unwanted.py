"""News that waits in the outbox and is wanted no more: asked once again at the moment it would leave.

Between being written and being sent lie a night, a line that is off, a pace: meanwhile somebody sends STOP, follows no
more, or asks to be forgotten. It is asked here, where every message passes, and not wherever somebody may say so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Contact, Document, DocumentFollower, Follower, FollowUpFollower, Outbox, OutboxState
from services.documents.spreading import PURPOSE as DOCUMENT
from services.documents.spreading import purpose_of as purpose_of_document
from services.dropping import drop_waiting
from services.follow_ups.following import PURPOSE as FOLLOW_UP
from services.follow_ups.following import purpose_of as purpose_of_follow_up
from services.projects.follow import PURPOSE as PROJECT
from services.projects.follow import purpose_of
from services.telling import ANSWERS, REPLY, may_tell

Addressed = tuple[Outbox, Contact]


def keep_wanted(session: Session, rows: Sequence[Addressed]) -> list[Addressed]:
    """Return the messages that may still be sent, in their order, and drop the others."""
    news = [row for row, _contact in rows if row.purpose != REPLY]
    if not news:
        return list(rows)
    followed, withdrawn = _followed(session, news), _withdrawn(session, news)
    wanted = [(row, who) for row, who in rows if row.purpose not in withdrawn and _is_wanted(row, who, followed)]
    dropped = {row.id for row, _contact in rows} - {row.id for row, _contact in wanted}
    if dropped:
        drop_waiting(session, Outbox.id.in_(dropped))
    return [pair for pair in rows if pair[0].id not in dropped]


def drop_news_of(session: Session, contact_id: int) -> None:
    """Drop what was to be told to somebody who asks to be forgotten; replies and answers that are due still go."""
    drop_waiting(
        session,
        Outbox.contact_id == contact_id,
        Outbox.state == OutboxState.QUEUED,
        Outbox.purpose.not_in({REPLY, *ANSWERS}),
    )


def _is_wanted(row: Outbox, contact: Contact, followed: Collection[tuple[int, str]]) -> bool:
    if row.purpose == REPLY:
        return True
    return may_tell(contact, row.purpose) and (not _subject(row) or (row.contact_id, _subject(row)) in followed)


def _subject(row: Outbox) -> str:
    """Return what a person must follow to be told this, empty where it is told without that."""
    kind = row.purpose.partition(":")[0]
    known = {DOCUMENT: f"{DOCUMENT}s {row.commune_id}", PROJECT: row.purpose, FOLLOW_UP: row.purpose}
    return known.get(kind, "")


def _followed(session: Session, news: Sequence[Outbox]) -> set[tuple[int, str]]:
    """Return who follows what, of those who are told and of what they are told of."""
    people = {row.contact_id for row in news if _subject(row)}
    if not people:
        return set()
    documents = select(DocumentFollower.contact_id, DocumentFollower.commune_id)
    projects = select(Follower.contact_id, Follower.project_id)
    promises = select(FollowUpFollower.contact_id, FollowUpFollower.follow_up_id)
    return {
        *(
            (contact_id, f"{DOCUMENT}s {commune_id}")
            for contact_id, commune_id in session.execute(documents.where(DocumentFollower.contact_id.in_(people)))
        ),
        *(
            (contact_id, purpose_of(project_id))
            for contact_id, project_id in session.execute(projects.where(Follower.contact_id.in_(people)))
        ),
        *(
            (contact_id, purpose_of_follow_up(one))
            for contact_id, one in session.execute(promises.where(FollowUpFollower.contact_id.in_(people)))
        ),
    }


def _withdrawn(session: Session, news: Sequence[Outbox]) -> set[str]:
    """Return the purposes that tell of documents which are withdrawn."""
    told = [row.purpose.partition(":") for row in news]
    ids = {int(number) for kind, _colon, number in told if kind == DOCUMENT and number}
    if not ids:
        return set()
    gone = session.scalars(select(Document.id).where(Document.id.in_(ids), Document.withdrawn_at.is_not(None)))
    return {purpose_of_document(one) for one in gone}
