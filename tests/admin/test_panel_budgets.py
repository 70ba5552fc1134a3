from __future__ import annotations

import io
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from admin.budget_words import FATE_NAMES, PROBLEM_TEXTS, STAGE_NAMES, STATUS_NAMES, say_problem
from admin.tongue import speak
from budgeting.accounts.fates import REASONS
from budgeting.accounts.faults import SENTENCES
from budgeting.accounts.stages import Stage
from models import BudgetDocument, BudgetLine
from models.budget import BudgetStatus
from services.documents import NewDocument, list_documents, publish_document
from services.roles import RoleName
from tests.admin.conftest import Panel

TABLE = """BUDGET PRIMITIF 2025;;;
Compte;Libellé;Recettes/Dépenses;Prévisions 2025
70;Impôts <b>locaux</b>;Recettes;1 500 000
6111;Fournitures de bureau;Dépenses;300 000
2151;Forages;Dépenses;1 200 000
TOTAL;;Dépenses;1 600 000
"""
PLACES = re.compile(r"%\((\w+)\)s")


def token(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, page
    return found[1]


CLEAN = "Sens;Compte;Libellé;Voté 2025\nRecettes;701;Taxes;15000000\nDépenses;601;Eau;15000000\n".encode()


def post(client: FlaskClient, path: str, form_at: str, **values: object) -> TestResponse:
    return client.post(path, data={"csrf_token": token(client, form_at), **values})


def send(client: FlaskClient, content: bytes = TABLE.encode(), name: str = "budget 2025.csv", **values: str) -> str:
    answer = post(client, "/panel/budgets/new", "/panel/budgets/new", file=(io.BytesIO(content), name), **values)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.location


def accept(client: FlaskClient, waiting: str, **values: object) -> TestResponse:
    """Accept what the page shows now."""
    return accept_shown(client, waiting, client.get(waiting).text, **values)


def accept_shown(client: FlaskClient, waiting: str, page: str, **values: object) -> TestResponse:
    """Accept what a page shows that was fetched before."""
    return post(client, f"{waiting}/accept", waiting, **hidden(page), **values)


def hidden(page: str) -> dict[str, str]:
    """Return what a page carries of what it shows."""
    return dict(re.findall(r'name="(looked_at|rivals_shown)" value="([^"]*)"', page))


def stored(panel: Panel) -> list[tuple[int, int, str, bool, bool]]:
    return panel.house.work.read(lambda db: [
        (row.commune_id, row.year, row.status, row.published, row.withdrawn_at is not None)
        for row in db.scalars(select(BudgetDocument).order_by(BudgetDocument.id))
    ])  # fmt: skip


def publish_paper_of(panel: Panel, document_id: int) -> None:
    made = "Budget citoyen 2025", "budget", "fr", date(2026, 1, 1), "https://example.org/a"
    new, commune = NewDocument(*made, budgets=[document_id]), panel.communes[0].id
    panel.house.work.write(lambda db: publish_document(db, panel.house, commune_id=commune, new=new, staff_id=None))


def offered(panel: Panel) -> int:
    commune = panel.communes[0].id
    return panel.house.work.read(lambda db: list_documents(db, commune, public=True))[1]


def import_one(client: FlaskClient, **values: str) -> str:
    waiting = send(client)
    return accept(client, waiting, status="voted", published="y", **values).location


def test_a_file_is_looked_at_before_anything_is_written(panel: Panel, officer: FlaskClient) -> None:
    page = officer.get(send(officer)).get_data(as_text=True)
    assert "Forages" in page
    assert "1 600 000" in page and "1 500 000" in page, "stated and computed totals stand side by side"
    assert "<b>locaux" not in page and "&lt;b&gt;locaux" in page
    assert stored(panel) == []


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_page_of_a_budget_shows_a_tag_of_ours(officer: FlaskClient, language: str) -> None:
    post(officer, "/panel/language", "/panel/budgets/new", language=language)
    waiting = send(officer)
    shown = [officer.get(page).text for page in (waiting, f"{waiting}/rows")]
    import_one(officer)
    shown += [officer.get(f"/panel/budgets/{page}").text for page in ("", "1", "1/withdraw", "1/about")]
    assert [re.findall(r"&(?:amp;)?lt;/?(?:span|bdi|small|br|a)\b", text) for text in shown] == [[]] * len(shown)
    lines = shown[-3]
    assert re.search(r'[^<>]\s?:\W*<span class="amount">', lines), "the amount of a line is kept on one line"


INVESTMENT = """BUDGET D'INVESTISSEMENT 2026 (montants en milliers de FCFA);;;
Commune;Code;Projet;CP 2026
Tignère;1000;Forage;1357
Banyo;1001;Pont;9 000 000
"""


def test_what_makes_a_whole_budget_wrong_stands_above_the_button(officer: FlaskClient) -> None:
    page = officer.get(send(officer, INVESTMENT.encode(), "bip.csv")).text
    above = page.split('name="looked_at"')[0]
    assert "the file writes 1 357, read as 1 357 000" in above.replace("\u2068", "").replace("\u2069", "")
    assert "names 2 communes. Are all lines this commune" in above
    assert "for each inhabitant" in above
    assert "nothing looks wrong" not in page


def test_a_file_that_is_no_table_shows_why_and_the_way_back_alone(officer: FlaskClient) -> None:
    page = officer.get(send(officer, b"PK\x03\x04" + b"x" * 99, "photo.xlsx")).text
    assert "cannot be read as a table" in page and "/panel/budgets/new" in page
    for heading in ("What was read", "total was checked", "Read it again this way", "Nothing is saved yet"):
        assert heading not in page


def test_lines_are_shown_with_the_code_of_their_programme_and_sheets_of_programmes_with_the_name_of_the_file(
    officer: FlaskClient,
) -> None:
    waiting = send(officer, TABLE.replace("Compte;", "Programme;Compte;", 1).replace(
        "\n70;", "\n;70;").replace("\n6111;", "\n017 Accès à l'eau;6111;").replace(
        "\n2151;", "\n017 Accès à l'eau;2151;").replace("TOTAL;", "TOTAL;;").encode())  # fmt: skip
    assert "017 Accès" in officer.get(waiting).text.replace("&#39;", "'")
    accept(officer, waiting, status="voted")
    assert "017 Accès" in officer.get("/panel/budgets/1").text.replace("&#39;", "'")


def test_undoing_names_the_citizen_budgets_made_from_it_and_withdraws_them(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    publish_paper_of(panel, 1)
    assert "Budget citoyen 2025" in officer.get("/panel/budgets/1").text
    ask = officer.get("/panel/budgets/1/withdraw").text
    assert "Budget citoyen 2025" in ask and "are withdrawn with it" in ask
    post(officer, "/panel/budgets/1/withdraw", "/panel/budgets/1/withdraw")
    assert offered(panel) == 0


def test_an_accepted_file_becomes_a_document_once(panel: Panel, officer: FlaskClient) -> None:
    assert import_one(officer) == "/panel/budgets/"
    assert stored(panel) == [(panel.communes[0].id, 2025, "voted", True, False)]
    import_one(officer)
    assert len(stored(panel)) == 1
    assert "imported before" in officer.get("/panel/budgets/").get_data(as_text=True)


def test_a_document_can_be_written_down_hidden_and_with_another_status(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer)
    accept(officer, waiting, status="draft")
    assert stored(panel) == [(panel.communes[0].id, 2025, "draft", False, False)]


def test_a_dropped_file_is_gone(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer)
    post(officer, f"{waiting}/drop", waiting)
    assert officer.get(waiting).status_code == 302
    assert "no longer there" in officer.get("/panel/budgets/").get_data(as_text=True)
    assert stored(panel) == []


def test_a_file_without_a_year_asks_for_one(panel: Panel, officer: FlaskClient) -> None:
    content = TABLE.replace(" 2025", "").encode()
    waiting = send(officer, content)
    assert "of which year" in officer.get(waiting).get_data(as_text=True)
    accept(officer, waiting, status="voted")
    assert stored(panel) == []
    waiting = send(officer, content, year="2024")
    accept(officer, waiting, status="voted")
    assert [row[1] for row in stored(panel)] == [2024]


def test_no_bytes_break_the_preview(officer: FlaskClient) -> None:
    for content in (b"\0" * 99, b"PK\x03\x04" + b"x" * 99, bytes(range(256)), b"a;b\n1;2\n", "é".encode("utf-16")):
        assert officer.get(send(officer, content, "x.xlsx")).status_code == 200
    empty = post(officer, "/panel/budgets/new", "/panel/budgets/new", file=(io.BytesIO(b""), "x.csv"))
    assert "The file is empty." in empty.get_data(as_text=True)


def test_natures_of_lines_change_together(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    lines = panel.house.work.read(lambda db: [str(number) for number in db.scalars(select(BudgetLine.id))])
    at, page = "/panel/budgets/1/natures", "/panel/budgets/1"
    assert post(officer, at, page, lines=lines, nature="works").location == f"{page}?page=1"
    natures = panel.house.work.read(lambda db: list(db.scalars(select(BudgetLine.nature))))
    assert sorted(natures, key=str) == [None, "works", "works"]  # receipts have none
    assert officer.get(page).text.count("<small>Nature: Works and equipment</small>") == 2
    post(officer, at, page, lines=lines, nature="gold")
    assert "Choose a nature of the list" in officer.get(page).text
    trail = panel.browser(panel.person(RoleName.ADMINISTRATOR)).get("/panel/audit/").text
    assert "Changed the nature of budget lines" in trail and "Works and equipment" in trail


def test_topics_of_lines_change_together(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    lines = panel.house.work.read(lambda db: [row.id for row in db.scalars(select(BudgetLine).order_by(BudgetLine.id))])
    huge = str(10**40)
    post(officer, "/panel/budgets/1/topics", "/panel/budgets/1", lines=[*map(str, lines), huge], topic="markets")
    topics = panel.house.work.read(lambda db: list(db.scalars(select(BudgetLine.topic).order_by(BudgetLine.id))))
    assert sorted(topics, key=str) == ["markets", "markets", "revenue"]
    post(officer, "/panel/budgets/1/topics", "/panel/budgets/1", lines=["x"], topic="markets")
    assert "Tick the lines" in officer.get("/panel/budgets/1?topic=markets").get_data(as_text=True)


DOUBTS = (
    "Compte;Libellé;Voté 2025\n601;Eau et électricité;3\n602;Bois;4\n701;Taxes;9\n2182;Carburant;2\n2131;Écoles;1\n"
)


def test_lines_to_check_are_pointed_at_before_and_listed_after_a_file_is_accepted(officer: FlaskClient) -> None:
    waiting = send(officer, DOUBTS.encode(), "doubts 2025.csv")
    page = officer.get(waiting).text
    assert "names several topics (Electricity and Water)" in page and "the words are not" in page
    accept(officer, waiting, status="voted", first_month="1")
    page = officer.get("/panel/budgets/1").text
    assert "Lines to check: 2" in page.replace("\u2068", "").replace("\u2069", "")
    assert 'href="/panel/budgets/1?topic=doubtful#lines"' in page
    listed = officer.get("/panel/budgets/1?topic=doubtful").text
    listed = listed[listed.index('id="lines"') : listed.index("Sums of what was read")]
    assert "Eau et électricité" in listed and "Carburant" in listed and "Bois" not in listed


def again(day: str = "2024-12-20", **values: str) -> dict[str, str]:
    return {"status": "voted", "published": "y", "title": "Long budget", "dated_on": day, **values}


def flags(panel: Panel) -> list[bool]:
    return [published for *_document, published, _gone in stored(panel)]


def test_accepting_a_second_document_of_a_year_and_status_asks_which_is_to_answer(
    panel: Panel, officer: FlaskClient
) -> None:
    import_one(officer, title="Wide budget", dated_on="2024-12-31")
    waiting = send(officer, TABLE.replace("300 000", "310 000").encode(), "other.csv")
    answer = accept(officer, waiting, **again())
    assert answer.status_code == 200 and "Choose which document is to answer." in answer.text
    assert "Wide budget" in answer.text and flags(panel) == [True]
    accept(officer, waiting, **again(rivals="beside"))
    said = officer.get("/panel/budgets/").text
    assert "citizens are answered from \u2068Wide budget\u2069" in said and "later decision" in said
    assert "Citizens are answered from this document." not in said
    assert flags(panel) == [True, True]
    assert (
        "Wide budget" in officer.get("/panel/budgets/2").text
        and "later decision" not in officer.get("/panel/budgets/1").text
    )


def test_accepting_a_document_instead_of_another_hides_that_one(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    waiting = send(officer, TABLE.replace("300 000", "310 000").encode(), "other.csv")
    accept(officer, waiting, **again(rivals="instead"))
    assert flags(panel) == [False, True]
    assert "Citizens are answered from this document." in officer.get("/panel/budgets/").text


def test_no_document_is_hidden_that_the_page_did_not_show(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer, title="Budget shown")
    drafted = send(officer, TABLE.replace("300 000", "310 000").encode(), "other.csv")
    accept(officer, drafted, **again(status="draft", title="Budget never shown"))
    publish_paper_of(panel, 2)
    waiting = send(officer, TABLE.replace("300 000", "320 000").encode(), "third.csv")
    page = officer.get(waiting).text
    assert "Budget shown" in page and "Budget never shown" not in page
    asked = accept_shown(officer, waiting, page, **again(status="draft", rivals="instead"))
    assert flags(panel) == [True, True] and offered(panel) == 1
    assert "others now: look at them" in asked.text and "Budget never shown" in asked.text
    assert "Budget citoyen 2025" in asked.text and not re.search(r'<input checked[^>]* name="rivals"', asked.text)
    accept_shown(officer, waiting, asked.text, **again(status="draft", rivals="instead"))
    assert flags(panel) == [True, False, True] and offered(panel) == 0


def test_what_has_no_rival_is_accepted_without_a_question(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    waiting = send(officer, TABLE.replace("300 000", "310 000").encode(), "other.csv")
    accept(officer, waiting, **again(status="approved"))
    assert flags(panel) == [True, True]
    waiting = send(officer, TABLE.replace("300 000", "320 000").encode(), "third.csv")
    accept(officer, waiting, status="voted")
    assert flags(panel) == [True, True, False]


@pytest.mark.parametrize(("choice", "shown"), [("instead", [False, True]), ("beside", [True, True])])
def test_publishing_asks_which_of_two_is_to_answer(
    panel: Panel, officer: FlaskClient, choice: str, shown: list[bool]
) -> None:
    import_one(officer, title="Wide budget", dated_on="2024-12-31")
    waiting = send(officer, TABLE.replace("300 000", "310 000").encode(), "other.csv")
    accept(officer, waiting, **again(published=""))
    at = "/panel/budgets/2/publish"
    assert post(officer, at, "/panel/budgets/2").location == at
    page = officer.get(at).text
    assert "Wide budget" in page and flags(panel) == [True, False]
    assert post(officer, at, at, rivals=choice, rivals_shown="7").location == at
    assert "others now: look at them" in officer.get(at).text and flags(panel) == [True, False]
    assert post(officer, at, at, rivals=choice, **hidden(page)).location == "/panel/budgets/"
    assert flags(panel) == shown


def test_a_document_is_hidden_shown_and_withdrawn(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    for step, state in (("hide", (False, False)), ("publish", (True, False)), ("withdraw", (False, True))):
        post(officer, f"/panel/budgets/1/{step}", "/panel/budgets/1")
        assert stored(panel)[0][3:] == state
    assert 'action="/panel/budgets/1/' not in officer.get("/panel/budgets/1").get_data(as_text=True)


def test_another_commune_sees_nothing(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    waiting = send(officer, TABLE.replace("2025", "2026").encode())
    stranger = panel.browser(panel.person(RoleName.BUDGET_OFFICER, 1))
    assert stranger.get("/panel/budgets/1").status_code == 404
    assert stranger.get(waiting).status_code == 302
    post(stranger, "/panel/budgets/1/withdraw", "/panel/budgets/new")
    assert stored(panel)[0][4] is False


def test_an_observer_reads_and_changes_nothing(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    page = observer.get("/panel/budgets/1").get_data(as_text=True)
    assert "Forages" in page and 'type="checkbox"' not in page
    assert observer.get("/panel/budgets/new").status_code == 403


def test_numbers_beyond_any_key_are_not_found(officer: FlaskClient) -> None:
    assert officer.get(f"/panel/budgets/{10**30}").status_code == 404
    assert post(officer, f"/panel/budgets/{10**30}/withdraw", "/panel/budgets/new").status_code == 404


def test_everything_the_reader_says_has_words_with_the_same_values() -> None:
    assert {str(kind): set(PLACES.findall(text)) for kind, text in SENTENCES.items()} == {
        kind: set(PLACES.findall(text)) for kind, text in PROBLEM_TEXTS.items()
    }
    assert set(map(str, REASONS)) == set(FATE_NAMES)
    assert set(map(str, Stage)) == set(STAGE_NAMES)
    assert set(map(str, BudgetStatus)) == set(STATUS_NAMES)


def test_what_a_colleague_had_read_another_way_meanwhile_is_not_written_down(
    panel: Panel, officer: FlaskClient
) -> None:
    waiting = send(officer)
    shown = re.search(r'name="looked_at" value="([^"]*)"', officer.get(waiting).get_data(as_text=True))
    assert shown is not None
    post(officer, f"{waiting}/columns", waiting, year="2031")
    post(officer, f"{waiting}/accept", waiting, status="voted", looked_at=shown[1])
    assert stored(panel) == []
    assert "read another way since you looked" in officer.get(waiting).get_data(as_text=True)
    post(officer, f"{waiting}/accept", waiting, status="voted")
    assert stored(panel) == []
    accept(officer, waiting, status="voted")
    assert len(stored(panel)) == 1


def test_a_file_in_other_money_is_not_written_down(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer, b"Budget en dirhams (MAD)\n" + TABLE.encode())
    page = officer.get(waiting).get_data(as_text=True)
    assert "speaks of MAD" in page and "/accept" not in page
    assert " DH<" in page and not re.search(r"\d F\b", page)
    post(officer, f"{waiting}/accept", waiting, status="voted", looked_at="x")
    assert stored(panel) == []
    assert "Nothing was written." in officer.get(waiting).get_data(as_text=True)


def test_accepting_a_file_tells_citizens_nothing_unless_that_is_ticked(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer)
    page = officer.get(waiting).get_data(as_text=True)
    (box,) = re.findall(r'<input[^>]*name="published"[^>]*>', page)
    assert "checked" not in box
    accept(officer, waiting, status="voted")
    assert [published for *_rest, published, _withdrawn in stored(panel)] == [False]


@pytest.mark.parametrize(
    ("status", "day", "is_early"),
    [("executed", "2025-06-30", True), ("executed", "2026-02-01", False), ("voted", "2024-12-20", False)],
)
def test_an_account_that_is_dated_before_its_year_is_over_is_pointed_at(
    panel: Panel, officer: FlaskClient, status: str, day: str, is_early: bool
) -> None:
    warning = "An account is told after its year"
    accept(officer, send(officer), status=status, dated_on=day)
    assert (warning in officer.get("/panel/budgets/").text) is is_early
    days = {"starts_on": "2025-01-01", "ends_on": "2025-12-31"}
    post(officer, "/panel/budgets/1/about", "/panel/budgets/1/about", title="x", status=status, dated_on=day, **days)
    assert (warning in officer.get("/panel/budgets/").text) is is_early
    assert len(stored(panel)) == 1


def test_what_to_look_at_is_a_card_on_a_telephone(officer: FlaskClient) -> None:
    page = officer.get(send(officer)).get_data(as_text=True)
    assert '<div class="wide"' not in page
    (row,) = re.findall(r"<caption[^>]*>Totals that differ</caption>.*?<tbody>\s*(<tr>.*?</tr>)", page, re.S)
    assert row.count("data-label=") == row.count("<td") + row.count("<th") == 5
    page = officer.get(send(officer, DOUBTS.encode(), "doubts 2025.csv")).text
    table = page[page.index("To look at</caption>") :]
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    assert body.count("data-label=") == 4 * body.count("<tr>") > 0


def test_what_to_look_at_is_said_above_the_button_and_leads_there(officer: FlaskClient) -> None:
    page = officer.get(send(officer)).get_data(as_text=True)
    before = page[: page.index("Accept and write down")]
    assert "1 total differs from its lines" in before
    for place in re.findall(r'href="#(differing|findings)"', before):
        assert f'id="{place}"' in page
    assert page.index("Totals of the file") < page.index("How the file was read")
    assert "<details open" not in page


def test_a_file_without_a_fault_says_so(officer: FlaskClient) -> None:
    page = officer.get(send(officer, CLEAN, "clean 2025.csv")).get_data(as_text=True)
    assert "nothing looks wrong" in page[: page.index("Accept and write down")]


@pytest.mark.parametrize(
    ("language", "written"), [("en", "132 069 411.75"), ("fr", "132 069 411,75"), ("ar", "132.069.411,75")]
)
def test_amounts_in_findings_are_written_as_everywhere_in_a_language(language: str, written: str) -> None:
    values = {"stage": "voted", "year": "2023", "revenue": "132 069 411.75", "expenditure": "-1 000"}
    with Flask("palabre_test").test_request_context():
        speak([language])
        said = say_problem({"kind": "not_balanced", "values": values, "text": ""})
        found = say_problem({"kind": "not_an_amount", "values": {"found": "1 000.5"}, "text": ""})
    assert written in said
    assert "1 000.5" in found, "what stands in the file is quoted as it stands there"


def test_no_topic_and_no_nature_is_given_unless_one_is_chosen(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    page = officer.get("/panel/budgets/1").get_data(as_text=True)
    for name in ("topic", "nature"):
        first = re.findall(rf'<select[^>]* name="{name}"[^>]*>\s*<option([^>]*)>', page)[-1]
        assert 'value=""' in first
        answer = post(officer, f"/panel/budgets/1/{name}s", "/panel/budgets/1", lines="1", **{name: ""})
        assert f"Choose a {name} of the list." in officer.get(answer.location).get_data(as_text=True)
