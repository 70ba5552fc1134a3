"""Associations that took part in the participatory budget or in the public sessions on the budget."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Association, Participation, PublicSession
from services.indicators.base import Indicator, Period, Record


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each association, on the first day of the period on which it took part."""
    rows = session.execute(
        select(Association.id, Association.name, Participation.day)
        .join(Participation, Participation.association_id == Association.id)
        .outerjoin(PublicSession, PublicSession.id == Participation.session_id)
        .where(Association.commune_id == commune_id, Participation.day.between(period.first, period.last))
        .where(or_(Participation.session_id.is_(None), PublicSession.kind.is_not(None)))  # without a kind: not on money
        .order_by(Participation.day, Participation.id)
    )
    first: dict[int, Record] = {}
    for association_id, name, day in rows:
        first.setdefault(association_id, Record(day, name, "association", association_id))
    return list(first.values())


INDICATOR = Indicator(
    key="associations_taking_part",
    name=_("Associations taking part"),
    definition=_(
        "Different associations that took part in a cycle of the participatory budget or in a public session on the "
        "budget in this period; each counts once."
    ),
    source=_("The list of associations"),
    computation=_("The number of the records."),
    unit=counted("association", "associations"),
    order=40,
    records=find_records,
)
