from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from palabre.commands.budget import COMMAND
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.budgets.listing import documents_page
from tests.services.townsfolk import plant_commune

TABLE = """BUDGET PRIMITIF 2025
Compte;Libellé;Recettes/Dépenses;Prévisions 2025
70;Impôts;Recettes;1 500 000
6111;Fournitures de bureau;Dépenses;300 000
2151;Forages;Dépenses;1 200 000
TOTAL;;Dépenses;1 500 000
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "budget.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(tmp_path: Path, *arguments: str) -> Result:
    nowhere = {"VAR_DIR": str(tmp_path / "var"), "DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": ""}
    return CliRunner(env=nowhere).invoke(COMMAND, ["import", *arguments], catch_exceptions=False)


def plant(tmp_path: Path, *keys: str) -> None:
    installation = install(Settings(var_dir=tmp_path / "var", database_url="", redis_url=""))
    prepare(installation)
    for key in keys:
        installation.house.work.write(lambda session, key=key: plant_commune(session, key).id)
    installation.close()


def stored(tmp_path: Path) -> list[tuple[int, str, int]]:
    installation = install(Settings(var_dir=tmp_path / "var", database_url="", redis_url=""))
    try:
        rows, _ = installation.house.work.read(lambda session: documents_page(session, 1))
        return [(row.year, row.status, row.lines) for row in rows]
    finally:
        installation.close()


def test_a_dry_run_prints_the_report_and_touches_nothing(tmp_path: Path, table: Path) -> None:
    result = run(tmp_path, str(table), "--dry-run", "--json")
    report: dict[str, Any] = json.loads(result.output)
    assert (result.exit_code, set(report)) == (0, {"document", "lines", "skipped", "totals", "problems"})
    assert [line["amounts"]["2025"]["voted"] for line in report["lines"]] == [1_500_000, 300_000, 1_200_000]
    assert [total["agrees"] for total in report["totals"]] == [True]
    assert not (tmp_path / "var").exists()


def test_the_readable_report_says_sums_and_that_nothing_was_written(tmp_path: Path, table: Path) -> None:
    result = run(tmp_path, str(table), "--dry-run")
    assert "expenditure 2025 voted: 1 500 000" in result.output
    assert result.output.endswith("Nothing was written.\n")


def test_decimals_follow_the_currency(tmp_path: Path, table: Path) -> None:
    result = run(tmp_path, str(table), "--dry-run", "--json", "--currency", "mad")
    assert json.loads(result.output)["lines"][0]["amounts"]["2025"]["voted"] == 150_000_000


def test_the_only_commune_takes_the_file_once(tmp_path: Path, table: Path) -> None:
    plant(tmp_path, "zongo")
    result = run(tmp_path, str(table), "--json", "--status", "approved")
    written = json.loads(result.output)["documents"]
    assert [(row["year"], row["status"]) for row in written] == [(2025, "approved")]
    assert stored(tmp_path) == [(2025, "approved", 3)]
    again = run(tmp_path, str(table))
    assert (again.exit_code, "was imported before" in again.output) == (1, True)
    assert len(stored(tmp_path)) == 1


def test_with_several_communes_one_must_be_named(tmp_path: Path, table: Path) -> None:
    plant(tmp_path, "zongo", "beh")
    assert "--commune" in run(tmp_path, str(table)).output
    assert "no commune “nowhere”" in run(tmp_path, str(table), "--commune", "nowhere").output
    assert run(tmp_path, str(table), "--commune", "beh").exit_code == 0


def test_a_file_that_is_no_budget_is_refused_in_words(tmp_path: Path) -> None:
    plant(tmp_path, "zongo")
    path = tmp_path / "noise.bin"
    path.write_bytes(bytes(range(256)) * 4)
    result = run(tmp_path, str(path))
    assert (result.exit_code, "No line of a budget" in result.output) == (1, True)
    assert run(tmp_path, str(path), "--dry-run").exit_code == 0


def test_a_file_in_another_money_is_not_written(tmp_path: Path, table: Path) -> None:
    plant(tmp_path, "zongo")
    table.write_text(TABLE.replace("2025\n", "2025 (en dirhams)\n", 1), encoding="utf-8")
    result = run(tmp_path, str(table))
    assert (result.exit_code, "MAD" in result.output) == (1, True)
