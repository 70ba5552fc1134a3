"""Which document answers: drafts wait to be asked for, and changes are never told as if they were the whole."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.ports import BudgetView
from budgeting.refusal import Refusal
from models import BudgetDocument, Commune
from services.budgets.answers import topic_answer
from services.budgets.archive import Memory
from services.budgets.importing import Source, import_budget
from services.budgets.menu import topics
from services.budgets.shown import waiting_changes
from services.house import House
from services.public import Side, open_book_in_force, open_lines
from services.search import search
from tests.services.budgets.planting import TODAY, plant_document, plant_line
from tests.services.budgets.readings import line, reading

TOPICS = {"water": "Eau", "roads": "Routes"}


def ask(session: Session, commune: Commune, year: int | None = None, topic: str = "water") -> BudgetView:
    return topic_answer(session, commune, topic, year, None, today=TODAY)


def plant(session: Session, commune: Commune, year: int, status: str) -> None:
    plant_line(session, plant_document(session, commune, year, status=status), "water", voted=year)


@pytest.mark.parametrize(
    ("years", "answers"),
    [
        ({2026: "approved", 2027: "draft"}, 2026),
        ({2025: "executed", 2026: "voted", 2027: "debated"}, 2026),
        ({2026: "approved", 2027: "voted"}, 2026),
        ({2025: "executed", 2026: "voted"}, 2026),
        ({2024: "approved", 2026: "voted"}, 2026),
        ({2026: "draft", 2027: "draft"}, 2027),
    ],
)
def test_who_names_no_year_hears_of_the_budget_in_force(
    session: Session, commune: Commune, years: dict[int, str], answers: int
) -> None:
    for year, status in years.items():
        plant(session, commune, year, status)
    assert ask(session, commune).year == answers
    book = open_book_in_force(session, commune.id, TODAY)
    assert book is not None and (book.year, set(book.years)) == (answers, set(years))


@pytest.mark.parametrize(
    ("today", "answers"), [(date(2025, 12, 31), 2025), (date(2026, 1, 1), 2026), (date(2027, 3, 1), 2026)]
)
def test_a_voted_budget_is_in_force_once_its_year_has_begun_whether_or_not_its_approval_was_noted(
    session: Session, commune: Commune, today: date, answers: int
) -> None:
    plant(session, commune, 2025, "approved")
    plant(session, commune, 2026, "voted")
    memory: Memory = {}
    for day in (date(2025, 11, 1), today):  # what was answered yesterday decides nothing
        told = topic_answer(session, commune, "water", None, None, today=day, memory=memory)
        book = open_book_in_force(session, commune.id, day, memory)
    assert (told.year, book and book.year) == (answers, answers)
    assert [row.amount for row in topics(session, commune, None, today=today)] == [answers]


def test_a_draft_answers_who_asks_for_its_year_and_for_no_other_year(session: Session, commune: Commune) -> None:
    plant(session, commune, 2026, "approved")
    plant(session, commune, 2028, "draft")
    plant(session, commune, 2029, "voted")
    assert [ask(session, commune, year).year for year in (2028, 2027, 2030)] == [2028, 2026, 2029]
    assert (ask(session, commune, 2028).status, ask(session, commune, 2029).last_year) == ("draft", 2026)


def put_in(
    session: Session, house: House, commune: Commune, status: str, name: str, **amounts: dict[str, int]
) -> BudgetDocument:
    lines = (
        line(TOPICS[topic], {(2025, stage): amount for stage, amount in stages.items()}, topic=topic, code=topic)
        for topic, stages in amounts.items()
    )
    source = Source(name, name.rjust(64, "0"))
    (document,) = import_budget(session, house, commune, reading(*lines), source=source, status=status)
    return document


def test_a_document_of_changes_alone_is_added_to_the_budget_it_changes(
    session: Session, house: House, commune: Commune
) -> None:
    put_in(session, house, commune, "approved", "BP", water={"voted": 1000}, roads={"voted": 500})
    put_in(session, house, commune, "amended", "BA", water={"additional": 100, "modified": -30})
    assert waiting_changes(session, commune.id) == set()
    water, roads = ask(session, commune), ask(session, commune, topic="roads")
    assert (water.planned, roads.planned, water.total) == (1070, 500, 1570)
    assert (water.status, water.source) == ("amended", "BP + BA")
    book = open_book_in_force(session, commune.id, TODAY)
    assert book is not None and isinstance(book.spending, Side)
    assert (book.spending.whole.planned, book.spending.planned_stage) == (1570, "amended")
    lines = [(row.source, row.amounts) for row in open_lines(session, commune.id, 2025)]
    assert lines == [
        ("BP", {"voted": 1000}),
        ("BP", {"voted": 500}),
        ("BA", {"additional": 100, "modified": -30}),
    ]


def test_changes_are_not_added_to_a_budget_that_holds_them(session: Session, house: House, commune: Commune) -> None:
    put_in(session, house, commune, "approved", "BP", water={"voted": 1000})
    put_in(session, house, commune, "amended", "BA", water={"additional": 100})
    put_in(session, house, commune, "amended", "BR", water={"voted": 1000, "additional": 100, "amended": 1100})
    assert (ask(session, commune).planned, ask(session, commune).source) == (1100, "BR")
    put_in(session, house, commune, "executed", "CA", water={"voted": 1100, "paid": 900})
    assert waiting_changes(session, commune.id) == set()
    assert (ask(session, commune).done, ask(session, commune).source) == (900, "CA")


def test_changes_without_their_budget_answer_nobody(session: Session, house: House, commune: Commune) -> None:
    changes = put_in(session, house, commune, "amended", "BA", water={"additional": 100})
    assert waiting_changes(session, commune.id) == {changes.id}
    with pytest.raises(Refusal, match="no_budget_yet"):
        ask(session, commune)
    assert open_book_in_force(session, commune.id, TODAY) is None
    assert search(session, commune.id, TOPICS["water"]) == []
    put_in(session, house, commune, "approved", "BP", water={"voted": 1000})
    assert [hit.kind for hit in search(session, commune.id, TOPICS["water"])] == ["line"]


def test_changes_that_are_only_a_draft_change_nothing(session: Session, house: House, commune: Commune) -> None:
    put_in(session, house, commune, "approved", "BP", water={"voted": 1000})
    draft = put_in(session, house, commune, "draft", "BA", water={"additional": 100})
    assert waiting_changes(session, commune.id) == {draft.id}
    assert (ask(session, commune).planned, ask(session, commune).status) == (1000, "approved")
