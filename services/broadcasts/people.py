"""Who is in a broadcast: those who asked for its kind and can be told now, each phone once; numbers are never read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.util import AliasedClass

from bot.channels import IN_SESSION
from models import Broadcast, Commune, Contact, Line, LineCommune
from services.broadcasts.purposes import purpose_of
from services.zones import zones_within

_Who = type[Contact] | AliasedClass[Contact]


class Person(NamedTuple):
    """Somebody in a broadcast: contact, language ("" for none chosen), and the line on which they asked for it."""

    contact_id: int
    language: str
    line_id: int


def next_who_asked(session: Session, commune: Commune, row: Broadcast, most: int) -> list[int]:
    """Return the next contacts behind the cursor who asked for its kind, whether or not they can be told."""
    asked = purpose_of(row.purpose).consents(commune, row.subject_id).subquery()
    behind = select(asked.c.contact_id).where(asked.c.contact_id > row.cursor)
    return list(session.scalars(behind.order_by(asked.c.contact_id).limit(most)))


def people_among(session: Session, commune: Commune, row: Broadcast, contacts: Collection[int]) -> list[Person]:
    """Return who of these contacts is in a broadcast at this moment."""
    if not contacts:
        return []
    found = _audience(session, commune, row, contacts).order_by(Contact.id)
    return [Person(*one) for one in session.execute(found)]


def _audience(
    session: Session, commune: Commune, row: Broadcast, contacts: Collection[int] | None = None
) -> Select[int, str, int]:
    """Return the query of who is in a broadcast now; once it was agreed to, nobody who has asked for it since."""
    purpose = purpose_of(row.purpose)
    consent = purpose.consents(commune, row.subject_id).subquery()
    earlier = purpose.consents(commune, row.subject_id).subquery()
    agreed = row.approved_at
    # Asked of who asked for it, not of the contacts: without statistics PostgreSQL walks through the larger of the two.
    among = true() if contacts is None else consent.c.contact_id.in_(contacts)
    twin = aliased(Contact)
    told = tuple(_may_be_told(session, commune, row, Contact))
    # Who can be reached by two channels under one proven number reads it once.
    is_twice = exists().where(
        twin.phone_hash == Contact.phone_hash,
        twin.id < Contact.id,
        twin.id == earlier.c.contact_id,
        _asked_before(earlier.c.made_at, agreed),
        *_may_be_told(session, commune, row, twin),
    )
    return (
        select(Contact.id, func.coalesce(Contact.language, ""), consent.c.line_id)
        .join(consent, consent.c.contact_id == Contact.id)
        .join(Line, and_(Line.id == consent.c.line_id, Line.enabled.is_(True)))
        .join(LineCommune, and_(LineCommune.line_id == Line.id, LineCommune.commune_id == commune.id))
        .where(among, *told, _asked_before(consent.c.made_at, agreed), ~is_twice)
    )


def counted_audience(session: Session, commune: Commune, row: Broadcast) -> dict[tuple[str, int], Counter[str | None]]:
    """Return how many people of each country there are, by language and line."""
    found = _audience(session, commune, row).add_columns(Contact.country).subquery()
    language, line, country = found.c[1], found.c[2], found.c[3]
    groups = select(language, line, country, func.count()).group_by(language, line, country).order_by(language, line)
    counted: dict[tuple[str, int], Counter[str | None]] = {}
    for tag, line_id, lives_in, count in session.execute(groups):
        counted.setdefault((tag, line_id), Counter())[lives_in] = count
    return counted


def count_only_dialling(session: Session, commune: Commune, row: Broadcast) -> int:
    """Return how many people of a broadcast's place and language are known by dialling alone: it reaches none of them.

    Nobody can be written to there, and what goes to many never goes by SMS to who dialled.
    """
    twin = aliased(Contact)
    writes_too = exists().where(
        twin.phone_hash == Contact.phone_hash,
        twin.commune_id + 0 == commune.id,
        twin.channel.not_in(IN_SESSION),
        twin.erased_at.is_(None),
    )
    found = select(func.count(Contact.id)).where(
        Contact.channel.in_(IN_SESSION), *_lives_there(session, commune, row, Contact)
    )
    return session.scalar(found.where(~writes_too)) or 0


def _asked_before(made_at: ColumnElement[datetime], agreed: datetime | None) -> ColumnElement[bool]:
    return true() if agreed is None else made_at <= agreed


def _may_be_told(session: Session, commune: Commune, row: Broadcast, who: _Who) -> Iterator[ColumnElement[bool]]:
    yield from _lives_there(session, commune, row, who)
    yield who.address.is_not(None)  # as `services.telling.may_tell` asks of news
    yield who.gone_at.is_(None)
    yield who.wants_news.is_(True)
    yield who.channel.not_in(IN_SESSION)  # what goes to many never goes by SMS to who dialled


def _lives_there(session: Session, commune: Commune, row: Broadcast, who: _Who) -> Iterator[ColumnElement[bool]]:
    """Yield what is true of those at whom it is aimed: they are people, of its zone and of its language."""
    # The sum keeps the databases from walking through all people of a commune for each of them: few share a number.
    yield who.commune_id + 0 == commune.id
    yield who.erased_at.is_(None)
    if not commune.is_demo:
        yield who.is_simulated.is_(False)
    if row.zone_id is not None:
        yield who.zone_id.in_(zones_within(session, commune.id, row.zone_id))
    if row.language is not None:
        yield func.coalesce(who.language, commune.languages[0]) == row.language
