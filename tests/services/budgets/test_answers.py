from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.ports import BudgetView, ProgrammeView, TopicView
from budgeting.accounts.natures import Nature
from budgeting.money import shares_of_hundred, write_share
from budgeting.refusal import Refusal
from models import Commune, Zone
from services.budgets.answers import topic_answer
from services.budgets.archive import MOST_COMMUNES, SHELVES, Archive
from services.budgets.menu import programmes, topics
from services.budgets.table_shares import UNSAID
from services.public import open_book
from tests.services.budgets.planting import TODAY, plant_document, plant_line, plant_programme
from tests.services.townsfolk import NOW, plant_commune, plant_zone, planted


def ask(
    session: Session, commune: Commune, topic: str | None = None, year: int | None = None, code: str | None = None
) -> BudgetView:
    return topic_answer(session, commune, topic, year, code, today=TODAY)


def test_without_a_document_the_answer_is_a_refusal(session: Session, commune: Commune) -> None:
    with pytest.raises(Refusal) as no:
        ask(session, commune)
    assert no.value.reason == "no_budget_yet"


def test_a_topic_is_the_sum_of_its_lines_beside_all_expenditure(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, "water", voted=300)
    plant_line(session, document, "water", voted=100)
    plant_line(session, document, "roads", voted=600)
    plant_line(session, document, None, side="revenue", voted=5000)
    view = ask(session, commune, "water")
    assert (view.amount, view.total, view.planned, view.done, view.per_head) == (400, 1000, 400, None, 0)
    assert (view.year, view.asked_year, view.status, view.source) == (2025, None, "voted", "budget.xlsx")


def test_no_topic_asks_for_everything(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, "water", voted=300_000)
    plant_line(session, document, None, voted=150_500)
    view = ask(session, commune)
    assert (view.topic, view.amount, view.total, view.per_head) == ("total", 450_500, 450_500, 451)


def test_receipts_are_shared_among_receipts(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, "water", voted=300)
    plant_line(session, document, None, side="revenue", voted=700, collected=200)
    view = ask(session, commune, "revenue")
    assert (view.amount, view.total, view.planned, view.done) == (700, 700, 700, 200)


def test_a_budget_answers_with_what_is_planned_and_an_account_with_what_was_done(
    session: Session, commune: Commune
) -> None:
    plant_line(session, plant_document(session, commune, 2024), "water", voted=300, paid=120)
    plant_line(session, plant_document(session, commune, 2023, status="executed"), "water", voted=280, paid=90)
    assert ask(session, commune, "water", 2024).amount == 300
    account = ask(session, commune, "water", 2023)
    assert (account.amount, account.total, account.planned, account.done) == (90, 90, 280, 90)


def test_the_forecast_in_force_counts_changes_once(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, status="amended")
    plant_line(session, document, "water", voted=100, additional=50, modified=-20, amended=130)
    plant_line(session, document, "water", voted=100, additional=50, modified=-20)
    plant_line(session, document, "water", voted=100)
    assert ask(session, commune, "water").planned == 130 + 130 + 100


def test_done_is_one_stage_for_the_whole_side(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, status="executed")
    plant_line(session, document, "water", amended=100, committed=100, ordered=90, paid=80)
    plant_line(session, document, "water", amended=100, committed=100, ordered=90)
    assert ask(session, commune, "water").done == 80


def test_an_account_without_forecast_says_so(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune, status="executed"), "water", paid=80)
    view = ask(session, commune, "water")
    assert (view.amount, view.planned, view.done) == (80, None, 80)


def test_a_document_without_planned_or_done_is_no_answer(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune), "water", remaining=80)
    with pytest.raises(Refusal, match="no_budget_yet"):
        ask(session, commune, "water")


def test_a_topic_without_lines_is_answered_by_its_nearest(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune), "water", voted=100)
    view = ask(session, commune, "sanitation")
    assert (view.topic, view.asked_topic, view.amount) == ("water", "sanitation", 100)


