"""The report of an import in a terminal: what was multiplied is said, and what comes a hundred times is counted."""

from __future__ import annotations

import json

from budgeting.accounts.faults import Kind
from budgeting.accounts.reading import Reading
from palabre.budget_report import MOST_OF_A_KIND, json_pieces, report_text
from services.budgets.job import AS_NAMED, Job, do_job

HEAD = "Budget 2026 (en milliers de francs CFA);;\nCompte;Libelle;Prevision 2026;Realisation 2026\n"


def read(rows: int) -> Reading:
    lines = "".join(f"{600 + n}.{n};Ligne {n} des ecoles;{n + 1};-{n + 1}\n" for n in range(rows))
    return do_job(Job("budget.csv", AS_NAMED), (HEAD + lines).encode())


def test_amounts_that_were_multiplied_are_said_in_the_text_too() -> None:
    assert "Amounts were multiplied by 1 000" in report_text(read(2))


def test_beyond_ten_of_a_kind_only_their_number_is_said_and_json_has_them_all() -> None:
    reading = read(14)
    negative = [each for each in reading.problems if each.kind is Kind.NEGATIVE]
    assert len(negative) == 14
    text = report_text(reading)
    assert text.count("A negative amount") == MOST_OF_A_KIND
    assert text.count("and 4 more of this kind") == 1
    report = json.loads("".join(json_pieces(reading, {})))
    assert [each["kind"] for each in report["problems"]].count("negative_line") == 14
    assert len(report["lines"]) == 14


def test_a_problem_says_what_to_do() -> None:
    assert "correct the sign in the file" in report_text(read(1))
