"""Staff write programmes and what they brought, and see what is missing; the search shows what citizens find."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import BudgetDocument, Commune, Project
from services.programmes.drafts import ProgrammeDraft
from services.programmes.reading import ProgrammeView, list_programmes
from services.programmes.writing import add_programme
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.test_panel_budgets import post
from tests.services.budgets.planting import plant_document, plant_line

LIST = "/panel/programmes/"
NEW = "/panel/programmes/new"


def written(panel: Panel) -> list[ProgrammeView]:
    commune = panel.communes[0].id
    return panel.house.work.read(lambda db: list_programmes(db, commune)[0])


def text(client: FlaskClient, path: str) -> str:
    return re.sub(r"\s+", " ", client.get(path).get_data(as_text=True))


def programme(client: FlaskClient, panel: Panel, **values: Any) -> str:
    fields = {"code": "17", "name": "Water <b>", "responsible": "Awa", "objective": "Wells", "results": "Twelve"}
    assert post(client, NEW, NEW, **{**fields, **values}).status_code == 302
    return f"{LIST}{written(panel)[-1].id}"


def indicator(client: FlaskClient, panel: Panel, path: str, **values: Any) -> str:
    assert post(client, f"{path}/indicators/new", f"{path}/indicators/new", **values).status_code == 302
    return f"{path}/indicators/{written(panel)[-1].indicators[-1].id}"


def test_a_programme_is_written_and_changed(panel: Panel, officer: FlaskClient) -> None:
    path = programme(officer, panel, is_support="y")
    (view,) = written(panel)
    assert (view.code, view.name, view.is_support, view.responsible) == ("017", "Water <b>", True, "Awa")
    assert "017 Water &lt;b&gt;" in text(officer, LIST)
    changed = {"code": "018", "name": "Water", "objective": "", "responsible": "", "results": ""}
    assert post(officer, f"{path}/edit", f"{path}/edit", **changed).status_code == 302
    (view,) = written(panel)
    assert (view.code, view.name, view.is_support, view.objective) == ("018", "Water", False, "")


def test_what_is_wrong_is_said_in_words_and_what_was_typed_stays(panel: Panel, officer: FlaskClient) -> None:
    answer = post(officer, NEW, NEW, code="A17", name="Roads").get_data(as_text=True)
    assert "three digits" in answer and 'value="Roads"' in answer
    assert "Give it a name." in post(officer, NEW, NEW, code="017", name=" ").get_data(as_text=True)
    assert written(panel) == []


def test_what_examiners_would_find_stands_on_the_page(panel: Panel, officer: FlaskClient) -> None:
    path = programme(officer, panel, responsible="", objective="")
    indicator(officer, panel, path, name="Share of pupils", unit="%", counts_people="y")
    page = text(officer, path)
    for words in ("Nobody is named", "what the programme is for", "divided by what",
                  "no starting value", "no target", "where the figure comes from"):  # fmt: skip
        assert words in page, words
    assert 'class="badge wait"' in text(officer, LIST)


def test_targets_and_results_are_written_by_period_women_and_men_apart(panel: Panel, officer: FlaskClient) -> None:
    path = programme(officer, panel)
    one = indicator(officer, panel, path, name="Trained", unit="people", counts_people="y", frequency="quarter")
    typed = {"year": "2025", "part": "3", "target": "1 200", "result": "11", "result_women": "6", "result_men": "5"}
    part = {**typed, "result": "10,5", "result_women": "5,5"}
    assert "write whole numbers" in post(officer, f"{one}/measures", one, **part).text
    more = {**typed, "result_women": "12", "result_men": ""}
    assert "more than all together" in post(officer, f"{one}/measures", one, **more).text
    assert post(officer, f"{one}/measures", one, **typed).status_code == 302
    (measure,) = written(panel)[0].indicators[0].measures
    assert (measure.part, measure.target, measure.result, measure.result_women) == (3, 1_200_000, 11_000, 6_000)
    assert "quarter 3" in text(officer, one)
    wrong = post(officer, f"{one}/measures", one, **{**typed, "result_men": "9"}).get_data(as_text=True)
    assert "must make the whole" in wrong
    assert "Write a number" in post(officer, f"{one}/measures", one, year="2025", part="0", target="much").text
    assert "Write down a target" in post(officer, f"{one}/measures", one, year="2025", part="0").text


def test_an_indicator_that_counts_no_people_asks_for_no_women_and_men(panel: Panel, officer: FlaskClient) -> None:
    path = programme(officer, panel)
    one = indicator(officer, panel, path, name="Wells")
    assert "result_women" not in text(officer, one)
    for result in ("7", "-7,5"):
        assert post(officer, f"{one}/measures", one, year="2025", part="0", result=result).status_code == 302
    assert "One of its figures is below nought: check." in text(officer, path)
    assert post(officer, one, one, name="Wells that work", topic="water").status_code == 302
    assert written(panel)[0].indicators[0].name == "Wells that work"
    assert post(officer, f"{one}/remove", one).status_code == 302
    assert written(panel)[0].indicators == ()


def test_actions_and_activities_are_added_and_removed(panel: Panel, officer: FlaskClient) -> None:
    path = programme(officer, panel)
    assert post(officer, f"{path}/actions", path, name="Repair <i>").status_code == 302
    action = written(panel)[0].actions[0].id
    assert post(officer, f"{path}/actions/{action}/activities", path, name="Buy pumps").status_code == 302
    page = text(officer, path)
    assert "Repair &lt;i&gt;" in page and "Buy pumps" in page
    activity = written(panel)[0].actions[0].activities[0].id
    assert post(officer, f"{path}/activities/{activity}/remove", path).status_code == 302
    assert post(officer, f"{path}/actions/{action}/remove", path).status_code == 302
    assert written(panel)[0].actions == ()
    assert post(officer, f"{path}/remove", path).status_code == 302
    assert written(panel) == []


def test_money_and_result_stand_on_one_row(panel: Panel, officer: FlaskClient) -> None:
    path = programme(officer, panel)
    one = indicator(officer, panel, path, name="Wells", unit="wells", topic="water")
    post(officer, f"{one}/measures", one, year="2025", part="0", target="12", result="7")
    panel.house.work.write(lambda db: _spend(db, panel.communes[0].id, written(panel)[0].id))
    row = re.search(r"<tbody>.*?</tbody>", text(officer, LIST))
    assert row
    for words in ("2025", "900 F", "700 F", "12 wells", "7 wells"):
        assert words in row[0], words
    assert "cannot be removed" in officer.get(path).text or "Remove the programme" not in officer.get(path).text


def test_programmes_of_another_commune_do_not_exist(panel: Panel, officer: FlaskClient) -> None:
    other = panel.communes[1].id
    number = panel.house.work.write(
        lambda db: add_programme(db, panel.house, other, ProgrammeDraft("017", "Theirs"), staff_id=None)
    )
    for path in (f"{LIST}{number}", f"{LIST}{number}/edit", f"{LIST}{number}/indicators/new", f"{LIST}{2**70}"):
        assert officer.get(path).status_code == 404
    assert "Theirs" not in text(officer, LIST)


def test_an_observer_reads_and_writes_nothing(panel: Panel, officer: FlaskClient) -> None:
    path = programme(officer, panel)
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Write a programme" not in text(observer, LIST)
    assert "New action" not in text(observer, path)
    assert observer.get(NEW).status_code == 403


def test_the_search_shows_what_citizens_find(panel: Panel, officer: FlaskClient) -> None:
    panel.house.work.write(lambda db: _spend(db, panel.communes[0].id, None))
    assert "Pompe de Zongo" in text(officer, "/panel/search/?q=ponpe")
    assert "Nothing published" in text(officer, "/panel/search/?q=%3Cscript%3E")
    assert "<script>" not in officer.get("/panel/search/?q=%3Cscript%3E").text


def test_the_search_shows_a_project_in_the_language_of_whoever_works(panel: Panel, officer: FlaskClient) -> None:
    titles = {"fr": "Forage", "en": "Borehole"}

    def plant(session: Session) -> None:
        place = panel.communes[0].id
        row = {"commune_id": place, "number": 1, "titles": titles, "short_names": titles, "cost": 1}
        session.add(Project(**row, made_at=panel.hands()))

    panel.house.work.write(plant)
    assert "1 Borehole</bdi>" in text(officer, "/panel/search/?q=forage")


def _spend(session: Session, commune_id: int, programme_id: int | None) -> BudgetDocument:
    document = plant_document(session, session.get_one(Commune, commune_id), 2025, status="executed")
    line = plant_line(session, document, "water", programme_id=programme_id, voted=900, paid=700)
    line.label = "Pompe de Zongo"
    return document
