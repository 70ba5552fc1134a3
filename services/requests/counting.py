"""What one phone asked of one topic on one day is one request, also once it is forgotten which phone it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models import BudgetInquiry, Commune, InformationRequest
from services.budgets.inquiries import OVERVIEW
from services.clock import day_in

Asked = tuple[int | None, str, date]
"""Who asked about what on which day."""


def settle_counts(session: Session, contact_ids: Collection[int]) -> None:
    """Write down what of these contacts counts, before it is forgotten who asked: the figures stay as they are.

    Of several questions that are one the first counts, the others are marked; an inquiry beside a question goes, as the
    question stands for it.
    """
    row, asked_once = InformationRequest, set[Asked]()
    mine = (row.contact_id.in_(contact_ids), row.is_budget, row.was_handed_in)
    questions = select(row, Commune.time_zone).join(Commune, Commune.id == row.commune_id).where(*mine)
    for question, time_zone in session.execute(questions.order_by(row.received_at, row.id)):
        asked = (question.contact_id, question.topic or OVERVIEW, day_in(question.received_at, time_zone))
        question.is_repeat = question.is_repeat or asked in asked_once
        asked_once.add(asked)
    session.flush()
    if asked_once:
        _drop_inquiries(session, contact_ids, asked_once)


def settle_old_counts(session: Session, before: date) -> None:
    """Do so for who asked of the budget before a day, and asked a question too."""
    row = InformationRequest
    asked_too = select(row.id).where(row.contact_id == BudgetInquiry.contact_id, row.is_budget).exists()
    people = select(BudgetInquiry.contact_id).where(BudgetInquiry.day < before, asked_too).distinct()
    settle_counts(session, [number for number in session.scalars(people) if number is not None])


def _drop_inquiries(session: Session, contact_ids: Collection[int], asked_once: set[Asked]) -> None:
    row = BudgetInquiry
    found = session.execute(select(row.id, row.contact_id, row.topic, row.day).where(row.contact_id.in_(contact_ids)))
    doubled = [number for number, *asked in found if tuple(asked) in asked_once]
    session.execute(delete(row).where(row.id.in_(doubled)))
