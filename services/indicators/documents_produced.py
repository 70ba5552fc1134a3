"""Documents the commune has produced and published."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _, counted
from models import Document
from services.clock import day_in
from services.indicators.base import By, Indicator, Period, Record, commune_of


def find_records(session: Session, commune_id: int, period: Period) -> list[Record]:
    """Return the documents published in the period and not withdrawn since."""
    commune = commune_of(session, commune_id)
    start, end = period.moments(commune.time_zone)
    rows = session.scalars(
        select(Document)
        .where(Document.commune_id == commune_id, Document.withdrawn_at.is_(None))
        .where(Document.published_at >= start, Document.published_at < end)
        .order_by(Document.published_at, Document.id)
    )
    return [
        Record(day_in(row.published_at, commune.time_zone), row.title, "document", row.id, language=row.language)
        for row in rows
    ]


INDICATOR = Indicator(
    key="documents_produced",
    name=_("Documents produced"),
    definition=_(
        "Documents the commune has published here, as a file or a link, counted on the day they were published. "
        "Withdrawn documents do not count."
    ),
    source=_("The list of published documents"),
    computation=_("The number of the records."),
    unit=counted("document", "documents"),
    order=30,
    records=find_records,
    breakdowns=(By.LANGUAGE,),
)
