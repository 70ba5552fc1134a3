"""Counting requests for information on the budget: one a contact, a topic and a day.

The overview that BUDGET alone shows is an answer and a menu in one. It counts for who leaves it there; who goes on to
a topic the same day asked for that topic, and the overview was a step on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, Delete, Insert, Select, bindparam, delete, select
from sqlalchemy.orm import Session

from models import BudgetInquiry
from services.rows import Upsert, put_by, table_of

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


FIELDS = tuple(field.name for field in fields(Inquiry))


def count_inquiry(session: Session, inquiry: Inquiry) -> None:
    """Count a request once; asked again the same day it stays one, and is answered once an answer was given."""
    connection = session.connection()
    row = {name: getattr(inquiry, name) for name in FIELDS} | {"topic": inquiry.topic[:LONGEST_TOPIC]}
    that_day = {"of_contact": inquiry.contact_id, "on_day": inquiry.day}
    if inquiry.topic != OVERVIEW:
        connection.execute(_no_overview(), that_day)
    elif connection.execute(_anything(), that_day).first() is not None:
        return
    put_by(session, BudgetInquiry, _counted, row)


def _counted(plain: Upsert) -> Insert:
    insert = plain.values({name: bindparam(name) for name in FIELDS})
    return insert.on_conflict_do_update(
        index_elements=["contact_id", "topic", "day"],
        set_={"answered": True, "year": insert.excluded.year},
        where=insert.excluded.answered.is_(True) & BudgetInquiry.answered.is_(False),
    )


@cache
def _no_overview() -> Delete:
    return delete(table_of(BudgetInquiry)).where(*_that_day(), BudgetInquiry.topic == OVERVIEW)


@cache
def _anything() -> Select[int]:
    return select(BudgetInquiry.id).where(*_that_day()).limit(1)


def _that_day() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return BudgetInquiry.contact_id == bindparam("of_contact"), BudgetInquiry.day == bindparam("on_day")
