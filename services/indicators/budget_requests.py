"""Requests for information on the budget: answered at once by the phone service, or put to staff."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import BudgetInquiry, Commune, Contact, InformationRequest, Zone
from services.clock import day_in
from services.indicators.base import Indicator, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return the inquiries and the questions about the budget; try-out phones count in a demonstration only."""
    commune = commune_of(session, commune_id)
    found = [*_inquiries(session, commune, period), *_questions(session, commune, period)]
    return sorted(found, key=lambda record: (record.day, record.subject, record.subject_id))


def _inquiries(session: Session, commune: Commune, period: Period) -> list[Record]:
    query = (
        select(BudgetInquiry, Zone.name)
        .outerjoin(Zone, Zone.id == BudgetInquiry.zone_id)
        .outerjoin(Contact, Contact.id == BudgetInquiry.contact_id)
        .where(BudgetInquiry.commune_id == commune.id, BudgetInquiry.day.between(period.first, period.last))
    )
    if not commune.is_demo:
        query = query.where(or_(Contact.id.is_(None), Contact.is_simulated.is_(False)))
    return [
        Record(row.day, row.topic, "inquiry", row.id, zone, row.channel, row.language)
        for row, zone in session.execute(query)
    ]


def _questions(session: Session, commune: Commune, period: Period) -> list[Record]:
    start, end = period.moments(commune.time_zone)
    query = (
        select(InformationRequest, Zone.name)
        .outerjoin(Zone, Zone.id == InformationRequest.zone_id)
        .where(InformationRequest.commune_id == commune.id, InformationRequest.is_budget)
        .where(InformationRequest.received_at >= start, InformationRequest.received_at < end)
    )
    if not commune.is_demo:
        query = query.where(InformationRequest.is_simulated.is_(False))
    return [
        Record(
            day=day_in(row.received_at, commune.time_zone),
            label=row.reference,
            subject="request",
            subject_id=row.id,
            zone=zone,
            channel=row.channel,
            language=row.language,
        )
        for row, zone in session.execute(query)
    ]


INDICATOR = Indicator(
    key="budget_requests",
    name=_("Requests for information on the budget"),
    definition=_(
        "Questions about the budget from phones, answered at once or by staff, and at the desk. "
        "The same phone asking about the same topic on the same day counts once."
    ),
    unit=counted("request", "requests"),
    order=10,
    records=find_records,
)
