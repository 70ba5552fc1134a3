"""What messages cost for each person who took part."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Contact, Inbound, Spending
from services.clock import day_in
from services.indicators.base import By, Indicator, Kind, Period, Record, commune_of

THOUSANDTHS = 1000


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return one record for each person who wrote to the commune, on the first day of the period on which they did."""
    commune = commune_of(session, commune_id)
    start, end = period.moments(commune.time_zone)
    first = func.min(Inbound.arrived_at, type_=Inbound.arrived_at.type)
    query = (
        select(first, Contact.channel, Contact.language)
        .join(Contact, Contact.id == Inbound.contact_id)
        .where(Contact.commune_id == commune_id, Inbound.arrived_at >= start, Inbound.arrived_at < end)
        .group_by(Contact.id, Contact.channel, Contact.language)
    )
    if not commune.is_demo:
        query = query.where(Contact.is_simulated.is_(False))
    found = [
        _record(day_in(at, commune.time_zone), channel, language) for at, channel, language in session.execute(query)
    ]
    # By day and way in alone: the order in which they wrote says nothing.
    return sorted(found, key=lambda one: (one.day, one.label, one.language or ""))


def find_amount(session: Session, commune_id: int, period: Period, people: int) -> int | None:
    """Return what the messages of the period cost for each of so many people, in the smallest coin, rounded up."""
    days = Spending.day.between(period.first, period.last)
    cost = session.scalar(select(func.sum(Spending.cost)).where(Spending.commune_id == commune_id, days))
    return -(-int(cost or 0) // (people * THOUSANDTHS)) if people else None


def _record(day: date, channel: str, language: str | None) -> Record:
    return Record(day, channel, "participant", None, channel=channel, language=language)


INDICATOR = Indicator(
    key="cost_per_participant",
    name=_("Cost of messages per participant"),
    definition=_(
        "What the messages sent in this period cost, for each person who wrote to the commune in it, on whatever "
        "subject; who wrote from two phones counts as two."
    ),
    source=_("The messages received, and what those sent cost"),
    computation=_("What the messages cost, divided by the people who wrote, rounded up."),
    unit=counted("person", "people"),
    order=90,
    records=find_records,
    breakdowns=(By.CHANNEL, By.LANGUAGE),
    kind=Kind.MONEY,
    less_is_better=True,
    is_of_people=True,
    amount=find_amount,
)
