"""Councils that do not exist, in the shapes real files have: what was made up is what is read, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from budgeting.accounts.read import read_budget
from budgeting.accounts.reading import Reading
from budgeting.accounts.sheets import open_file
from budgeting.accounts.stages import Side, Slot, Stage
from tests.budgeting.accounts.councils import (
    HEADINGS,
    WRITINGS,
    Council,
    columned,
    make_council,
    separated,
    spaced,
    table,
)
from tests.budgeting.accounts.examples import kinds, open_document, rows_accounted, total, workbook
from tests.budgeting.accounts.examples import table as open_table

TONGUES = ("fr", "en", "ar")
ENCODINGS = {
    "fr": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "mac_roman", "cp850"),
    "en": ("utf-8", "utf-16", "cp1252", "mac_roman"),
    "ar": ("utf-8", "utf-16", "utf-16-be", "cp1256"),
}
DONE = {Side.REVENUE: Stage.COLLECTED, Side.EXPENDITURE: Stage.PAID}


def check(council: Council, data: bytes, name: str = "b.csv", *, factor: int = 1, decimals: int = 0) -> Reading:
    """Read a file and say that it gave the council's lines, its totals, and one fate to every row."""
    reading = read_budget(data, name, decimals=decimals)
    for side in Side:
        for what, stage in (("voted", Stage.VOTED), ("paid", DONE[side])):
            assert total(reading, side, stage, 2025) == council.total(side, what) * factor * 10**decimals
    assert len(reading.lines) == len(council.rows)
    assert [check for check in reading.totals if not check.agrees] == []
    rows = {(grid.sheet, row + 1) for grid in open_file(data, name).grids for row in range(len(grid.rows))}
    accounted = rows_accounted(reading)
    assert (set(accounted), set(accounted.values())) == (rows, {1})
    return reading


def head_of(rows: Sequence[Sequence[object]]) -> int:
    """Where the headings of a made-up table stand."""
    return next(place for place, row in enumerate(rows) if len(row) > 2)


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("tongue", TONGUES)
def test_amounts_are_read_however_they_are_written_and_separated(tongue: str, writing: str) -> None:
    for seed, separator in enumerate(";,\t|"):
        council = make_council(seed, tongue, 6 + 5 * seed)
        check(council, separated(table(council, WRITINGS[writing]), separator).encode())


@pytest.mark.parametrize("writing", ["plain", "no-break space", "curly apostrophe"])
@pytest.mark.parametrize(("tongue", "encoding"), [(t, encoding) for t in TONGUES for encoding in ENCODINGS[t]])
def test_text_is_read_in_whatever_encoding_it_was_saved(tongue: str, encoding: str, writing: str) -> None:
    council = make_council(7, tongue)
    text = separated(table(council, WRITINGS[writing]))
    if encoding in ("latin-1", "cp850"):
        text = text.replace("’", "'").replace("Œ", "Oe")
    check(council, text.encode(encoding))


UNITS = {
    "fr": ("(en milliers de FCFA)", "(x1000)", "(× 1 000)", "Unité : millier de francs", "(en KFCFA)", "en 1 000 FCFA"),
    "en": ("(in thousands of FCFA)", "(x 1000)", "('000 FCFA)", "(000s)", "In '000"),
    "ar": ("(بآلاف الدراهم)", "(x1000)"),
}  # fmt: skip


@pytest.mark.parametrize(("tongue", "words"), [(tongue, words) for tongue in TONGUES for words in UNITS[tongue]])
def test_a_unit_is_found_in_a_title_in_a_row_of_its_own_and_in_the_headings(tongue: str, words: str) -> None:
    council = make_council(3, tongue, thousand=True)
    in_title, in_row, in_heading = (table(council, spaced, unit=1000) for _ in range(3))
    in_title[0] = [f"{in_title[0][0]} {words}"]
    in_row[1] = [words]
    head = head_of(in_heading)
    in_heading[head] = [*in_heading[head][:2], *(f"{title} {words}" for title in in_heading[head][2:])]
    for rows in (in_title, in_row, in_heading):
        check(council, separated(rows).encode())


def test_an_amount_in_a_title_is_no_unit() -> None:
    council = make_council(3)
    rows = table(council, spaced)
    rows[1] = ["arrêté à la somme de 1 250 000 FCFA, soit plus de 1 million"]
    check(council, separated(rows).encode())


@pytest.mark.parametrize("tongue", TONGUES)
def test_lists_printed_with_blanks_between_their_columns_are_cut(tongue: str) -> None:
    for writing in (str, spaced, WRITINGS["comma"]):
        council = make_council(4, tongue)
        check(council, columned(table(council, writing)).encode(), "liste.txt")
        check(council, columned(table(council, writing)).encode("utf-16"), "liste.txt")


