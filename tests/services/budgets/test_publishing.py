from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import BudgetLine, Commune
from services.budgets.answers import topic_answer
from services.budgets.listing import document_row, documents_page, lines_page
from services.budgets.publishing import change_topic, publish, withdraw
from services.house import House
from tests.services.budgets.planting import TODAY, plant_document, plant_line
from tests.services.townsfolk import plant_commune


def test_a_hidden_document_answers_again_once_published(session: Session, house: House, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, "water", voted=10)
    publish(session, house, commune.id, document.id, published=False, staff_id=None)
    with pytest.raises(Refusal, match="no_budget_yet"):
        topic_answer(session, commune, "water", None, None, today=TODAY)
    publish(session, house, commune.id, document.id, published=True, staff_id=None)
    assert topic_answer(session, commune, "water", None, None, today=TODAY).amount == 10


def test_a_withdrawn_document_cannot_be_published(session: Session, house: House, commune: Commune) -> None:
    document = plant_document(session, commune)
    withdraw(session, house, commune.id, document.id, staff_id=None)
    with pytest.raises(Refusal, match="budget_withdrawn"):
        publish(session, house, commune.id, document.id, published=True, staff_id=None)


def test_documents_of_another_commune_do_not_exist(session: Session, house: House, commune: Commune) -> None:
    foreign = plant_document(session, plant_commune(session, "other"))
    with pytest.raises(Refusal, match="budget_no_such_document"):
        withdraw(session, house, commune.id, foreign.id, staff_id=None)
    assert document_row(session, commune.id, foreign.id) is None
    assert documents_page(session, commune.id) == ([], 0)


def test_lines_take_another_topic_together_and_receipts_do_not(
    session: Session, house: House, commune: Commune
) -> None:
    document, other = plant_document(session, commune), plant_document(session, commune, 2024)
    spent = [plant_line(session, document, "administration", voted=n).id for n in (1, 2, 4)]
    got = plant_line(session, document, "revenue", side="revenue", voted=8).id
    foreign = plant_line(session, other, "administration", voted=16).id
    changed = change_topic(session, house, commune.id, document.id, [*spent[:2], got, foreign], "water", staff_id=None)
    assert changed == 2
    session.expire_all()
    topics = dict(session.execute(select(BudgetLine.id, BudgetLine.topic)).all())
    assert [topics[row] for row in (*spent, got, foreign)] == [
        "water", "water", "administration", "revenue", "administration"]  # fmt: skip
    assert topic_answer(session, commune, "water", None, None, today=TODAY).amount == 3


def test_a_topic_that_is_none_and_no_lines_are_refused(session: Session, house: House, commune: Commune) -> None:
    document = plant_document(session, commune)
    for topic, lines, reason in (("total", [1], "budget_no_such_topic"), ("water", [], "budget_no_lines_chosen")):
        with pytest.raises(Refusal, match=reason):
            change_topic(session, house, commune.id, document.id, lines, topic, staff_id=None)


def test_documents_and_lines_are_listed_a_page_at_a_time(session: Session, commune: Commune) -> None:
    for year in (2023, 2025, 2024):
        document = plant_document(session, commune, year)
        for _ in range(3):
            plant_line(session, document, "water", voted=year)
    plant_line(session, document, "roads", voted=1)
    rows, total = documents_page(session, commune.id, limit=2)
    assert ([(row.year, row.lines) for row in rows], total) == ([(2025, 3), (2024, 4)], 3)
    lines, total = lines_page(session, document.id, topic="water", limit=2, offset=2)
    assert ([dict(row.amounts) for row in lines], total) == ([{"voted": 2024}], 3)
