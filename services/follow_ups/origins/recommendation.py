"""What a public session recommends."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _
from budgeting.own_name import OWN_NAME
from models import PublicSession
from models.follow_up import Visibility
from services.follow_ups.origin import Origin, Source, Sources


def sources(session: Session, commune_id: int, ids: Collection[int]) -> Sources:
    """Return sessions by their titles."""
    query = select(PublicSession.id, PublicSession.title).where(PublicSession.commune_id == commune_id)
    rows = session.execute(query.where(PublicSession.id.in_(ids)))
    return {
        session_id: Source({OWN_NAME: title}, f"sessions/{session_id}", f"sessions/{session_id}")
        for session_id, title in rows
    }


ORIGIN = Origin("recommendation", 10, _("Recommendation"), Visibility.PUBLIC, sources)