@pytest.mark.parametrize("title", ["Taux d'exécution (%)", "%", "% of total", "نسبة الإنجاز"])
def test_columns_of_percentages_are_no_amounts(title: str) -> None:
    council = make_council(5)
    rows = table(council, spaced)
    head = head_of(rows)
    rows = [[*row, title if place == head else "45,3 %"] if len(row) == 4 else row for place, row in enumerate(rows)]
    check(council, separated(rows).encode())


@pytest.mark.parametrize("tongue", TONGUES)
def test_headings_that_come_back_on_every_page_are_titles_again(tongue: str) -> None:
    council = make_council(6, tongue)
    check(council, separated(table(council, spaced, repeat=True)).encode())
    check(council, workbook({"Budget": table(council, int, repeat=True)}), "b.xlsx")


@pytest.mark.parametrize("tongue", TONGUES)
def test_workbooks_hold_numbers_or_texts_of_numbers(tongue: str) -> None:
    council = make_council(8, tongue)
    for writing in (int, float, spaced):
        check(council, workbook({"Budget": table(council, writing)}), "b.xlsx")
    check(council, open_document(open_table("Budget", table(council, int))), "b.ods")


def test_amounts_of_a_currency_with_decimals_are_read_to_the_last() -> None:
    council = make_council(9)
    for writing in ("comma for decimals", "dot for decimals", "german", "space"):
        check(council, separated(table(council, WRITINGS[writing])).encode(), decimals=2)


def test_a_year_is_read_from_a_date() -> None:
    council = make_council(2)
    rows = table(council, int)
    rows[:2] = [["Budget communal"], ["2025-12-31 00:00:00"]]
    rows[head_of(rows)] = ["Compte", "Libellé", "Voté", "Payé"]
    check(council, separated(rows).encode())


def test_a_hidden_sheet_is_told_and_not_counted() -> None:
    council = make_council(1)
    draft = [list(HEADINGS["fr"]), ["699", "Essai", 5, 5]]
    data = workbook({"Budget": table(council, int), "Brouillon": draft}, hidden=("Brouillon",))
    reading = check(council, data, "b.xlsx")
    assert "hidden_sheet" in kinds(reading)
    assert {skipped.fate.value for skipped in reading.skipped if skipped.sheet == "Brouillon"} == {
        "column_titles",
        "hidden",
    }


def test_a_file_of_hidden_sheets_alone_is_read() -> None:
    council = make_council(1)
    data = workbook({"Budget": table(council, int), "Note": [["Voir l'autre feuille"]]}, hidden=("Budget",))
    check(council, data, "b.xlsx")


def test_a_table_without_any_heading_is_read_as_words_and_amounts() -> None:
    reading = read_budget(b"Eau;120 000\nRoutes;130 000\nEcoles;50 000\n", "b.csv")
    assert [(line.label, line.amounts[Slot(None, Stage.VOTED)]) for line in reading.lines] == [
        ("Eau", 120_000),
        ("Routes", 130_000),
        ("Ecoles", 50_000),
    ]


def test_a_national_list_of_ten_thousand_projects_in_thousands_is_read_whole() -> None:
    rows: list[list[object]] = [
        ["JOURNAL DES PROJETS 2025 (en milliers de FCFA)"],
        ["N°", "Région", "Commune", "Intitulé du projet", "Ordonnateur", "AE", "CP"],
    ]
    sums = [0, 0]
    for region in ("Centre", "Littoral", "Est", "Nord"):
        own = [0, 0]
        for number in range(2500):
            amounts = 1 + number * 37 % 90_000, 1 + number * 17 % 40_000
            own = [a + b for a, b in zip(own, amounts, strict=True)]
            cells = ("Commune de Mbe", f"Forage n° {number}", "Maire", *map(spaced, amounts))
            rows.append([number + 1, region, *cells])
        rows.append(["", "", "", f"Total région {region}", "", *map(spaced, own)])
        sums = [a + b for a, b in zip(sums, own, strict=True)]
    rows.append(["", "", "", "TOTAL GÉNÉRAL", "", *map(spaced, sums)])
    reading = read_budget(separated(rows).encode("cp1252"), "pip.csv")
    assert len(reading.lines) == 10_000
    stages = (Stage.AUTHORISED, Stage.CREDIT)
    assert [total(reading, Side.EXPENDITURE, stage, 2025) for stage in stages] == [each * 1000 for each in sums]
    assert [check.agrees for check in reading.totals] == [True] * 10
