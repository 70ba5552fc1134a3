"""What the answer to a question or a request promises; who asked hears when it moves."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _
from budgeting.own_name import OWN_NAME
from models import InformationRequest
from services.follow_ups.origin import Origin, Source, Sources


def sources(session: Session, commune_id: int, ids: Collection[int]) -> Sources:
    """Return requests by their references; what they ask is not public by that."""
    query = select(InformationRequest.id, InformationRequest.reference).where(
        InformationRequest.commune_id == commune_id, InformationRequest.id.in_(ids)
    )
    rows = session.execute(query)
    return {request_id: Source({OWN_NAME: reference}, panel=f"requests/{request_id}") for request_id, reference in rows}


def made_to(session: Session, request_id: int) -> Collection[int]:
    """Return who asked, while that is known."""
    contact_id = session.scalar(select(InformationRequest.contact_id).where(InformationRequest.id == request_id))
    return () if contact_id is None else (contact_id,)


ORIGIN = Origin("request", 60, _("Promised in an answer"), sources=sources, made_to=made_to, is_free=False)