def test_a_topic_far_from_every_other_is_named(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune), "water", voted=100)
    with pytest.raises(Refusal) as no:
        ask(session, commune, "culture")
    assert (no.value.reason, no.value.values["topic"]) == ("no_such_topic", "culture")


def test_a_place_of_which_no_line_tells_is_answered_for_the_whole_commune(session: Session, commune: Commune) -> None:
    plant_zone(session, commune, "Tokoin")
    plant_line(session, plant_document(session, commune), "water", voted=100)
    view = topic_answer(session, commune, "water", None, None, place="zone tokoing", today=TODAY)
    assert (view.amount, view.place, view.asked_place) == (100, None, "Tokoin")
    assert (
        topic_answer(session, commune, "water", None, None, place="dans notre village", today=TODAY).asked_place == ""
    )


def test_what_is_remembered_is_read_anew_when_the_revision_grows(session: Session, commune: Commune) -> None:
    memory: dict[Any, Any] = {}
    document = plant_document(session, commune)
    plant_line(session, document, "water", voted=100)
    assert topic_answer(session, commune, "water", None, None, memory=memory, today=TODAY).amount == 100
    plant_line(session, document, "water", voted=50)
    assert topic_answer(session, commune, "water", None, None, memory=memory, today=TODAY).amount == 100
    commune.revision += 1
    assert topic_answer(session, commune, "water", None, None, memory=memory, today=TODAY).amount == 150


def test_only_so_many_communes_are_remembered(session: Session) -> None:
    memory: dict[Any, Any] = {}
    for number in range(MOST_COMMUNES + 3):
        Archive(session, Commune(id=number, revision=1), memory)
    assert sorted(memory[SHELVES]) == list(range(3, MOST_COMMUNES + 3))


def test_a_year_that_is_not_there_is_answered_by_the_nearest(session: Session, commune: Commune) -> None:
    for year in (2019, 2021, 2025):
        plant_line(session, plant_document(session, commune, year), "water", voted=year)
    asked = {year: ask(session, commune, "water", year).year for year in (2010, 2020, 2022, 2024, 2030)}
    assert asked == {2010: 2019, 2020: 2021, 2022: 2021, 2024: 2025, 2030: 2025}
    assert ask(session, commune, "water", 2020).asked_year == 2020


def test_the_furthest_document_of_a_year_answers_whenever_it_was_put_in(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune, status="executed"), "water", paid=80)
    plant_line(session, plant_document(session, commune, status="voted"), "water", voted=100)
    assert ask(session, commune, "water").status == "executed"


def test_receipts_and_expenditure_may_stand_in_two_documents(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune, source="spent.csv"), "water", voted=100)
    plant_line(session, plant_document(session, commune, source="got.csv"), None, side="revenue", voted=120)
    assert (ask(session, commune, "water").source, ask(session, commune, "revenue").source) == ("spent.csv", "got.csv")


def test_hidden_withdrawn_and_foreign_documents_are_not_quoted(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune, published=False), "water", voted=100)
    plant_line(session, plant_document(session, commune, withdrawn_at=NOW), "water", voted=100)
    plant_line(session, plant_document(session, plant_commune(session, "other")), "water", voted=100)
    with pytest.raises(Refusal, match="no_budget_yet"):
        ask(session, commune, "water")


def test_last_year_is_compared_like_with_like(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune, 2023), "water", voted=90)
    plant_line(session, plant_document(session, commune, 2024, status="executed"), "water", voted=100, paid=70)
    plant_line(session, plant_document(session, commune, 2025), "water", voted=120)
    now = ask(session, commune, "water")
    assert (now.last_year, now.last_amount) == (2024, 100)
    account = ask(session, commune, "water", 2024)
    assert (account.amount, account.last_year, account.last_amount) == (70, None, None)


