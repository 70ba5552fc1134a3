"""Broadcasts that the one person of a commune announced to send alone, for the public page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Broadcast, BroadcastState, Commune
from services.broadcasts.approving import consent_to
from services.broadcasts.drafting import SUBJECT
from services.broadcasts.purpose import Standing
from services.broadcasts.purposes import purpose_of
from services.broadcasts.texts import digest_now
from services.house import House


@dataclass(frozen=True, slots=True)
class BroadcastNotice:
    """What is announced: of what it tells, since when, and from when it may be sent by one person alone."""

    title: str
    published_at: datetime
    alone_from: datetime
    matter: str = SUBJECT


def broadcast_notices(session: Session, house: House, commune_id: int) -> list[BroadcastNotice]:
    """Return the broadcasts to which the commune's one person has agreed, and that nobody has begun to send."""
    commune = session.get_one(Commune, commune_id)
    drafts = select(Broadcast).where(Broadcast.commune_id == commune_id, Broadcast.state == BroadcastState.DRAFT)
    found = []
    for row in session.scalars(drafts.order_by(Broadcast.id.desc())):
        standing = purpose_of(row.purpose).standing(session, commune, row.subject_id, house.clock())
        if standing is Standing.OVER:
            continue
        consent = consent_to(session, commune_id, row, digest_now(session, commune, row))
        if consent.alone_from is not None:
            found.append(BroadcastNotice(row.about, consent.voices[0].given_at, consent.alone_from))
    return found
