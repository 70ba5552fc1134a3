"""Questions asked again and again: open ones that seem to ask the same, found for staff to look at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import RequestKind
from models import InformationRequest
from models.request import RequestState
from services.requests.alike import cluster, read_gist
from services.requests.masking import propose_mask
from services.requests.reasons import OPEN
from services.zones import zone_names

LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a group, as staff see it."""

    id: int
    reference: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Open questions that seem to ask the same; `wording` is the shortest of them, masked."""

    topic: str | None
    wording: str
    questions: tuple[Asked, ...]


def suggest_groups(session: Session, commune_id: int) -> list[Suggestion]:
    """Return groups of open questions that seem to ask the same, the largest first."""
    rows = session.scalars(
        select(InformationRequest)
        .where(InformationRequest.commune_id == commune_id, InformationRequest.state.in_(OPEN))
        .where(InformationRequest.kind == RequestKind.QUESTION, InformationRequest.group_id.is_(None))
        .order_by(InformationRequest.id.desc())
        .limit(LOOKED_AT)
    ).all()
    places = zone_names(session, commune_id)
    places_alike = cluster([read_gist(row) for row in rows])
    clusters = [[rows[place] for place in found] for found in places_alike if len(found) > 1]
    return [_suggestion(asked, places) for asked in sorted(clusters, key=lambda asked: -len(asked))]


def _suggestion(rows: list[InformationRequest], places: Collection[str]) -> Suggestion:
    shortest = min(rows, key=lambda row: len(row.text))
    question = propose_mask(shortest.text, places=places)
    return Suggestion(shared_topic(rows), question, tuple(asked_of(row) for row in rows))


def asked_of(row: InformationRequest) -> Asked:
    """Return a question as staff see it beside others."""
    return Asked(row.id, row.reference, row.text, RequestState(row.state).value)


def shared_topic(rows: Sequence[InformationRequest]) -> str | None:
    """Return the topic of all questions that have one, None where there are several."""
    topics = {row.topic for row in rows} - {None}
    return topics.pop() if len(topics) == 1 else None
