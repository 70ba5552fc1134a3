"""A thing is told as a topic is: planned by the year's budget with its changes, done by its account."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import BudgetDocument, Commune
from services.revision import grow_revision
from services.search import search
from tests.services.budgets.planting import plant_document, plant_line, plant_programme

FUEL = "Carburant"


def put_in(
    session: Session, commune: Commune, status: str, source: str, *lines: dict[str, int], year: int = 2025
) -> BudgetDocument:
    """Publish a document with lines of fuel, its report as an import writes it."""
    stages = {stage for line in lines for stage in line if stage != "programme_id"}
    sums = [{"side": "expenditure", "year": year, "stage": stage, "amount": 1} for stage in sorted(stages)]
    document = plant_document(session, commune, year, status=status, source=source, report={"sums": sums})
    for line in lines:
        plant_line(session, document, "administration", **line).label = FUEL
    session.flush()
    grow_revision(session, commune.id)
    return document


def fuel(session: Session, commune: Commune, year: int | None = None) -> HitView:
    (hit,) = search(session, commune.id, FUEL, year=year)
    return hit


def test_changes_in_force_are_added_to_the_budget_they_change(session: Session, commune: Commune) -> None:
    put_in(session, commune, "approved", "BP", {"voted": 700}, {"voted": 50})
    put_in(session, commune, "voted", "DM1", {"additional": 100})
    put_in(session, commune, "draft", "DM2", {"additional": 5000})
    hit = fuel(session, commune)
    assert (hit.planned, hit.done, hit.done_in_part, hit.lines) == (850, None, False, 3)
    assert (hit.source, hit.status) == ("BP + DM1", "amended")


@pytest.mark.parametrize("stage", ["authorised", "remaining"])
def test_a_line_that_only_a_change_has_and_without_a_forecast_is_told_all_the_same(
    session: Session, commune: Commune, stage: str
) -> None:
    base = put_in(session, commune, "approved", "BP")
    plant_line(session, base, "water", voted=700)
    base.report = {"sums": [{"side": "expenditure", "year": 2025, "stage": "voted", "amount": 700}]}
    change = put_in(session, commune, "voted", "DM1", {stage: 100})
    plant_line(session, change, "water", additional=5)
    change.report = {"sums": [{"side": "expenditure", "year": 2025, "stage": "additional", "amount": 5}]}
    session.flush()
    hit = fuel(session, commune)
    assert (hit.planned, hit.done, hit.source, hit.status) == (None, None, "DM1", "voted")


def test_what_was_done_is_told_by_the_account_and_what_was_planned_by_the_budget(
    session: Session, commune: Commune
) -> None:
    put_in(session, commune, "approved", "BP", {"voted": 700}, {"voted": 50})
    put_in(session, commune, "voted", "DM1", {"modified": -100})
    put_in(session, commune, "executed", "CA", {"paid": 600}, {"paid": 40})
    hit = fuel(session, commune)
    assert (hit.planned, hit.done, hit.status, hit.source) == (650, 640, "executed", "BP + DM1 + CA")
    assert (hit.lines, hit.year) == (3, "2025")


def test_an_account_that_says_what_was_planned_answers_alone(session: Session, commune: Commune) -> None:
    put_in(session, commune, "approved", "BP", {"voted": 700})
    put_in(session, commune, "executed", "CA", {"amended": 720, "paid": 600})
    hit = fuel(session, commune)
    assert (hit.planned, hit.done, hit.status, hit.source, hit.lines) == (720, 600, "executed", "CA", 1)


def test_an_account_without_the_thing_leaves_what_was_planned(session: Session, commune: Commune) -> None:
    put_in(session, commune, "approved", "BP", {"voted": 700}, {"voted": 50})
    account = put_in(session, commune, "executed", "CA")
    plant_line(session, account, "water", paid=9)
    hit = fuel(session, commune)
    assert (hit.planned, hit.done, hit.status, hit.source) == (750, None, "approved", "BP")


def test_the_sum_of_an_account_stands_and_it_is_told_that_not_every_line_says_something(
    session: Session, commune: Commune
) -> None:
    put_in(session, commune, "executed", "CA", {"amended": 700, "paid": 600}, {"amended": 50})
    hit = fuel(session, commune)
    assert (hit.planned, hit.done, hit.done_in_part) == (750, 600, True)
    assert [(part.planned, part.done) for part in hit.parts] == [(700, 600), (50, None)]


@pytest.mark.parametrize("statuses", [("voted", "approved"), ("approved", "voted"), ("draft", "approved")])
def test_of_two_budgets_of_a_year_the_one_that_answers_is_told(
    session: Session, commune: Commune, statuses: tuple[str, str]
) -> None:
    for status in statuses:
        put_in(session, commune, status, status, {"voted": 700 if status == "approved" else 9})
    hit = fuel(session, commune)
    assert (hit.planned, hit.lines, hit.source) == (700, 1, "approved")


def test_every_year_is_told_by_itself(session: Session, commune: Commune) -> None:
    for year in (2024, 2025):
        put_in(session, commune, "approved", "BP", {"voted": year}, year=year)
        put_in(session, commune, "executed", "CA", {"paid": 1}, year=year)
    assert [(fuel(session, commune, year).planned, fuel(session, commune, year).done) for year in (2024, 2025)] == [
        (2024, 1),
        (2025, 1),
    ]


def test_the_parts_say_what_was_done_where_the_account_has_their_line(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, 2020)
    first, second = (plant_programme(session, document, code, code).id for code in ("001", "002"))
    put_in(
        session, commune, "approved", "BP", {"voted": 700, "programme_id": first}, {"voted": 50, "programme_id": second}
    )
    put_in(
        session, commune, "executed", "CA", {"paid": 600, "programme_id": first}, {"paid": 40, "programme_id": second}
    )
    hit = fuel(session, commune)
    assert (hit.planned, hit.done) == (750, 640)
    assert [(part.programme, part.planned, part.done) for part in hit.parts] == [("001", 700, 600), ("002", 50, 40)]


def test_a_document_whose_year_was_put_right_is_told_with_that_year(session: Session, commune: Commune) -> None:
    memory: dict[object, object] = {}
    put_in(session, commune, "approved", "BP", {"voted": 700})
    account = put_in(session, commune, "executed", "CA", {"paid": 600}, year=2024)
    (before,) = search(session, commune.id, FUEL, year=2025, memory=memory)
    account.year = 2025
    session.flush()
    (after,) = search(session, commune.id, FUEL, year=2025, memory=memory)
    assert ((before.planned, before.done), (after.planned, after.done)) == ((700, None), (700, 600))


def test_what_is_ordered_is_not_done_where_the_document_says_what_was_paid(session: Session, commune: Commune) -> None:
    document = put_in(session, commune, "executed", "CA", {"voted": 1200, "ordered": 700}, {"voted": 300, "paid": 200})
    desks = plant_line(session, document, "administration", voted=500, ordered=400)
    desks.label = "Mobilier"
    session.flush()
    grow_revision(session, commune.id)
    hit = fuel(session, commune)
    assert (hit.planned, hit.done, hit.done_in_part) == (1500, 200, True)
    (desk,) = search(session, commune.id, "Mobilier")
    assert (desk.planned, desk.done) == (500, None)