def test_a_programme_is_found_by_its_number_however_written(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    programme = plant_programme(session, document, "002", "Services de base")
    plant_line(session, document, "water", programme_id=programme.id, voted=100)
    plant_line(session, document, "roads", programme_id=programme.id, voted=50)
    plant_line(session, document, "water", voted=1)
    for code in ("2", "002", "02"):
        view = ask(session, commune, code=code)
        assert (view.programme, view.amount, view.total) == ("Services de base", 150, 151)
    assert ask(session, commune, "water", code="2").amount == 100
    with pytest.raises(Refusal, match="no_such_programme"):
        ask(session, commune, code="9")


def test_a_place_takes_in_the_places_below_it_and_its_own_people(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    district = plant_zone(session, commune, "Zongo")
    district.population = 50
    village = planted(session, Zone(commune_id=commune.id, name="Bè", parent_id=district.id))
    plant_line(session, document, "water", zone_id=district.id, voted=100)
    plant_line(session, document, "water", zone_id=village.id, voted=100)
    plant_line(session, document, "water", voted=1000)
    view = ask(session, commune, "water", code="zongo")
    assert (view.amount, view.per_head, view.place) == (200, 4, "Zongo")


def test_topics_are_listed_by_money_and_receipts_come_last(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_line(session, document, "water", voted=100)
    plant_line(session, document, "roads", voted=300)
    plant_line(session, document, "water", voted=150)
    plant_line(session, document, None, voted=999)
    plant_line(session, document, None, side="revenue", voted=2000)
    assert topics(session, commune, None, today=TODAY) == [
        TopicView("roads", 300, share=19),
        TopicView("water", 250, share=16),
        TopicView("revenue", 2000),
    ]


def test_a_topic_of_an_account_with_nothing_paid_is_listed_with_what_was_planned(
    session: Session, commune: Commune
) -> None:
    document = plant_document(session, commune, status="executed")
    plant_line(session, document, "water", voted=300, paid=0)
    plant_line(session, document, "roads", voted=100, paid=80)
    plant_line(session, document, "health", voted=900)
    assert topics(session, commune, None, today=TODAY) == [
        TopicView("roads", 80, share=100),
        TopicView("health", 0, 900, share=0),
        TopicView("water", 0, 300, share=0),
    ]
    view = ask(session, commune, "health")
    assert (view.amount, view.planned, view.done) == (0, 900, 0)


def test_a_topic_has_the_same_share_alone_in_the_menu_and_in_the_table(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    amounts = {"administration": 770, "culture": 92, "health": 84, "water": 34, "roads": 20}
    for topic, amount in amounts.items():
        plant_line(session, document, topic, voted=amount)
    in_menu = {view.topic: view.share for view in topics(session, commune, None, today=TODAY)}
    alone = {topic: ask(session, commune, topic).share for topic in amounts}
    assert alone == in_menu
    assert sum(share or 0 for share in alone.values()) == 100
    book = open_book(session, commune.id, document.year)
    assert book is not None
    assert book.spending is not None
    written = shares_of_hundred([row.amount for row in book.spending.topics], book.spending.whole.amount)
    assert dict(zip((row.name for row in book.spending.topics), written, strict=True)) == {
        topic: str(share) for topic, share in alone.items()
    }


def test_every_share_of_the_public_page_is_the_one_that_is_told_of_the_same_row(
    session: Session, commune: Commune
) -> None:
    document = plant_document(session, commune)
    amounts = {"administration": 7705, "culture": 915, "health": 845, "water": 345, "roads": 188, "energy": 2}
    for at, (topic, amount) in enumerate(amounts.items()):
        programme = plant_programme(session, document, str(at + 1), f"P{at + 1}")
        nature = [None, *Nature][at]
        plant_line(session, document, topic, programme_id=programme.id, nature=nature, voted=amount)
    book = open_book(session, commune.id, document.year)
    assert book is not None
    assert book.spending is not None

    def told(**asked: str) -> str:
        view = topic_answer(session, commune, asked.get("topic"), None, asked.get("code"), today=TODAY,
                            nature=asked.get("nature"))  # fmt: skip
        assert view.share is not None
        return write_share(view.share, view.amount)

    tables = {"topic": book.spending.topics, "nature": book.spending.natures, "code": book.spending.programmes}
    for table, rows in tables.items():
        written = shares_of_hundred([row.amount for row in rows], book.spending.whole.amount)
        for row, share in zip(rows, written, strict=True):
            if row.name != UNSAID:
                assert told(**{table: row.code or row.name}) == share, row.name
        assert len(rows) == len(amounts)


def test_what_is_narrower_than_a_row_has_no_share_of_a_table(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    programme = plant_programme(session, document, "2", "P2")
    plant_line(session, document, "water", programme_id=programme.id, nature="works", voted=100)
    plant_line(session, document, "water", voted=50)
    assert ask(session, commune, "water", code="2").share is None
    assert ask(session, commune).share is None
    assert topic_answer(session, commune, "water", None, None, today=TODAY, nature="works").share is None
    assert topic_answer(session, commune, None, None, "2", today=TODAY, nature="works").share is None


def test_programmes_are_listed_by_number(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    ten, two = (plant_programme(session, document, code, f"P{code}") for code in ("10", "2"))
    plant_line(session, document, "water", programme_id=ten.id, voted=100)
    plant_line(session, document, "water", programme_id=two.id, voted=0)
    assert programmes(session, commune, 2025, today=TODAY) == [
        ProgrammeView("2", "P2", 0),
        ProgrammeView("10", "P10", 100),
    ]
    assert two.id != ten.id


def test_a_fiscal_year_from_july_on_is_called_by_both_its_numbers(session: Session, commune: Commune) -> None:
    burundi = {"starts_on": date(2025, 7, 1), "ends_on": date(2026, 6, 30)}
    plant_line(session, plant_document(session, commune, 2024), "water", voted=90)
    plant_line(session, plant_document(session, commune, 2025, **burundi), "water", voted=100)
    view = ask(session, commune, "water")
    assert (view.year, view.year_name, view.last_year_name) == (2025, "2025/2026", "2024")


def plant_natures(session: Session, document: Any) -> None:
    for nature, topic, voted in (
        ("personnel", "administration", 26_420),
        ("personnel", "health", 1_000),
        ("goods_services", "administration", 6_780),
        ("internal", "administration", 5_000),
    ):
        plant_line(session, document, topic, voted=voted, paid=voted // 2).nature = nature
    session.flush()


def ask_nature(session: Session, commune: Commune, nature: str, topic: str | None, **more: Any) -> BudgetView:
    return topic_answer(session, commune, topic, None, None, today=TODAY, nature=nature, **more)


def test_a_nature_is_the_sum_of_its_lines_whatever_they_are_for(session: Session, commune: Commune) -> None:
    before = plant_document(session, commune, 2024)
    plant_natures(session, before)
    plant_natures(session, plant_document(session, commune, 2025, status="executed"))
    view = ask_nature(session, commune, "personnel", "administration")
    assert (view.nature, view.topic, view.total) == ("personnel", "total", 13_210 + 500 + 3_390)
    assert (view.planned, view.done, view.amount, view.last_amount) == (27_420, 13_710, 13_710, 13_710)
    assert (view.status, view.source, view.per_head) == ("executed", "budget.xlsx", 14)


def test_a_nature_within_a_topic_is_of_both(session: Session, commune: Commune) -> None:
    plant_natures(session, plant_document(session, commune))
    view = ask_nature(session, commune, "personnel", "health")
    assert (view.nature, view.topic, view.amount) == ("personnel", "health", 1_000)
    there = ask_nature(session, commune, "goods_services", "health")
    assert (there.nature, there.topic, there.amount) == (None, "health", 1_000)


def test_a_nature_that_no_line_says_is_answered_by_the_topic(session: Session, commune: Commune) -> None:
    plant_line(session, plant_document(session, commune), "administration", voted=7)
    view = ask_nature(session, commune, "personnel", "administration")
    assert (view.nature, view.topic, view.amount) == (None, "administration", 7)
    with pytest.raises(Refusal) as no:
        ask_nature(session, commune, "works", None)
    assert no.value.reason == "no_such_topic"


def test_a_nature_may_be_of_a_place_and_of_a_programme(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    plant_natures(session, document)
    zone = plant_zone(session, commune, "Zongo")
    programme = plant_programme(session, document, "017", "Eau")
    for values in ({"zone_id": zone.id}, {"programme_id": programme.id}):
        plant_line(session, document, "water", voted=30, **values).nature = "personnel"
    session.flush()
    there = ask_nature(session, commune, "personnel", "administration", place="zongo")
    assert (there.place, there.nature, there.amount) == ("Zongo", "personnel", 30)
    view = topic_answer(session, commune, None, None, "17", today=TODAY, nature="personnel")
    assert (view.programme, view.nature, view.amount) == ("Eau", "personnel", 30)


def test_the_sections_are_told_apart_and_works_stand_for_an_investment_that_no_line_says(
    session: Session, commune: Commune
) -> None:
    document = plant_document(session, commune, 2026, status="voted")
    for section, amount in (("operation", 700), ("investment", 300)):
        plant_line(session, document, "administration", voted=amount).section = section
    plant_line(session, document, "health", nature="works", voted=50)
    session.flush()
    assert ask_nature(session, commune, "operation", "administration").amount == 700
    view = ask_nature(session, commune, "investment", None)
    assert (view.amount, view.total, view.nature) == (300, 1050, "investment")


def test_where_no_line_says_its_section_the_works_are_the_investment(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, 2026, status="voted")
    plant_line(session, document, "health", nature="works", voted=50)
    plant_line(session, document, "health", voted=500)
    assert ask_nature(session, commune, "investment", None).amount == 50
    with pytest.raises(Refusal):
        ask_nature(session, commune, "operation", None)


def test_programmes_are_told_from_the_latest_document_that_has_them(session: Session, commune: Commune) -> None:
    before = plant_document(session, commune)
    programme = plant_programme(session, before, "002", "Eau")
    plant_line(session, before, "water", programme_id=programme.id, voted=300)
    plant_line(session, plant_document(session, commune, 2026), "water", voted=500)
    view = ask(session, commune, code="002")
    assert (view.programme, view.year, view.asked_year, view.amount) == ("Eau", 2025, None, 300)
    assert ask(session, commune, "water").year == 2026
    named = ask(session, commune, year=2026, code="2")
    assert (named.year, named.asked_year) == (2025, 2026)
    assert programmes(session, commune, None, today=TODAY) == [ProgrammeView("002", "Eau", 300, "2025")]
    assert programmes(session, commune, 2025, today=TODAY) == [ProgrammeView("002", "Eau", 300)]


def test_money_of_a_place_is_told_of_its_year_though_another_has_programmes(session: Session, commune: Commune) -> None:
    before = plant_document(session, commune)
    plant_line(session, before, "water", programme_id=plant_programme(session, before, "002", "Eau").id, voted=300)
    zongo = plant_zone(session, commune, "Zongo")
    plant_line(session, before, "water", zone_id=zongo.id, voted=20)
    plant_line(session, plant_document(session, commune, 2026), "water", zone_id=zongo.id, voted=500)
    view = ask(session, commune, code="zongo")
    assert (view.place, view.year, view.amount) == ("Zongo", 2026, 500)


def test_a_nought_that_every_line_says_is_told_from_what_nobody_noted(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, status="executed")
    plant_line(session, document, "roads", voted=10, paid=5)
    plant_line(session, document, "water", voted=300, paid=0)
    assert (ask(session, commune, "water").done, ask(session, commune, "water").done_is_nought) == (0, True)
    plant_line(session, document, "water", voted=200)
    assert (ask(session, commune, "water").done, ask(session, commune, "water").done_is_nought) == (0, False)
    assert not ask(session, commune, "roads").done_is_nought


def test_what_was_paid_and_given_back_is_not_nothing_done(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, status="executed")
    plant_line(session, document, "water", voted=300, paid=5)
    plant_line(session, document, "water", voted=100, paid=-5)
    assert (ask(session, commune, "water").done, ask(session, commune, "water").done_is_nought) == (0, False)
