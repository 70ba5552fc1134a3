"""How many people took part in a vote; nothing here leads to a ballot or to a person."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Cycle, Turnout
from services.indicators.base import Indicator, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each voter's first ballot in a cycle; try-out phones count in a demonstration only."""
    query = (
        select(Turnout, Cycle.title)
        .join(Cycle, Cycle.id == Turnout.cycle_id)
        .where(Cycle.commune_id == commune_id, Turnout.day.between(period.first, period.last))
        .order_by(Turnout.day, Turnout.id)  # the keys are random: within a day the order says nothing
    )
    if not commune_of(session, commune_id).is_demo:
        query = query.where(Turnout.simulated.is_(False))
    return [
        Record(row.day, title, "turnout", None, channel=row.channel, language=row.language)
        for row, title in session.execute(query)
    ]


INDICATOR = Indicator(
    key="turnout",
    name=_("People who voted"),
    definition=_(
        "People whose ballot was recorded in a vote of this period, counted once for each vote; "
        "changing a ballot adds nothing."
    ),
    unit=counted("person", "people"),
    order=50,
    records=find_records,
)
