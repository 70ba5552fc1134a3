"""A reading as plain values."""

from __future__ import annotations

import json

from budgeting.accounts.fates import REASONS, Fate
from budgeting.accounts.faults import SENTENCES, Kind
from budgeting.accounts.report import as_json
from tests.budgeting.accounts.examples import read_text

TEXT = "DEPENSES\nCompte;Libellé;Voté 2023;Payé 2023\n60;Achats;10;9\n601;Eau;10;8\n602;Sel;;voir\n"


def test_a_report_has_five_parts_and_is_plain() -> None:
    report = json.loads(json.dumps(as_json(read_text(TEXT))))
    assert list(report) == ["document", "lines", "skipped", "totals", "problems"]


def test_a_line_gives_its_amounts_by_year_and_stage() -> None:
    (line,) = as_json(read_text(TEXT))["lines"]
    assert line["amounts"] == {"2023": {"voted": 10, "paid": 8}}
    assert (line["sheet"], line["row"], line["side"], line["code"], line["topic"]) == (
        "budget.csv", 4, "expenditure", "601", "water",
    )  # fmt: skip


def test_a_total_gives_what_is_stated_and_what_is_computed() -> None:
    totals = [
        (t["row"], t["stage"], t["stated"], t["computed"], t["agrees"]) for t in as_json(read_text(TEXT))["totals"]
    ]
    assert totals == [(3, "voted", 10, 10, True), (3, "paid", 9, 8, False)]


def test_a_problem_gives_its_place_and_a_sentence() -> None:
    problems = as_json(read_text(TEXT))["problems"]
    assert all({"sheet", "row", "column", "text"} <= set(problem) for problem in problems)
    assert [(p["row"], p["column"]) for p in problems if p["kind"] == "not_an_amount"] == [(5, "4 (Payé 2023)")]


def test_every_kind_of_problem_and_every_fate_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Kind)
    assert set(REASONS) == set(Fate) - {Fate.LINE}
