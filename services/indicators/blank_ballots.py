"""How many of the ballots counted were for no project; read from published results, never before."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import CountRun, Cycle
from services.clock import day_in
from services.indicators.base import Indicator, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each blank ballot of a result published in the period."""
    zone = commune_of(session, commune_id).time_zone
    return [
        Record(day_in(run.published_at, zone), title, "blank_ballot")
        for run, title in session.execute(_published(session, commune_id, period))
        if run.published_at is not None
        for _ballot in range(_blank(run))
    ]


def is_known(session: Session, commune_id: int, period: Period) -> bool:
    """Was a result published in the period?"""
    return session.scalar(_published(session, commune_id, period).limit(1)) is not None


def _published(session: Session, commune_id: int, period: Period) -> Select[CountRun, str]:
    first, after = period.moments(commune_of(session, commune_id).time_zone)
    return (
        select(CountRun, Cycle.title)
        .join(Cycle, Cycle.id == CountRun.cycle_id)
        .where(Cycle.commune_id == commune_id, CountRun.published_at >= first, CountRun.published_at < after)
        .order_by(CountRun.published_at, CountRun.id)
    )


def _blank(run: CountRun) -> int:
    return sum(int(ballot["weight"]) for ballot in run.election["ballots"] if not ballot["choices"])


INDICATOR = Indicator(
    key="blank_ballots",
    name=_("Blank ballots"),
    definition=_(
        "Ballots for no project in the results published in this period; "
        "their voters are among the people who voted, on the day they did."
    ),
    source=_("The published results"),
    computation=_("The number of the records."),
    unit=counted("ballot", "ballots"),
    order=55,
    records=find_records,
    is_known=is_known,
    is_of_people=True,
)
