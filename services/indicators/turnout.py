"""How many people took part in a vote; nothing here leads to a ballot or to a person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from budgeting.phases import PhaseKind
from models import Cycle, Phase, Turnout
from models.cycle import CycleState
from services.indicators.base import By, Indicator, Period, Record, commune_of


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


def is_known(session: Session, commune_id: int, period: Period) -> bool:
    """Was there a vote in the period? Without one nobody voting says nothing."""
    start, end = period.moments(commune_of(session, commune_id).time_zone)
    return _has_vote(session, commune_id, start, end)


def is_withheld(session: Session, commune_id: int, period: Period, today: date) -> bool:
    """Is a vote of the period not over on a day? How many have voted is then told to nobody outside."""
    time_zone = commune_of(session, commune_id).time_zone
    start, end = period.moments(time_zone)
    return _has_vote(session, commune_id, max(start, Period(today, today).moments(time_zone)[0]), end)


def _has_vote(session: Session, commune_id: int, start: datetime, end: datetime) -> bool:
    query = (
        select(Phase.id)
        .join(Cycle, Cycle.id == Phase.cycle_id)
        .where(Cycle.commune_id == commune_id, Cycle.state.in_((CycleState.APPROVED, CycleState.CLOSED)))
        .where(Phase.kind == PhaseKind.VOTE, Phase.opens_at < end, Phase.closes_at >= start)
    )
    return session.scalar(query.limit(1)) is not None


INDICATOR = Indicator(
    key="turnout",
    name=_("People who voted"),
    definition=_(
        "People whose ballot was recorded in a vote of this period, counted once for each vote; "
        "changing a ballot adds nothing."
    ),
    source=_("The votes, of which only the day, the way in and the language of each voter are kept"),
    computation=_("The number of the records."),
    unit=counted("person", "people"),
    order=50,
    records=find_records,
    breakdowns=(By.CHANNEL, By.LANGUAGE),
    is_known=is_known,
    is_withheld=is_withheld,
    is_of_people=True,
)
