"""Who wants the news of a commune's votes and public meetings: asked for in so many words, offered once for ever."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, select, update
from sqlalchemy.orm import Session

from models import Commune, NewsReader
from services.house import House
from services.rows import insert_into, put_new


def follow_news(session: Session, house: House, commune_id: int, contact_id: int, line_id: int) -> bool:
    """Note that a contact wants the news, on this line; False when they did already."""
    if wants_news(session, commune_id, contact_id):
        return False
    wanted = {"line_id": line_id, "made_at": house.clock()}
    statement = insert_into(session, NewsReader).values(commune_id=commune_id, contact_id=contact_id, **wanted)
    session.execute(statement.on_conflict_do_update(index_elements=["commune_id", "contact_id"], set_=wanted))
    return True


def unfollow_news(session: Session, commune_id: int, contact_id: int) -> bool:
    """Note that a contact wants it no more; False when they did not. That it was offered is remembered."""
    mine = (NewsReader.commune_id == commune_id, NewsReader.contact_id == contact_id)
    wanted = update(NewsReader).where(*mine, NewsReader.made_at.is_not(None))
    gone = session.execute(wanted.values(made_at=None).returning(NewsReader.contact_id))
    return gone.scalar_one_or_none() is not None


def wants_news(session: Session, commune_id: int, contact_id: int) -> bool:
    """Does a contact want the news of votes and meetings?"""
    mine = (NewsReader.commune_id == commune_id, NewsReader.contact_id == contact_id)
    return bool(session.scalar(select(exists().where(*mine, NewsReader.made_at.is_not(None)))))


def offer_news(session: Session, house: House, commune_id: int, contact_id: int, line_id: int) -> bool:
    """Note that the news is offered to a contact; False when it was before, or they have it: then it never is again."""
    row = {"commune_id": commune_id, "contact_id": contact_id, "line_id": line_id, "offered_at": house.clock()}
    return put_new(session, NewsReader, "commune_id", "contact_id", **row, made_at=None) is not None


def readers_of(commune: Commune, _subject_id: int = 0) -> Select[int, int, Any]:
    """Return the query of who wants the news: contact, line, since when."""
    query = select(NewsReader.contact_id, NewsReader.line_id, NewsReader.made_at)
    return query.where(NewsReader.commune_id == commune.id, NewsReader.made_at.is_not(None))
