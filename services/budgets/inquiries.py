"""Counting requests for information on the budget: one a contact, a topic and a day.

The overview that BUDGET alone shows is an answer and a menu in one. It counts for who leaves it there; who goes on to
a topic the same day asked for that topic, and the overview was a step on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from models import BudgetInquiry
from services.rows import insert_into

LONGEST_TOPIC = 64
OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Who asked what, when and how; `day` is the commune's calendar day, `answered` whether there was a figure."""

    commune_id: int
    contact_id: int
    topic: str
    day: date
    channel: str
    language: str
    zone_id: int | None = None
    year: int | None = None
    answered: bool = True


def count_inquiry(session: Session, inquiry: Inquiry) -> None:
    """Count a request once; asked again the same day it stays one, and is answered once an answer was given."""
    if inquiry.topic != OVERVIEW:
        session.execute(delete(BudgetInquiry).where(*_that_day(inquiry), BudgetInquiry.topic == OVERVIEW))
    elif session.scalar(select(BudgetInquiry.id).where(*_that_day(inquiry)).limit(1)) is not None:
        return
    insert = insert_into(session, BudgetInquiry).values(
        commune_id=inquiry.commune_id,
        contact_id=inquiry.contact_id,
        topic=inquiry.topic[:LONGEST_TOPIC],
        day=inquiry.day,
        channel=inquiry.channel,
        language=inquiry.language,
        zone_id=inquiry.zone_id,
        year=inquiry.year,
        answered=inquiry.answered,
    )
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["contact_id", "topic", "day"],
            set_={"answered": True, "year": insert.excluded.year},
            where=insert.excluded.answered.is_(True) & BudgetInquiry.answered.is_(False),
        )
    )


def _that_day(inquiry: Inquiry) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return BudgetInquiry.contact_id == inquiry.contact_id, BudgetInquiry.day == inquiry.day
