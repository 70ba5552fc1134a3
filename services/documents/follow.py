"""Who wants to hear of each new document, and who does not any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from bot.channels import IN_SESSION
from models import Commune, Contact, DocumentFollower, Line, Outbox
from services.house import House
from services.prices import price_in_query
from services.rows import put_new

# As `services.telling.may_tell` asks of news; nobody can be written to in a session.
_MAY_BE_TOLD = (
    Contact.address.is_not(None),
    Contact.gone_at.is_(None),
    Contact.wants_news.is_(True),
    Contact.channel.not_in(IN_SESSION),
)


def follow_documents(session: Session, house: House, commune_id: int, contact_id: int, line_id: int) -> bool:
    """Note that a contact follows a commune's documents; False when they did already."""
    row = {"commune_id": commune_id, "contact_id": contact_id, "line_id": line_id, "made_at": house.clock()}
    return put_new(session, DocumentFollower, "commune_id", "contact_id", **row) is not None


def unfollow_documents(session: Session, commune_id: int, contact_id: int) -> bool:
    """Note that a contact follows them no more; False when they did not."""
    mine = (DocumentFollower.commune_id == commune_id, DocumentFollower.contact_id == contact_id)
    gone = session.execute(delete(DocumentFollower).where(*mine).returning(DocumentFollower.contact_id))
    return gone.scalar_one_or_none() is not None


def listeners_of(
    session: Session, commune: Commune, *, untold: str = "", before: datetime | None = None, most: int | None = None
) -> Sequence[tuple[Contact, Line]]:
    """Return who follows and can be told now, each with their line, who costs least first.

    Simulated people are told only where all is simulated. `untold` leaves out whoever has a message of that purpose,
    `before` whoever follows since later; `most` limits them.
    """
    query = (
        select(Contact, Line)
        .join(DocumentFollower, DocumentFollower.contact_id == Contact.id)
        .join(Line, Line.id == DocumentFollower.line_id)
        .where(DocumentFollower.commune_id == commune.id)
        .where(*_MAY_BE_TOLD)
        .order_by(price_in_query(session), Contact.id)
        .limit(most)
    )
    if not commune.is_demo:
        query = query.where(Contact.is_simulated.is_(False))
    if before is not None:
        query = query.where(DocumentFollower.made_at <= before)
    if untold:
        query = query.where(~exists().where(Outbox.contact_id == Contact.id, Outbox.purpose == untold))
    return [(contact, line) for contact, line in session.execute(query)]
