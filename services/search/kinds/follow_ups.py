"""What the commune has promised in public: by what was promised, on which occasion, and who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.ports import HitView
from bot.views.follow_ups import reference_of
from models import Commune, FollowUp
from models.follow_up import Visibility
from services.search.kind import Entry, Kind, Views


def stamp(session: Session, commune_id: int) -> Hashable:
    """Return the commune's revision, which grows with every step of a promise."""
    return session.scalar(select(Commune.revision).where(Commune.id == commune_id))


def entries(session: Session, commune_id: int) -> Iterator[Entry]:
    """Yield the words of each."""
    columns = select(FollowUp.id, FollowUp.number, FollowUp.text, FollowUp.occasion, FollowUp.owner)
    for found in session.execute(columns.where(*_shown(commune_id))):
        words = (reference_of(found.number), found.text, found.occasion, found.owner)
        yield Entry(found.id, " ".join(word for word in words if word), found.number)


def views(session: Session, commune_id: int, ids: Collection[int]) -> Views:
    """Return promises by their number and text, and the page that says where they stand."""
    rows = session.scalars(select(FollowUp).where(*_shown(commune_id), FollowUp.id.in_(ids)))
    return {row.id: _told(row) for row in rows}


def _told(row: FollowUp) -> HitView:
    reference = reference_of(row.number)
    return HitView("follow_up", f"{reference} {row.text}", code=reference, link=f"follow-ups/{row.number}")


def _shown(commune_id: int) -> tuple[ColumnElement[bool], ...]:
    return FollowUp.commune_id == commune_id, FollowUp.visibility == Visibility.PUBLIC


KIND = Kind("follow_ups", 60, stamp, entries, views)
