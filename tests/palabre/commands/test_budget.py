from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune
from palabre.commands.budget import COMMAND
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.budgets.answers import topic_answer
from services.budgets.listing import documents_page
from services.budgets.sources import source_file
from tests.services.budgets.planting import TODAY
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
    return budget(tmp_path, "import", *arguments)


def budget(tmp_path: Path, *arguments: str) -> Result:
    nowhere = {"VAR_DIR": str(tmp_path / "var"), "DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": ""}
    return CliRunner(env=nowhere).invoke(COMMAND, arguments, catch_exceptions=False)


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


def test_a_place_in_a_csv_is_its_row_and_the_heading_of_its_column(tmp_path: Path, table: Path) -> None:
    table.write_text(TABLE.replace("300 000", "beaucoup"), encoding="utf-8")
    told = run(tmp_path, str(table), "--dry-run").output
    assert "! [budget.csv row 4, column 4 (Prévisions 2025)] “beaucoup”" in told


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


def test_the_day_of_the_decision_and_the_file_itself_are_kept(tmp_path: Path, table: Path) -> None:
    plant(tmp_path, "zongo")
    assert run(tmp_path, str(table), "--date", "2024-12-20").exit_code == 0
    installation = install(Settings(var_dir=tmp_path / "var", database_url="", redis_url=""))
    try:
        ((row,), _) = installation.house.work.read(lambda session: documents_page(session, 1))
        kept = installation.house.work.read(
            lambda session: source_file(session, installation.house, 1, row.id, public=False)
        )
    finally:
        installation.close()
    assert (str(row.dated_on), row.file_public) == ("2024-12-20", False)
    assert kept.path.read_bytes() == table.read_bytes()


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


def test_an_import_is_hidden_until_it_is_published_and_can_be_undone(tmp_path: Path, table: Path) -> None:
    plant(tmp_path, "zongo")
    imported = run(tmp_path, str(table), "--title", "Budget primitif", "--source", "Conseil du 3 mai")
    assert "document 1, 2025, " in imported.output
    assert "“Budget primitif”, quoted as “Conseil du 3 mai”" in imported.output
    assert "Citizens are told nothing of document 1 yet" in imported.output
    assert answers(tmp_path) == []
    published = budget(tmp_path, "publish", "1")
    assert "BUDGET 2025" in published.output
    assert "1,5 M F" in published.output
    assert "Conseil du 3 mai" in published.output
    assert answers(tmp_path) == ["Conseil du 3 mai"]
    assert "told nothing" in budget(tmp_path, "hide", "1").output
    assert answers(tmp_path) == []
    assert "answers no more" in budget(tmp_path, "withdraw", "1").output
    assert run(tmp_path, str(table)).exit_code == 0


def test_what_is_published_at_once_needs_its_status_and_is_told_as_citizens_hear_it(
    tmp_path: Path, table: Path
) -> None:
    plant(tmp_path, "zongo")
    assert "--status" in run(tmp_path, str(table), "--publish").output
    assert stored(tmp_path) == []
    told = run(tmp_path, str(table), "--publish", "--status", "voted").output
    assert "Budget 2025" in told or "2025 : 1,5 M F prévus" in told
    assert "(voté)" in told
    assert "palabre budget withdraw 1" in told
    assert answers(tmp_path) == ["budget"]


def test_a_document_that_another_stands_before_says_so(tmp_path: Path, table: Path) -> None:
    plant(tmp_path, "zongo")
    run(tmp_path, str(table), "--publish", "--status", "approved")
    draft = table.with_name("draft.csv")
    draft.write_text(TABLE.replace("300 000", "200 000").replace("1 500 000", "1 400 000"), encoding="utf-8")
    told = run(tmp_path, str(draft), "--publish", "--status", "draft").output
    assert "For 2025 document 1 answers: it is further on (approved)." in told


def test_a_file_of_several_years_is_undone_at_once_or_not_at_all(tmp_path: Path) -> None:
    plant(tmp_path, "zongo")
    two = tmp_path / "two.csv"
    two.write_text("Compte;Libellé;Budget 2024;Budget 2025\n601;Eau;10;20\n", encoding="utf-8")
    imported = run(tmp_path, str(two)).output
    assert [imported.count(f"Written: document {number}, {year}, ") for number, year in ((1, 2024), (2, 2025))] == [
        1,
        1,
    ]
    assert "To undo all of it: palabre budget withdraw 1 2\n" in imported
    assert budget(tmp_path, "withdraw", "1", "7").exit_code == 1
    assert budget(tmp_path, "publish", "1").exit_code == 0  # the first is there still
    assert "documents 1 of the same file still stand" in budget(tmp_path, "withdraw", "2").output
    assert "imported before" in run(tmp_path, str(two)).output
    assert "may be imported again" in budget(tmp_path, "withdraw", "1").output
    assert run(tmp_path, str(two)).exit_code == 0
    told = budget(tmp_path, "withdraw", "4", "3", "4").output
    assert [f"Document {number} answers no more" in told for number in (3, 4)] == [True, True]
    assert run(tmp_path, str(two)).exit_code == 0
    assert budget(tmp_path, "withdraw").exit_code == 2


def test_no_document_of_that_number_is_said_plainly(tmp_path: Path) -> None:
    plant(tmp_path, "zongo")
    result = budget(tmp_path, "publish", "7")
    assert (result.exit_code, "no document has that number" in result.output) == (1, True)


def answers(tmp_path: Path) -> list[str]:
    """The sources that citizens are quoted for 2025."""
    installation = install(Settings(var_dir=tmp_path / "var", database_url="", redis_url=""))

    def ask(session: Session) -> list[str]:
        try:
            return [topic_answer(session, session.get_one(Commune, 1), None, 2025, None, today=TODAY).source]
        except Refusal:
            return []

    try:
        return installation.house.work.read(ask)
    finally:
        installation.close()


COMMUNES = """Budget primitif 2026;;;
Commune;Code;Libellé;Voté 2026
Tignère;601;Eau;1 500
Banyo;601;Eau;700
"""


@pytest.mark.parametrize("dry", [True, False])
def test_of_a_file_of_several_communes_one_is_named(tmp_path: Path, dry: bool) -> None:
    plant(tmp_path, "zongo")
    path = tmp_path / "region.csv"
    path.write_text(COMMUNES, encoding="utf-8")
    asked = (str(path), "--json", *(("--dry-run",) if dry else ("--status", "voted")))
    read = json.loads(run(tmp_path, *asked, "--only", "BANYO").output)
    assert [line["amounts"] for line in read["lines"]] == [{"2026": {"voted": 700}}]
    refused = run(tmp_path, *asked, "--only", "Paris")
    assert refused.exit_code and "It names: Banyo, Tignère." in refused.output
    if not dry:
        assert stored(tmp_path) == [(2026, "voted", 1)]
