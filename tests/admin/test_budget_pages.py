"""The pages on which staff put right how a file is read, wait for a long one, and say what a document is."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from admin.budget_columns import kind_choices, orders_of
from admin.budget_words import COLUMN_NAMES, ROW_NAMES, UNIT_NAMES
from budgeting.accounts.fates import Fate
from budgeting.accounts.guards import LIGHT_FILE
from budgeting.accounts.orders import MULTIPLIERS
from budgeting.accounts.read import read_budget
from budgeting.accounts.stages import Stage
from budgeting.accounts.titles import Role
from budgeting.refusal import Refusal
from models import BudgetDocument, BudgetLine
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.test_panel_budgets import TABLE, accept, import_one, post, send

ODD = b"Alpha;Beta;Gamma\n601;Eau;1500\n602;Bois;2500\n"
COLUMNS = {"sheet": "0", "row": "1", "unit": "1000", "kind-0": "code", "kind-1": "label", "kind-2": "amount:paid"}


def amounts(panel: Panel) -> list[dict[str, int]]:
    return panel.house.work.read(
        lambda db: [dict(row.amounts) for row in db.scalars(select(BudgetLine).order_by(BudgetLine.id))]
    )


def documents(panel: Panel) -> list[BudgetDocument]:
    return panel.house.work.read(lambda db: list(db.scalars(select(BudgetDocument).order_by(BudgetDocument.id))))


def chosen(page: str, name: str) -> str:
    """The value selected in a field of that name."""
    found = re.search(rf'<select[^>]* name="{name}".*?</select>', page, re.DOTALL)
    assert found
    (value,) = re.findall(r'value="([^"]*)" selected', found[0])
    return value


def test_columns_are_proposed_and_read_as_corrected(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer, ODD, "odd.csv", year="2025")
    page = officer.get(waiting).get_data(as_text=True)
    assert (chosen(page, "kind-0"), chosen(page, "kind-2"), chosen(page, "unit")) == ("code", "amount:voted", "1")
    post(officer, f"{waiting}/columns", waiting, **COLUMNS)
    page = officer.get(waiting).get_data(as_text=True)
    assert (chosen(page, "kind-2"), chosen(page, "unit")) == ("amount:paid", "1000")
    assert "1 500 000" in page
    accept(officer, waiting, status="executed", published="y")
    assert amounts(panel) == [{"paid": 1_500_000}, {"paid": 2_500_000}]
    later = officer.get(send(officer, ODD.replace(b"1500", b"1700"), "next.csv", year="2026")).get_data(as_text=True)
    assert (chosen(later, "kind-2"), chosen(later, "unit")) == ("amount:paid", "1000")
    assert "1 700 000" in later


def test_another_row_of_headings_is_read_anew(officer: FlaskClient) -> None:
    waiting = send(officer, b"x;y;z\n" + ODD, "odd.csv", year="2025")
    post(officer, f"{waiting}/columns", waiting, sheet="0", row="2", unit="1")
    page = officer.get(waiting).get_data(as_text=True)
    assert 'name="row" type="number" min="1" dir="ltr" value="2"' in page
    assert "Alpha" in page


def test_the_year_can_be_given_while_the_file_waits(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer, ODD, "odd.csv")
    post(officer, f"{waiting}/columns", waiting, year="2031")
    accept(officer, waiting, status="voted")
    assert [row.year for row in documents(panel)] == [2031]


@pytest.mark.parametrize(
    "sent",
    [
        {"sheet": "7"},
        {"sheet": "x"},
        {"sheet": "0", "row": "0"},
        {"sheet": "0", "row": "9" * 30},
        {"sheet": "0", "unit": "7"},
        {"sheet": "0", "kind-1": "amount:nonsense"},
        {"sheet": "0", "kind-1": "unknown"},
        {"sheet": "0", "kind-2": "amount:paid", "year-2": "12"},
        {"sheet": "0", "kind-2": "amount:paid", "year-2": "٢٠٢٥"},
    ],
)
def test_a_form_no_person_filled_in_is_refused_in_words(officer: FlaskClient, sent: dict[str, str]) -> None:
    with pytest.raises(Refusal, match="budget_order_wrong"):
        orders_of(sent, read_budget(ODD, "a.csv").sheets)
    waiting = send(officer, ODD, "odd.csv", year="2025")
    post(officer, f"{waiting}/columns", waiting, **sent)
    assert "choose what each column is" in officer.get(waiting).get_data(as_text=True)


def test_sheets_with_the_same_headings_are_put_right_together() -> None:
    two = read_budget(b"Code;Libelle;Budget\n601;Eau;1500\n", "a.csv").sheets[0]
    orders = orders_of(COLUMNS, [two, replace(two, number=1, header_row=5)])
    assert {number: order.header_row for number, order in orders.items()} == {0: 1, 1: 5}


def test_a_long_file_shows_how_far_it_is_and_looks_again_by_itself(officer: FlaskClient) -> None:
    rows = "".join(f"6{n:05};Ligne {n} de fournitures;{n}\n" for n in range(1, 5000))
    content = f"Compte;Libellé;Prévisions 2025\n{rows}".encode()
    assert len(content) > LIGHT_FILE
    waiting = send(officer, content)
    first = officer.get(waiting)
    assert (first.status_code, first.headers["Refresh"], "<progress" in first.get_data(as_text=True)) == (
        200,
        "2",
        True,
    )
    until = time.monotonic() + 60
    while "<progress" in (page := officer.get(waiting).get_data(as_text=True)):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert "4999" in page
    assert accept(officer, waiting, status="voted").location == "/panel/budgets/"


def test_every_row_of_a_file_can_be_seen_with_what_became_of_it(officer: FlaskClient) -> None:
    waiting = send(officer)
    page = officer.get(f"{waiting}/rows").get_data(as_text=True)
    assert page.count("Read as a line") == 3
    assert "Total: checked" in page and "Titles of columns" in page


def test_dates_status_title_and_fiscal_year_are_said_with_the_file(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer)
    said = {"status": "approved", "title": "Budget primitif", "dated_on": "2024-12-20", "first_month": "7"}
    accept(officer, waiting, **said)
    (document,) = documents(panel)
    assert (document.title, document.status, str(document.dated_on)) == ("Budget primitif", "approved", "2024-12-20")
    assert (str(document.starts_on), str(document.ends_on)) == ("2025-07-01", "2026-06-30")
    assert document.source == "Budget primitif"  # what every answer and the public page quote
    assert "2025/2026" in officer.get("/panel/budgets/").get_data(as_text=True)
    assert "2025/2026" in officer.get("/panel/budgets/1").get_data(as_text=True)


def test_a_title_is_offered_from_the_name_of_the_file_and_quoted_to_citizens(
    panel: Panel, officer: FlaskClient
) -> None:
    waiting = send(officer)
    offered = re.search(r'name="title"[^>]* value="([^"]*)"', officer.get(waiting).get_data(as_text=True))
    assert offered
    accept(officer, waiting, status="voted", title="", first_month="1")
    (document,) = documents(panel)
    assert offered[1] == document.title == document.source
    said = {"title": "Budget voté du Zongo", "status": "voted", "starts_on": "2025-01-01", "ends_on": "2025-12-31"}
    post(officer, "/panel/budgets/1/about", "/panel/budgets/1/about", **said)
    (document,) = documents(panel)
    assert document.title == document.source == "Budget voté du Zongo"


def test_a_file_of_two_years_says_whose_date_is_asked_and_undoing_names_both(officer: FlaskClient) -> None:
    waiting = send(officer, "Compte;Libellé;Voté 2024;Voté 2025\n601;Eau;1;2\n".encode(), "comptes 2025.csv")
    assert re.search("written to that of \u2068?2025", officer.get(waiting).text)
    accept(officer, waiting, status="voted", title="Comptes", dated_on="2025-03-15", first_month="1")
    for document in (1, 2):
        ask = officer.get(f"/panel/budgets/{document}/withdraw").text
        assert "withdrawn together" in ask
        assert "<bdi>Comptes</bdi>, 2024" in ask and "<bdi>Comptes</bdi>, 2025" in ask
    assert "15 Mar 2025" not in (first := officer.get("/panel/budgets/1").text) and "Budget 2024" in first


def test_what_is_said_of_a_document_can_be_changed(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    said = {"title": "Budget", "status": "amended", "starts_on": "2025-07-01", "ends_on": "2026-06-30"}
    assert post(officer, "/panel/budgets/1/about", "/panel/budgets/1/about", **said).status_code == 302
    (document,) = documents(panel)
    assert (document.status, str(document.ends_on), document.file_public) == ("amended", "2026-06-30", False)
    wrong = post(officer, "/panel/budgets/1/about", "/panel/budgets/1/about", **{**said, "ends_on": "2025-01-01"})
    assert "must come after" in wrong.get_data(as_text=True)


def test_the_file_is_kept_and_staff_of_the_commune_may_fetch_it(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    answer = officer.get("/panel/budgets/1/file", buffered=True)
    assert (answer.data, answer.headers["Content-Disposition"][:10]) == (TABLE.encode(), "attachment")
    stranger = panel.browser(panel.person(RoleName.BUDGET_OFFICER, 1))
    assert stranger.get("/panel/budgets/1/file").status_code == 404
    assert stranger.get("/panel/budgets/1/about").status_code == 404


def test_a_refused_file_is_not_kept(panel: Panel, officer: FlaskClient) -> None:
    import_one(officer)
    import_one(officer)
    assert len(list((panel.house.files / "budgets-sources").iterdir())) == 1


def test_undoing_an_import_withdraws_all_its_years(panel: Panel, officer: FlaskClient) -> None:
    two = "Compte;Libellé;Budget 2024;Budget 2025\n601;Eau;10;20\n".encode()
    waiting = send(officer, two)
    accept(officer, waiting, status="voted", published="y")
    assert 'href="/panel/budgets/1/withdraw"' in officer.get("/panel/budgets/1").text
    asked = officer.get("/panel/budgets/1/withdraw").text
    assert "Yes, undo the import" in asked and "No, go back" in asked
    assert [row.withdrawn_at for row in documents(panel)] == [None, None]  # asking undoes nothing
    post(officer, "/panel/budgets/1/withdraw", "/panel/budgets/1/withdraw")
    assert [row.withdrawn_at is not None for row in documents(panel)] == [True, True]


def test_every_kind_of_column_row_and_unit_has_a_name() -> None:
    assert set(COLUMN_NAMES) <= set(map(str, Role))
    assert set(ROW_NAMES) == set(map(str, Fate))
    assert tuple(UNIT_NAMES) == MULTIPLIERS
    assert {f"amount:{stage}" for stage in Stage} <= {key for key, _ in kind_choices()}


def test_a_file_of_two_years_that_answers_at_once_is_told_so_once(officer: FlaskClient) -> None:
    waiting = send(officer, "Compte;Libellé;Voté 2024;Voté 2025\n601;Eau;1;2\n".encode(), "comptes 2025.csv")
    accept(officer, waiting, status="voted", published="y")
    page = officer.get("/panel/budgets/").text
    assert page.count("Citizens are answered from this document.") == 1
