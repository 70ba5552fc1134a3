"""What the press told of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, PressArticle
from models.public_session import PressKind
from services.clock import day_in
from services.house import House
from services.public_sessions.finding import lock_session, note, words
from services.public_sessions.reasons import SessionNo
from services.web_addresses import is_web_address

EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """What was told: by whom, where, on which day, under which title, to be read or heard at which address."""

    outlet: str
    kind: str
    dated_on: date | None = None
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The same, kept."""

    id: int
    outlet: str
    kind: str
    dated_on: date | None
    title: str | None
    link: str | None


def add_article(
    session: Session, house: House, commune_id: int, session_id: int, new: NewArticle, *, staff_id: int | None
) -> int:
    """Write down what was told of a session and return the id of it."""
    row, link = lock_session(session, commune_id, session_id), new.link.strip()
    today = day_in(house.clock(), session.get_one(Commune, commune_id).time_zone)
    if new.kind not in set(PressKind):
        raise Refusal(SessionNo.PRESS_KIND_WRONG)
    if new.dated_on is not None and not EARLIEST <= new.dated_on <= today:
        raise Refusal(SessionNo.PRESS_DAY_WRONG)
    if link and not is_web_address(link):
        raise Refusal(SessionNo.LINK_WRONG)
    article = PressArticle(
        session_id=row.id,
        outlet=words(new.outlet, SessionNo.WITHOUT_OUTLET),
        kind=PressKind(new.kind),
        dated_on=new.dated_on,
        title=words(new.title, None) or None,
        link=link or None,
        made_at=house.clock(),
    )
    session.add(article)
    session.flush()
    note(session, house, row, "session_press_added", staff_id, article=article.id)
    return article.id


def remove_article(
    session: Session, house: House, commune_id: int, session_id: int, article_id: int, *, staff_id: int | None
) -> None:
    """Take one away that was written down by mistake."""
    row = lock_session(session, commune_id, session_id)
    article = session.get(PressArticle, article_id)
    if article is None or article.session_id != row.id:
        raise Refusal(SessionNo.ARTICLE_UNKNOWN)
    session.delete(article)
    session.flush()
    note(session, house, row, "session_press_removed", staff_id, article=article_id)


def articles_of(session: Session, session_id: int) -> list[ArticleView]:
    """Return what was told of a session, by its day."""
    query = select(PressArticle).where(PressArticle.session_id == session_id)
    rows = session.scalars(query.order_by(PressArticle.dated_on.is_(None), PressArticle.dated_on, PressArticle.id))
    return [ArticleView(one.id, one.outlet, str(one.kind), one.dated_on, one.title, one.link) for one in rows]
