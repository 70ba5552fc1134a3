"""Of a budget file that names several communes staff choose whose rows are read, see them and accept no others."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.admin.conftest import Panel
from tests.admin.test_budget_pages import amounts, chosen
from tests.admin.test_panel_budgets import accept, post, send

LIST = """Budget primitif 2026;;;
Commune;Code;Libellé;Voté 2026
Tignère;601;Eau;1 500
Banyo;601;Eau;700
Banyo;602;Bois;900
"""
KEPT = {"sheet": "0", "row": "2", "unit": "1", "kind-0": "place", "kind-1": "code", "kind-2": "label"}


def test_one_commune_is_chosen_seen_accepted_and_proposed_for_the_next_file(panel: Panel, officer: FlaskClient) -> None:
    waiting = send(officer, LIST.encode(), "region.csv")
    page = officer.get(waiting).text
    assert "names 2 communes" in re.sub("[\u2068\u2069]", "", page)
    assert "<details open>" in page and chosen(page, "only") == ""
    post(officer, f"{waiting}/columns", waiting, **KEPT, only="Banyo", **{"kind-3": "amount:voted"})
    page = officer.get(waiting).text
    assert chosen(page, "only") == "Banyo" and "<details open>" not in page
    assert "communes. Are all lines" not in page
    assert "rows of others left out: 1" in re.sub("[\u2068\u2069]", "", page)
    assert "Another commune’s" in officer.get(f"{waiting}/rows").text
    accept(officer, waiting, status="voted")
    assert amounts(panel) == [{"voted": 700}, {"voted": 900}]
    assert "rows of others left out" in re.sub("[\u2068\u2069]", "", officer.get("/panel/budgets/1").text)
    later = officer.get(send(officer, LIST.replace("2026", "2027").encode(), "region2.csv")).text
    assert chosen(later, "only") == "Banyo"


def test_a_commune_that_the_file_does_not_name_is_refused(officer: FlaskClient) -> None:
    waiting = send(officer, LIST.encode(), "region.csv")
    post(officer, f"{waiting}/columns", waiting, **KEPT, only="Paris")
    page = officer.get(waiting).text
    assert "names 2 communes" in re.sub("[\u2068\u2069]", "", page) and "Paris" not in page


def test_a_file_of_one_commune_asks_for_no_choice(officer: FlaskClient) -> None:
    page = officer.get(send(officer, LIST.replace("Tignère", "BANYO").encode(), "own.csv")).text
    assert 'name="only"' not in page
