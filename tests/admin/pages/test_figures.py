"""Targets, exports, frozen figures, what is published and the comparison, on the panel."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.frozen_figures import faults_of
from models import Commune
from services.figures.choices import Choices, choices_of, choose
from services.figures.spans import Span
from services.figures.targets import targets_of
from services.indicators import find_indicators
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.conftest import Things
from tests.services.indicators.planting import YEAR, plant_document, plant_finished_lesson

TextOf = Callable[[FlaskClient, str], str]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
INDICATORS, FROZEN, CHOICES, COMPARE = (
    f"/panel/{name}/" for name in ("indicators", "frozen-figures", "indicator-choices", "comparison")
)


def send(browser: FlaskClient, page: str, path: str, **form: object) -> str:
    token = TOKEN.search(browser.get(page).get_data(as_text=True))
    assert token is not None
    answer = browser.post(path, data={"csrf_token": token.group(1), **form}, follow_redirects=True)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def table_of(browser: FlaskClient, path: str) -> list[list[str]]:
    text = browser.get(path).get_data(as_text=True)
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.fixture
def officer(things: Things) -> FlaskClient:
    return things.sign_in(RoleName.BUDGET_OFFICER)


@pytest.fixture
def administrator(things: Things) -> FlaskClient:
    return things.sign_in(RoleName.ADMINISTRATOR)


def test_a_target_is_set_shown_and_taken_back(things: Things, officer: FlaskClient) -> None:
    page = f"{INDICATORS}documents_produced?period=2026"
    commune = things.panel.communes[0].id
    text = send(officer, page, f"{INDICATORS}documents_produced/target?period=2026", value="4")
    assert "The target is set." in text and ">in progress<" in text and "-3" in text
    assert "not reached" not in text  # nothing is missed before its period is over
    past = "documents_produced{}?period=2025"
    text = send(officer, INDICATORS + past.format(""), INDICATORS + past.format("/target"), value="4")
    assert "not reached" in text and ">in progress<" not in text
    assert things.panel.house.work.read(lambda db: targets_of(db, commune, YEAR)) == {"documents_produced": 4_000}
    assert ">in progress<" in officer.get(INDICATORS).get_data(as_text=True)
    text = send(officer, page, f"{INDICATORS}documents_produced/target?period=2026", value="")
    assert "There is no target any more." in text
    assert things.panel.house.work.read(lambda db: targets_of(db, commune, YEAR)) == {}


@pytest.mark.parametrize(("key", "value"), [("answered_by_due_day", "101"), ("documents_produced", "x")])
def test_a_target_that_cannot_be_is_refused_in_words(officer: FlaskClient, key: str, value: str) -> None:
    text = send(officer, f"{INDICATORS}{key}", f"{INDICATORS}{key}/target?period=2026", value=value)
    assert "at most 100" in text or "Write a number" in text


def test_a_cost_has_a_target_in_money_and_less_is_better(officer: FlaskClient) -> None:
    key = "cost_per_participant"
    text = send(officer, f"{INDICATORS}{key}", f"{INDICATORS}{key}/target?period=2026", value="1 200")
    assert re.search(r"Target: <bdi>1.200\b", text) and "Less is better" in text


def test_an_observer_sets_no_target_freezes_and_publishes_nothing(things: Things) -> None:
    browser = things.sign_in(RoleName.OBSERVER)
    token = TOKEN.search(browser.get("/panel/account/").get_data(as_text=True))
    assert token is not None
    for path in (f"{INDICATORS}turnout/target", FROZEN, f"{FROZEN}1/publish", CHOICES):
        assert browser.post(path, data={"csrf_token": token.group(1)}).status_code == 403, path


def test_the_trend_stands_in_a_table_beside_its_drawing(things: Things, officer: FlaskClient, text_of: TextOf) -> None:
    def plant(db: Session) -> None:
        plant_document(db, db.get_one(Commune, things.panel.communes[0].id))

    things.panel.house.work.write(plant)
    text = text_of(officer, f"{INDICATORS}documents_produced?period=2026-Q4")
    assert "The last periods" in text and "Quarter 1 of 2026" in text and "Quarter 4 of 2026" in text
    assert re.search(r'<figure role="img" aria-label="Documents produced, period by period', text)


def test_the_board_comes_as_csv_and_as_a_workbook_with_numbers_and_words(officer: FlaskClient) -> None:
    rows = list(
        csv.DictReader(io.StringIO(officer.get(f"{INDICATORS}board.csv").get_data(as_text=True).lstrip("\ufeff")))
    )
    assert [row["Indicator"] for row in rows] == [one.name.text for one in find_indicators()]
    answer = officer.get(f"{INDICATORS}board.xlsx")
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
    assert isinstance(sheet.cell(2, 3).value, int) and sheet.cell(2, 1).data_type == "s"


def test_no_record_becomes_a_formula_in_a_workbook(things: Things, officer: FlaskClient) -> None:
    def plant(db: Session) -> None:
        commune = db.get_one(Commune, things.panel.communes[0].id)
        plant_document(db, commune, title='=HYPERLINK("http://x")')

    things.panel.house.work.write(plant)
    answer = officer.get(f"{INDICATORS}documents_produced.xlsx?period=2026")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert '=HYPERLINK("http://x")' in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_figures_come_as_a_report(officer: FlaskClient, language: str) -> None:
    answer = officer.get(f"{INDICATORS}report.pdf?period=2026&lang={language}")
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.data)).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "2026" in text
    if language == "fr":
        assert "Exécution du budget" in text and "Mode de calcul" in text
    assert officer.get(f"{INDICATORS}report.docx?lang={language}").status_code == 200


def test_figures_are_frozen_published_and_downloaded_and_show_what_differs(
    things: Things, administrator: FlaskClient
) -> None:
    commune = things.panel.communes[0].id
    text = send(administrator, FROZEN, FROZEN, period="2026-Q3")
    assert "frozen and signed" in text and "Nothing differs today." in text
    number = int(re.search(r"/frozen-figures/(\d+)/publish", text)[1])  # type: ignore[index]
    sha256 = re.search(r"/frozen-figures/([0-9a-f]{64})\.json", text)[1]  # type: ignore[index]
    file = json.loads(administrator.get(f"{FROZEN}{sha256}.json").data)
    assert list(faults_of(file)) == []

    def plant(db: Session) -> None:
        plant_document(db, db.get_one(Commune, commune), published_at=things.panel.hands.now.replace(month=8))

    things.panel.house.work.write(plant)
    text = administrator.get(f"{FROZEN}{number}").get_data(as_text=True)
    assert "What differs today" in text and "Counted now and not then: 1" in text and "Rapport" in text
    assert "frozen already" in send(administrator, FROZEN, FROZEN, period="2026-Q3")
    text = send(administrator, f"{FROZEN}{number}", f"{FROZEN}{number}/publish")
    assert "Everybody can read these figures now." in text
    assert "Frozen again" in send(administrator, FROZEN, FROZEN, period="2026-Q3", reason="Un rapport manquait")
    assert "later figures stand" in administrator.get(FROZEN).get_data(as_text=True)


@pytest.mark.parametrize(
    "form", [{"period": ""}, {"period": "x"}, {"period": "", "first": "2026-02-01", "last": "2026-01-01"}]
)
def test_what_is_no_period_is_frozen_by_nobody(administrator: FlaskClient, form: dict[str, str]) -> None:
    assert "Choose a period" in send(administrator, FROZEN, FROZEN, **form)


def test_a_period_that_runs_is_not_frozen_and_it_is_said_from_when_it_can_be(administrator: FlaskClient) -> None:
    text = send(administrator, FROZEN, FROZEN, period="", first="2026-11-01", last="2026-11-30")
    assert "from the day after" in text


def test_frozen_figures_of_another_commune_are_not_found(things: Things, administrator: FlaskClient) -> None:
    text = send(administrator, FROZEN, FROZEN, period="2026-Q3")
    sha256 = re.search(r"/frozen-figures/([0-9a-f]{64})\.json", text)[1]  # type: ignore[index]
    stranger = things.sign_in(RoleName.ADMINISTRATOR, commune=1)
    for path in (f"{FROZEN}1", f"{FROZEN}{sha256}.json", f"{FROZEN}99999999999999999999"):
        assert stranger.get(path).status_code == 404, path


def test_what_is_published_and_frozen_is_chosen(things: Things, administrator: FlaskClient) -> None:
    commune = things.panel.communes[0].id
    form = {"published": ["turnout", "budget_requests"], "freezes": ["month"], "is_compared": "y"}
    assert "Your choice is kept." in send(administrator, CHOICES, CHOICES, **form)
    found = things.panel.house.work.read(lambda db: choices_of(db, commune))
    assert found == Choices(("budget_requests", "turnout"), (Span.MONTH,), True)


@pytest.fixture
def two(things: Things) -> Panel:
    """Both communes with a document; the second with two people trained."""

    def plant(db: Session) -> None:
        for commune in db.scalars(select(Commune).order_by(Commune.id)):
            commune.population = 2_000 * commune.id
            plant_document(db, commune)
            plant_finished_lesson(db, commune)

    things.panel.house.work.write(plant)
    return things.panel


def agree(panel: Panel, *places: int) -> None:
    def work(db: Session) -> None:
        for place in places:
            choose(db, panel.house, panel.communes[place].id, Choices(is_compared=True), staff_id=None)

    panel.house.work.write(work)


def test_communes_are_compared_once_they_agree_and_with_those_alone(
    things: Things, two: Panel, text_of: TextOf
) -> None:
    browser = things.sign_in(RoleName.OBSERVER)
    mine, other = two.communes[0].name, two.communes[1].name
    assert "Only communes that agreed" in text_of(browser, COMPARE)
    agree(two, 1)
    assert "Only communes that agreed" in text_of(browser, COMPARE)
    agree(two, 0)
    text = text_of(browser, f"{COMPARE}?indicator=documents_produced&period=2026")
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    assert mine in table and other in table and "Per 1,000 inhabitants" in text
    rows = list(
        csv.reader(io.StringIO(browser.get(f"{COMPARE}table.csv?indicator=people_trained").get_data(as_text=True)))
    )
    assert [row[2] for row in rows[1:]] == ["", ""]  # one person each: not told, not even of one's own beside others


def test_a_table_of_communes_says_in_which_money_each_figure_is(things: Things, two: Panel, text_of: TextOf) -> None:
    def plant(db: Session) -> None:
        db.get_one(Commune, two.communes[1].id).currency = "MGA"

    two.house.work.write(plant)
    agree(two, 0, 1)
    browser = things.sign_in(RoleName.OBSERVER)
    table = f"{COMPARE}table.{{}}?indicator=cost_per_participant&period=2026"
    assert [row[3] for row in table_of(browser, table.format("csv"))] == ["Unit", "XOF", "MGA"]
    sheet = load_workbook(io.BytesIO(browser.get(table.format("xlsx")).data)).active
    assert sheet is not None and [row[3].value for row in sheet.iter_rows()] == ["Unit", "XOF", "MGA"]
    assert text_of(browser, f"{COMPARE}?indicator=documents_produced&period=2026").count("<small>so far</small>") == 2
    stands = [[row[-1] for row in table_of(browser, f"{COMPARE}table.csv?period={year}")] for year in (2025, 2026)]
    assert stands == [["Period", "over", "over"], ["Period", "in progress", "in progress"]]
    assert "so far" not in text_of(browser, f"{COMPARE}?indicator=documents_produced&period=2025").split("<tbody>")[1]


def test_an_administrator_of_the_installation_sees_them_all(things: Things, two: Panel, text_of: TextOf) -> None:
    browser = two.browser(two.person(RoleName.ADMINISTRATOR, None))
    token = TOKEN.search(browser.get("/panel/commune").get_data(as_text=True))
    assert token is not None
    browser.post("/panel/commune", data={"csrf_token": token.group(1), "commune": str(two.communes[0].id)})
    text = text_of(browser, f"{COMPARE}?indicator=documents_produced")
    assert all(commune.name in text for commune in two.communes)


def test_a_period_is_named_in_the_address(officer: FlaskClient, text_of: TextOf) -> None:
    assert "Quarter 4 of 2026" in text_of(officer, f"{INDICATORS}?period=2026-Q4")
