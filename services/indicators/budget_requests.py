"""Requests for information on the budget: answered at once by the phone service, or put to staff."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import BudgetInquiry, Commune, Contact, InformationRequest, Zone
from services.budgets.inquiries import OVERVIEW
from services.clock import day_in
from services.indicators.base import EVERY_PART, Indicator, Period, Record, commune_of

Asked = tuple[int, str, date]
"""Who asked about what on which day: it counts once, however often and in whichever way."""


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return the inquiries and the questions about the budget; try-out phones count in a demonstration only.

    Where an inquiry and questions are one, the first question stands for them: staff can open it. Before who asked is
    forgotten, `services.requests.counting` leaves one row of what is one, so that no figure of the past rises.
    """
    commune = commune_of(session, commune_id)
    once: dict[Asked, Record] = {}
    apart: list[Record] = []
    for contact_id, topic, record in (*_questions(session, commune, period), *_inquiries(session, commune, period)):
        if contact_id is None:
            apart.append(record)
        else:
            once.setdefault((contact_id, topic, record.day), record)
    return sorted([*once.values(), *apart], key=lambda record: (record.day, record.subject, record.subject_id))


def _inquiries(session: Session, commune: Commune, period: Period) -> Iterator[tuple[int | None, str, Record]]:
    query = (
        select(BudgetInquiry, Zone.name)
        .outerjoin(Zone, Zone.id == BudgetInquiry.zone_id)
        .outerjoin(Contact, Contact.id == BudgetInquiry.contact_id)
        .where(BudgetInquiry.commune_id == commune.id, BudgetInquiry.day.between(period.first, period.last))
    )
    if not commune.is_demo:
        query = query.where(or_(Contact.id.is_(None), Contact.is_simulated.is_(False)))
    for row, zone in session.execute(query):
        record = Record(row.day, row.topic, "inquiry", row.id, zone, row.channel, row.language)
        yield row.contact_id, row.topic, record


def _questions(session: Session, commune: Commune, period: Period) -> Iterator[tuple[int | None, str, Record]]:
    start, end = period.moments(commune.time_zone)
    query = (
        select(InformationRequest, Zone.name)
        .outerjoin(Zone, Zone.id == InformationRequest.zone_id)
        .where(InformationRequest.commune_id == commune.id, InformationRequest.is_budget)
        .where(InformationRequest.received_at >= start, InformationRequest.received_at < end)
        .where(InformationRequest.was_handed_in, InformationRequest.is_repeat.is_(False))
        .order_by(InformationRequest.received_at, InformationRequest.id)
    )
    if not commune.is_demo:
        query = query.where(InformationRequest.is_simulated.is_(False))
    for row, zone in session.execute(query):
        day = day_in(row.received_at, commune.time_zone)
        record = Record(day, row.reference, "request", row.id, zone, row.channel, row.language)
        yield row.contact_id, row.topic or OVERVIEW, record


INDICATOR = Indicator(
    key="budget_requests",
    name=_("Requests for information on the budget"),
    definition=_(
        "Questions about the budget from phones, with or without an answer, and at the desk. "
        "The same phone asking about the same topic on the same day counts once."
    ),
    source=_("Questions to the phone service, and the register of requests"),
    computation=_("The number of the records."),
    unit=counted("request", "requests"),
    order=10,
    records=find_records,
    breakdowns=EVERY_PART,
)
