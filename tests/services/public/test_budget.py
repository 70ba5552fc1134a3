from __future__ import annotations

from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models import BudgetLine, Commune
from services.budgets.archive import Memory
from services.budgets.figures import INTERNAL
from services.budgets.natures import change_nature
from services.budgets.table_shares import UNSAID
from services.house import House
from services.public import Book, Side, open_book, open_book_in_force, open_lines
from services.public.lines import AT_ONCE
from services.revision import grow_revision
from tests.services.budgets.planting import TODAY, plant_document, plant_line, plant_programme
from tests.services.public.loading import loads_of
from tests.services.townsfolk import plant_commune


def book_of(session: Session, commune: Commune, year: int | None = None) -> Book:
    book = open_book_in_force(session, commune.id, TODAY) if year is None else open_book(session, commune.id, year)
    assert book is not None
    return book


def spending_of(session: Session, commune: Commune, year: int | None = None) -> Side:
    side = book_of(session, commune, year).spending
    assert side is not None
    return side


def test_nothing_is_open_before_a_document_is_published(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, published=False)
    plant_line(session, document, "water", voted=5)
    assert open_book_in_force(session, commune.id, TODAY) is None
    assert list(open_lines(session, commune.id, 2025)) == []


def test_topics_stand_by_amount_and_say_what_the_figures_are(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, 2025, status="executed")
    plant_line(session, document, "water", voted=100, paid=40)
    plant_line(session, document, "roads", voted=50, paid=60)
    side = spending_of(session, commune)
    assert [(topic.name, topic.planned, topic.done) for topic in side.topics] == [("roads", 50, 60), ("water", 100, 40)]
    assert (side.status, side.source, side.planned_stage, side.done_stage) == (
        "executed",
        "budget.xlsx",
        "voted",
        "paid",
    )
    assert (side.whole.amount, side.tells_done) == (100, True)


def test_lines_without_a_topic_are_not_lost(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, None, voted=7)
    plant_line(session, document, "water", voted=3)
    side = spending_of(session, commune)
    assert sum(topic.amount for topic in side.topics) == side.whole.amount == 10


def test_natures_stand_by_amount_and_what_no_line_tells_stands_last(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, "water", nature="personnel", voted=20)
    plant_line(session, document, "roads", nature="works", voted=30)
    plant_line(session, document, "roads", nature=INTERNAL, voted=1000)
    plant_line(session, document, "health", nature="personnel", voted=15)
    plant_line(session, document, None, voted=90)
    side = spending_of(session, commune)
    found = [(row.name, row.amount) for row in side.natures]
    assert found == [("personnel", 35), ("works", 30), (UNSAID, 90)]
    assert sum(amount for _name, amount in found) == side.whole.amount


def test_a_document_that_tells_no_nature_has_no_natures(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, "water", voted=20)
    plant_line(session, document, "revenue", side="revenue", voted=20)
    book = book_of(session, commune)
    assert book.spending and book.receipts
    assert (book.spending.natures, book.receipts.natures) == ((), ())


def test_a_nature_that_staff_put_right_stands_on_the_page_at_once(
    session: Session, house: House, commune: Commune
) -> None:
    memory: Memory = {}
    document = plant_document(session, commune)
    line = plant_line(session, document, "roads", nature="goods_services", voted=30)
    before = open_book(session, commune.id, document.year, memory)
    change_nature(session, house, commune.id, document.id, [line.id], "works", staff_id=None)
    after = open_book(session, commune.id, document.year, memory)
    assert before and before.spending and after and after.spending
    assert [[row.name for row in book.natures] for book in (before.spending, after.spending)] == [
        ["goods_services"],
        ["works"],
    ]
    assert [row.nature for row in open_lines(session, commune.id, document.year)] == ["works"]


def test_programmes_stand_by_their_code(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    late = plant_programme(session, document, "010", "Santé")
    early = plant_programme(session, document, "002", "Eau")
    plant_line(session, document, "health", programme_id=late.id, voted=9)
    plant_line(session, document, "water", programme_id=early.id, voted=1)
    side = spending_of(session, commune)
    assert [(row.code, row.name, row.amount) for row in side.programmes] == [("002", "Eau", 1), ("010", "Santé", 9)]


def test_every_year_with_lines_can_be_chosen_and_no_other(session: Session, commune: Commune) -> None:
    for year in (2024, 2025):
        plant_line(session, plant_document(session, commune, year), "water", voted=year)
    plant_document(session, commune, 2026)  # no line: nothing to show
    assert book_of(session, commune).years == (2025, 2024)
    assert spending_of(session, commune, 2024).whole.amount == 2024
    assert open_book(session, commune.id, 2019) is None


def test_a_side_of_which_the_year_says_nothing_is_not_borrowed_from_another_year(
    session: Session, commune: Commune
) -> None:
    plant_line(session, plant_document(session, commune, 2024), "revenue", side="revenue", voted=5)
    plant_line(session, plant_document(session, commune, 2025), "water", voted=3)
    assert book_of(session, commune, 2025).receipts is None
    assert book_of(session, commune, 2024).spending is None


def test_another_communes_money_is_not_shown(session: Session, commune: Commune) -> None:
    other = plant_commune(session, "kozah")
    plant_line(session, plant_document(session, other), "water", voted=3)
    assert open_book_in_force(session, commune.id, TODAY) is None


def test_open_lines_keep_every_stage_and_both_sides(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, 2025)
    plant_line(session, document, "revenue", side="revenue", voted=5, collected=4)
    plant_line(session, document, "water", voted=3, paid=1)
    lines = list(open_lines(session, commune.id, 2025))
    assert [(line.side, line.amounts) for line in lines] == [
        ("expenditure", {"voted": 3, "paid": 1}),
        ("revenue", {"voted": 5, "collected": 4}),
    ]


def test_a_fiscal_year_from_july_on_is_shown_by_both_its_numbers(session: Session, commune: Commune) -> None:
    july = {"starts_on": date(2025, 7, 1), "ends_on": date(2026, 6, 30)}
    plant_line(session, plant_document(session, commune, 2025, **july), "water", voted=5)
    plant_line(session, plant_document(session, commune, 2023), "water", voted=4)
    book = book_of(session, commune)
    assert (book.year, book.name, book.name_of(2023)) == (2025, "2025/2026", "2023")
    assert [line.year for line in open_lines(session, commune.id, 2025)] == ["2025/2026"]


def test_what_was_opened_is_remembered_until_the_commune_changes(session: Session, commune: Commune) -> None:
    memory: Memory = {}
    line = plant_line(session, plant_document(session, commune), "water", voted=5)
    first = open_book_in_force(session, commune.id, TODAY, memory)
    line.amounts = {"voted": 7}
    session.flush()
    assert open_book_in_force(session, commune.id, TODAY, memory) is first
    grow_revision(session, commune.id)
    session.refresh(commune)
    book = open_book(session, commune.id, 2025, memory)
    assert book is not None and book.spending is not None and book.spending.whole.amount == 7


def test_thousands_of_open_lines_are_read_some_at_a_time(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    count = 2 * AT_ONCE + 5
    session.execute(
        insert(BudgetLine),
        [
            {"document_id": document.id, "side": "expenditure", "label": f"{number}", "amounts": {"voted": number}}
            for number in range(count)
        ],
    )
    with loads_of(BudgetLine) as loaded:
        assert [line.amounts["voted"] for line in open_lines(session, commune.id, 2025)] == list(range(count))
    assert loaded == []
