"""Sheets are pressed, published once, and count as documents produced; posters name every way to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Commune, Phase
from models.cycle import CycleState, IdentityLevel
from printing.press import overflows
from services.documents import DocumentView, list_documents, withdraw_document
from services.house import House
from services.indicators.base import Period
from services.indicators.documents_produced import find_records
from services.printing.codes import bot_of
from services.printing.papers import Paper, citizen_budget, poster, press_citizen_budget, press_poster, publish_paper
from services.printing.poster import Poster
from services.printing.reasons import PaperNo
from services.public import PublicLine
from services.uploads import keep_upload
from tests.printing.sheets_of import is_accessible, opened, order, text_of
from tests.services.budgets.planting import plant_document
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.townsfolk import plant_commune, plant_cycle, plant_heard_line


@pytest.fixture
def commune_id(house: House) -> int:
    def plant(session: Session) -> int:
        commune = plant_commune(session, languages=["fr", "ar", "en", "xx"], population=1000)
        plant_heard_line(session, commune)
        bot = plant_heard_line(session, commune, channel="telegram", key="bot")
        bot.provider, bot.address = "telegram", "zongo_bot"
        plant_budget_line(session, plant_document(session, commune, 2025), "water", voted=400)
        return commune.id

    return house.work.write(plant)


@pytest.fixture
def paper(house: House, commune_id: int) -> Iterator[Paper]:
    leaflet = house.work.read(lambda session: citizen_budget(session, house, commune_id, 2025, "fr"))
    yield press_citizen_budget(leaflet)


def publish(house: House, commune_id: int, paper: Paper) -> DocumentView:
    upload = keep_upload(house, paper.file_name, paper.content)
    return house.work.write(
        lambda session: publish_paper(session, house, commune_id=commune_id, paper=paper, upload=upload, staff_id=None)
    )


def wall_of(house: House, commune_id: int, language: str = "fr", size: str = "a4") -> Poster:
    return house.work.read(lambda session: poster(session, house, commune_id, language, size))


def test_the_sheet_prints_what_the_leaflet_says(paper: Paper) -> None:
    words = text_of(paper.content)
    for part in ("Budget citoyen 2025", "400 F", "Zongo", "7070", "@zongo_bot", "budget.xlsx"):
        assert part in words, part
    assert (paper.file_name, len(opened(paper.content).pages)) == ("citizen-budget-2025-fr.pdf", 2)


def test_a_published_sheet_is_a_document_produced(house: House, commune_id: int, paper: Paper) -> None:
    view = publish(house, commune_id, paper)
    assert (view.title, view.category, view.language) == ("Budget citoyen 2025", "budget", "fr")
    today = view.dated_on
    records = house.work.read(lambda session: find_records(session, commune_id, Period(today, today)))
    assert [record.label for record in records] == ["Budget citoyen 2025"]


def test_a_second_click_produces_no_second_document(house: House, commune_id: int, paper: Paper) -> None:
    first = publish(house, commune_id, paper)
    with pytest.raises(Refusal) as refused:
        publish(house, commune_id, paper)
    assert refused.value.reason == PaperNo.PUBLISHED_ALREADY
    house.work.write(
        lambda session: withdraw_document(session, house, commune_id=commune_id, document_id=first.id, staff_id=None)
    )
    publish(house, commune_id, paper)
    assert house.work.read(lambda session: list_documents(session, commune_id, public=True))[1] == 1


def test_a_poster_tells_the_number_first_and_speaks_the_communes_languages(house: House, commune_id: int) -> None:
    wall = wall_of(house, commune_id, "ar")
    assert [line.value for line in wall.lines] == ["7070", "@zongo_bot"]
    assert [(column.language, column.direction) for column in wall.columns] == [
        ("ar", "rtl"),
        ("fr", "ltr"),
        ("en", "ltr"),
    ]
    assert all(len(column.rows) == 5 and column.privacy for column in wall.columns)
    assert [row.label for row in wall.columns[1].rows] == ["BUDGET EAU", "QUESTION …", "IDEE …", "VOTE … …", "AIDE"]
    assert wall.code.startswith("<svg")


@pytest.mark.parametrize(
    ("level", "days", "label", "says"),
    [
        ("A", 3, "VOTE … … …", "tant que le vote est ouvert"),
        ("B", 3, "VOTE … … …", "quatre chiffres"),
        ("C", 3, "VOTE code … … …", "code de votre coupon"),
        ("C", -1, "VOTE … …", "tant que le vote est ouvert"),
        ("D", -3, "VOTE … …", "tant que le vote est ouvert"),
        ("D", 3, "VOTE … … …", "liste"),
    ],
)
def test_a_poster_tells_how_to_vote_in_the_vote_to_come(
    house: House, commune_id: int, level: str, days: int, label: str, says: str
) -> None:
    def plan(session: Session) -> None:
        cycle = plant_cycle(session, session.get_one(Commune, commune_id))
        cycle.state, cycle.identity_level = CycleState.APPROVED, IdentityLevel(level)
        opens, closes = (house.clock() + timedelta(days=day) for day in (-4, days))
        session.add(Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, opens_at=opens, closes_at=closes))

    house.work.write(plan)
    wall = wall_of(house, commune_id)
    row = wall.columns[0].rows[3]
    assert row.label == label and says in row.value
    assert overflows(order("poster", asdict(wall), "fr")) == []


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_poster_is_one_page(house: House, commune_id: int, size: str) -> None:
    made = press_poster(wall_of(house, commune_id, size=size))
    assert len(opened(made.content).pages) == 1
    assert "7070" in text_of(made.content)
    assert is_accessible(made.content)


def test_a_poster_with_the_longest_names_fits(house: House, commune_id: int) -> None:
    def lengthen(session: Session) -> None:
        session.get_one(Commune, commune_id).name = "Ouagadougoutenkodogo" * 10

    house.work.write(lengthen)
    wall = wall_of(house, commune_id)
    made = {**{name: getattr(wall, name) for name in ("title", "commune", "date", "paper", "code", "code_words")}}
    lines = [{"label": "SMS", "value": "+22870000000" * 8}] * 3
    columns = [
        {"rows": [{"label": row.label, "value": row.value} for row in column.rows]}
        | {name: getattr(column, name) for name in ("language", "direction", "name", "slogan", "privacy")}
        | {"demonstration": "Démonstration : données inventées, aucun message ne sort de cette machine."}
        for column in wall.columns
    ]
    page = "https://" + "a" * 80 + ".example/zongo/"
    assert overflows(order("poster", {**made, "lines": lines, "columns": columns, "page": page}, "fr")) == []


def test_a_commune_nobody_can_write_to_has_no_poster(house: House) -> None:
    bare = house.work.write(lambda session: plant_commune(session, "bare").id)
    with pytest.raises(Refusal) as refused:
        wall_of(house, bare)
    assert refused.value.reason == PaperNo.NO_LINE


@pytest.mark.parametrize(
    ("provider", "address", "opens"),
    [
        ("telegram", "@zongo_bot", "https://t.me/zongo_bot"),
        ("telegram", "not a name", None),
        ("simulator", "palabre_demo", None),
    ],
)
def test_a_code_opens_a_real_bot_and_never_a_strangers(provider: str, address: str, opens: str | None) -> None:
    assert bot_of(PublicLine(provider, "main", "telegram", address, 0)) == opens
