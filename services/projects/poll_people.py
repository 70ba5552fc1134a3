"""Who is asked whether finished works serve: who follows the project, wrote of it or supported it, or lives there.

Who only lives there has asked for nothing: where consent comes first they are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from bot.channels import IN_SESSION
from models import (
    Commune,
    Contact,
    Feedback,
    Follower,
    Inbound,
    Line,
    LineCommune,
    Project,
    Support,
    WorksOpinion,
    WorksReport,
)
from services.declaring import needs_consent
from services.prices import price_in_query
from services.zones import zones_within


def people_to_ask(
    session: Session, commune: Commune, project: Project, *unless: ColumnElement[bool], most: int | None = None
) -> Sequence[tuple[Contact, Line]]:
    """Return who can be asked, each with the line they wrote on last, who costs least first; a phone number once.

    A project of the whole commune is everybody's who has said where they live. Simulated people are asked only where
    all is simulated. `unless` leaves people out.
    """
    query = (
        select(Contact, Line)
        .join(Line, Line.id == _line_of())
        .join(LineCommune, and_(LineCommune.line_id == Line.id, LineCommune.commune_id == commune.id))
        .where(Contact.commune_id == commune.id, Contact.erased_at.is_(None), Line.enabled.is_(True))
        .where(Contact.address.is_not(None), Contact.gone_at.is_(None), Contact.wants_news.is_(True))
        .where(Contact.channel.not_in(IN_SESSION))
        .where(or_(*_concerned(session, commune, project)), *(~one for one in unless))
        .order_by(price_in_query(session), Contact.id)
        .limit(most)
    )
    if not commune.is_demo:
        query = query.where(Contact.is_simulated.is_(False))
    seen: set[str] = set()
    found = []
    for contact, line in session.execute(query):
        person = contact.phone_hash or f"{contact.id}"
        if person not in seen:
            seen.add(person)
            found.append((contact, line))
    return found


def was_asked(poll_id: int) -> ColumnElement[bool]:
    """Was this person asked in this poll, here or by another channel under the same proven number?"""
    same = aliased(Contact)
    mine = exists().where(WorksOpinion.poll_id == poll_id, WorksOpinion.contact_id == Contact.id)
    by_phone = exists().where(
        WorksOpinion.poll_id == poll_id, WorksOpinion.contact_id == same.id, same.phone_hash == Contact.phone_hash
    )
    return or_(mine, and_(Contact.phone_hash.is_not(None), by_phone))


def _line_of() -> ColumnElement[int]:
    """Return the line on which a contact wrote last, else the one on which they follow something."""
    wrote = select(Inbound.line_id).where(Inbound.contact_id == Contact.id).order_by(Inbound.id.desc()).limit(1)
    follows = select(Follower.line_id).where(Follower.contact_id == Contact.id).limit(1)
    return func.coalesce(wrote.correlate(Contact).scalar_subquery(), follows.correlate(Contact).scalar_subquery())


def _concerned(session: Session, commune: Commune, project: Project) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        exists().where(table.project_id == project.id, table.contact_id == Contact.id)
        for table in (Follower, Feedback, WorksReport)
    ]
    if project.proposal_id is not None:
        found.append(exists().where(Support.proposal_id == project.proposal_id, Support.contact_id == Contact.id))
    if not needs_consent(commune):
        lives = Contact.zone_id.in_(zones_within(session, project.commune_id, project.zone_id))
        found.append(lives if project.zone_id else Contact.zone_id.is_not(None))
    return found
