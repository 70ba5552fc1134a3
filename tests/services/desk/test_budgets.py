from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import BudgetDocument, BudgetInquiry, Zone
from services.contacts import Visitor
from services.desk.budgets import BudgetDesk
from services.desk.scope import Scope
from services.house import House
from services.revision import grow_revision
from tests.conftest import NOW
from tests.services.budgets.planting import plant_document, plant_programme
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.townsfolk import plant_commune, plant_contact, plant_line, plant_zone, planted


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


def desk_of(
    session: Session, house: House, *, is_demo: bool = False, now: datetime = NOW, **contact: Any
) -> BudgetDesk:
    commune = plant_commune(session, is_demo=is_demo)
    document = plant_document(session, commune)
    plant_budget_line(session, document, "water", voted=100)
    visitor = Visitor(plant_contact(session, house, commune, "+22990000001", **contact), commune, None)
    return BudgetDesk(Scope(session, house, plant_line(session, commune), visitor, None, now, 1))


def inquiries(session: Session) -> list[tuple[str, bool, int | None]]:
    rows = session.scalars(select(BudgetInquiry).order_by(BudgetInquiry.id))
    return [(row.topic, row.answered, row.year) for row in rows]


def test_an_answer_is_counted_once_a_topic(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    for topic in ("water", "water", "total"):
        assert desk.budget(topic, None, None).amount == 100
    assert inquiries(session) == [("water", True, 2025), ("total", True, 2025)]


def test_a_programme_counts_once_however_its_number_is_written(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    document = session.scalars(select(BudgetDocument)).one()
    programme = plant_programme(session, document, "002", "Aménagement")
    plant_budget_line(session, document, "water", programme_id=programme.id, voted=50)
    for code in ("002", "2", "0002", "02"):
        desk.budget(None, None, code)
    assert [topic for topic, _answered, _year in inquiries(session)] == ["programme 002"]


def test_an_overview_gives_way_to_the_topic_it_leads_to(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    assert desk.budget(None, None, None).amount == 100
    assert inquiries(session) == [("overview", True, 2025)]
    for topic in ("water", None):
        desk.budget(topic, None, None)
    assert inquiries(session) == [("water", True, 2025)]


def test_figures_that_answer_a_question_are_not_a_second_request(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    assert desk.known_figures("water", None).amount == 100
    with pytest.raises(Refusal):
        desk.known_figures("culture", None)
    assert inquiries(session) == []


def test_lists_to_choose_from_are_not_counted(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    assert [view.topic for view in desk.budget_topics(None)] == ["water"]
    assert desk.programmes(None) == []
    assert inquiries(session) == []


def desk_with(session: Session, house: House, country: str, now: datetime, **years: tuple[date, date]) -> BudgetDesk:
    commune = plant_commune(session, country=country)
    for year, (starts_on, ends_on) in years.items():
        days = {"starts_on": starts_on, "ends_on": ends_on}
        document = plant_document(session, commune, int(year.removeprefix("y")), **days)
        plant_budget_line(session, document, "water", voted=100)
    visitor = Visitor(plant_contact(session, house, commune, "+22990000001"), commune, None)
    return BudgetDesk(Scope(session, house, plant_line(session, commune), visitor, None, now, 1))


FROM_JULY = (date(2025, 7, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("country", "today", "years", "year"),
    [
        ("BJ", datetime(2026, 3, 1, tzinfo=UTC), {"y2025": FROM_JULY}, 2025),
        ("BJ", datetime(2026, 6, 30, 22, 30, tzinfo=UTC), {"y2025": FROM_JULY}, 2025),
        ("BJ", datetime(2026, 6, 30, 23, 30, tzinfo=UTC), {"y2025": FROM_JULY}, 2026),  # July has come in Porto-Novo
        ("BJ", datetime(2027, 3, 1, tzinfo=UTC), {"y2025": FROM_JULY}, 2026),
        ("BJ", datetime(2026, 3, 1, tzinfo=UTC), {}, 2026),
        ("BI", datetime(2026, 3, 1, tzinfo=UTC), {}, 2025),
        ("BI", datetime(2026, 3, 1, tzinfo=UTC), {"y2026": (date(2026, 1, 1), date(2026, 12, 31))}, 2026),
    ],
)
def test_this_year_is_the_published_one_that_holds_today_and_else_counted_from_the_communes_first_month(
    session: Session, house: House, country: str, today: datetime, years: dict[str, tuple[date, date]], year: int
) -> None:
    assert desk_with(session, house, country, today, **years).this_year() == year


def test_a_year_that_is_not_published_is_called_as_the_communes_years_are(session: Session, house: House) -> None:
    desk = desk_with(session, house, "BJ", NOW, y2025=FROM_JULY)
    assert desk.budget("water", 2026, None).asked_year_name == "2026/2027"
    assert desk.known_figures("water", 2024).asked_year_name == "2024/2025"


def test_a_question_without_an_answer_is_counted_too(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    with pytest.raises(Refusal, match="no_such_topic"):
        desk.budget("health", 2025, None)
    with pytest.raises(Refusal, match="no_such_programme"):
        desk.budget(None, None, "Z" * 500)
    assert inquiries(session) == [("health", False, 2025), (f"programme {'z' * 54}", False, None)]


def test_a_simulated_phone_counts_in_a_demonstration_only(session: Session, house: House) -> None:
    desk_of(session, house, is_simulated=True).budget("water", None, None)
    assert inquiries(session) == []


def test_a_simulated_phone_counts_in_a_demonstration(session: Session, house: House) -> None:
    desk_of(session, house, is_demo=True, is_simulated=True).budget("water", None, None)
    assert inquiries(session) == [("water", True, 2025)]


PLACES = ("Zongo", "باب زويلة", "كارا", "الزرقة")


def desk_with_zones(session: Session, house: House) -> BudgetDesk:
    """A desk where fuel is bought for two places and for all of the commune, and nothing else has a place."""
    desk = desk_of(session, house)
    commune = desk.scope.commune
    document = plant_document(session, commune, 2026, status="voted", source="BP 2026")
    zones = {name: plant_zone(session, commune, name) for name in PLACES}
    within = planted(session, Zone(commune_id=commune.id, name="Bas Zongo", parent_id=zones["Zongo"].id))
    lines = [(zones["Zongo"], 70), (within, 5), (zones["كارا"], 20), (None, 900)]
    for number, (zone, amount) in enumerate(lines):
        line = plant_budget_line(session, document, "roads", voted=amount, zone_id=zone and zone.id)
        line.label = f"Carburant {number}"
    plant_budget_line(session, document, "roads", voted=1, zone_id=zones["Zongo"].id).label = "Pneus"
    session.flush()
    grow_revision(session, commune.id)
    return desk


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("carburant zongo", "Zongo"),
        ("zongoo", "Zongo"),
        ("bas zongo", "Bas Zongo"),
        ("الوقود بكارا", "كارا"),
        ("وقود لكارا", "كارا"),
        ("فالزرقة", "الزرقة"),
        ("للزرقة", "الزرقة"),
        ("بباب زويلة", "باب زويلة"),
        ("carburant", None),
        ("", None),
    ],
)
def test_a_place_is_known_by_its_name_misspelt_or_with_what_arabic_writes_onto_it(
    session: Session, house: House, words: str, name: str | None
) -> None:
    assert desk_with_zones(session, house).zone_named(words) == name


@pytest.mark.parametrize(
    ("place", "planned", "lines"),
    [("Zongo", 75, 2), ("Bas Zongo", 5, 1), ("كارا", 20, 1), (None, 995, 4)],
)
def test_a_thing_in_a_place_is_the_sum_of_its_lines_there_and_below(
    session: Session, house: House, place: str | None, planned: int, lines: int
) -> None:
    desk = desk_with_zones(session, house)
    found = desk.sum_of_lines(["carburant"], 2026, "expenditure", None, place)
    assert found is not None
    assert (found.planned, found.lines) == (planned, lines)
    assert inquiries(session) == [("search", True, None)]


@pytest.mark.parametrize(("thing", "place"), [("carburant", "الزرقة"), ("pneus", "كارا"), ("carburant", "Galim")])
def test_where_no_line_of_a_thing_is_for_a_place_there_is_no_sum_and_nothing_is_counted(
    session: Session, house: House, thing: str, place: str
) -> None:
    assert desk_with_zones(session, house).sum_of_lines([thing], 2026, "expenditure", None, place) is None
    assert inquiries(session) == []


def test_lines_that_name_a_topic_without_its_own_are_told_each_by_its_name(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    commune = desk.scope.commune
    plant_zone(session, commune, "Tokoin")
    document = plant_document(session, commune, 2027)
    networks = "Maintenance of health and school networks"
    for label, amount in ((networks, 70), ("Health consumption", 0), ("Construction of health posts and schools", 90)):
        line = plant_budget_line(session, document, "education", voted=amount)
        line.label = label
    session.flush()
    grow_revision(session, commune.id)
    view = desk.budget("health", 2027, None)
    assert (view.topic, view.asked_topic, view.amount) == ("education", "health", 160)
    named = [(hit.title, hit.planned) for hit in view.naming]
    assert named == [("Construction of health posts and schools", 90), (networks, 70)]
    there = desk.budget("health", 2027, None, "zone Tokoin")
    assert (there.asked_place, len(there.naming)) == ("Tokoin", 2)
    with pytest.raises(Refusal, match="no_such_topic"):
        desk.budget("debt", 2027, None)


def test_a_programme_that_search_finds_is_told_though_the_newer_budget_has_none(session: Session, house: House) -> None:
    desk = desk_of(session, house)
    before = plant_document(session, desk.scope.commune, 2024)
    programme = plant_programme(session, before, "002", "Développement économique et social")
    plant_budget_line(session, before, "social", programme_id=programme.id, voted=70)
    (hit,) = desk.search("développement économique et social")
    assert hit.kind == "programme"
    view = desk.budget(None, None, hit.code)
    assert (view.year, view.programme, view.amount) == (2024, programme.name, 70)
