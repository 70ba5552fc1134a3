"""Files of every kind opened into sheets, and those that are not opened."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgeting.accounts.faults import Kind
from budgeting.accounts.grid import Grid, Merge, letters_of, place_of, text_of
from budgeting.accounts.guards import LIGHT_FILE, LIGHT_UNPACKED, is_light
from budgeting.accounts.sheets import WIDEST, open_file
from tests.budgeting.accounts.examples import open_document, saved, table, workbook

XLS = Path(__file__).with_name("small.xls")
ROWS = [["Compte", "Libellé", "Voté"], [601, "Eau", 1500], [602, "Bois", 12.5]]


def kinds_of(data: bytes) -> list[Kind]:
    return [problem.kind for problem in open_file(data, "a").problems]


def test_the_rows_of_a_workbook_keep_their_place_from_the_first_row_on() -> None:
    opened = open_file(workbook({"A": [[], [], ["", "", "x"]]}), "a.xlsx")
    assert [text_of(opened.grids[0].at(2, column)) for column in range(3)] == ["", "", "x"]


def test_an_old_workbook_is_read() -> None:
    (grid,) = open_file(XLS.read_bytes(), "small.xls").grids
    assert [text_of(cell) for cell in grid.rows[3]] == ["601", "Eau", "1000", "700.5"]


def test_an_open_document_is_read() -> None:
    opened = open_file(open_document(table("Dépenses", ROWS)), "a.ods")
    assert [[text_of(cell) for cell in row] for row in opened.grids[0].rows][1] == ["601", "Eau", "1500"]


def test_formula_errors_and_formulas_without_result_are_seen_and_not_taken_for_blanks() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["C1"] = "x", "#DIV/0!", "=1+1"
    sheet["D1"] = "fin"
    (grid,) = open_file(saved(book), "a.xlsx").grids
    assert grid.rows[0][1:3] == ["#DIV/0!", "#EMPTY!"]


def test_merged_cells_show_their_text_everywhere() -> None:
    data = workbook({"A": [["MANDATEMENT", None, None, "x"], ["1", "2", "3", "4"]]}, {"A": ["A1:C1"]})
    (grid,) = open_file(data, "a.xlsx").grids
    assert [grid.spread(0, column) for column in range(4)] == ["MANDATEMENT"] * 3 + ["x"]
    assert grid.at(0, 1) in ("", None)


def test_a_cell_at_the_far_corner_of_a_sheet_does_not_exhaust_the_memory() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 1
    book.worksheets[0]["XFD1048576"] = 1
    assert kinds_of(saved(book)) == [Kind.TOO_LARGE]


def test_formats_without_content_at_the_far_corner_are_no_obstacle() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 1
    sheet.cell(1_048_576, 16_384).number_format = "0.00"
    assert len(open_file(saved(book), "a.xlsx").grids[0].rows) == 1


def test_an_open_document_that_repeats_a_cell_a_thousand_million_times_is_refused() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert kinds_of(open_document(f'<table:table table:name="A">{rows}</table:table>')) == [Kind.TOO_LARGE]


def test_three_million_rows_in_a_file_of_a_few_hundred_bytes_are_refused() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    rows = f'<table:table-row table:number-rows-repeated="3300000">{cell}</table:table-row>'
    assert kinds_of(open_document(f'<table:table table:name="A">{rows}</table:table>')) == [Kind.TOO_LONG]


@pytest.mark.parametrize(("rows", "light"), [(500, True), (30_000, False)])
def test_a_small_file_is_light_by_what_it_unpacks_to(rows: int, light: bool) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    assert is_light(open_document(f'<table:table table:name="A">{row}</table:table>')) is light


def test_an_archive_that_swells_and_a_long_text_are_not_light() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * (LIGHT_UNPACKED + 1))
    assert len(buffer.getvalue()) < LIGHT_FILE
    assert not is_light(buffer.getvalue())
    assert is_light(b"1;2\n" * 100) and not is_light(b"1;2\n" * LIGHT_FILE)


def test_blocks_named_over_and_over_fill_in_no_more_cells_than_a_sheet_has_room_for() -> None:
    grid = Grid("A", [[1] * 100 for _ in range(100)], (Merge(0, 0, 99, 99),) * 10_000)
    began = time.process_time()
    assert grid.spread(50, 50) == 1
    assert time.process_time() - began < 5


def test_an_open_document_whose_blank_rows_reach_to_the_end_is_read() -> None:
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    blank += 'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    data = open_document(table("A", ROWS).removesuffix("</table:table>") + blank)
    assert len(open_file(data, "a.ods").grids[0].rows) == 3


def test_a_document_type_which_entity_bombs_need_is_refused() -> None:
    data = workbook({"A": ROWS})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts[name]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    assert kinds_of(buffer.getvalue()) == [Kind.UNREADABLE]


def test_an_old_workbook_whose_chains_run_in_circles_is_refused() -> None:
    data = bytearray(XLS.read_bytes())
    fat = (int.from_bytes(data[76:80], "little") + 1) * 512
    directory = int.from_bytes(data[48:52], "little")
    data[fat + 4 * directory : fat + 4 * directory + 4] = directory.to_bytes(4, "little")
    assert kinds_of(bytes(data)) == [Kind.UNREADABLE]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n ",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"PK\x03\x04 no archive",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook",
        b"<html><table><tr><td>1</td></tr></table></html>",
        b'<?xml version="1.0"?><Workbook/>',
    ],
)
def test_what_is_no_table_is_answered_clearly(data: bytes) -> None:
    opened = open_file(data, "x")
    assert opened.grids == ()
    assert [problem.kind for problem in opened.problems] == [Kind.UNREADABLE]


def test_a_sheet_wider_than_any_table_is_cut_and_said_to_be() -> None:
    opened = open_file((";".join(["1"] * (WIDEST + 5)) + "\n").encode(), "x.csv")
    assert len(opened.grids[0].rows[0]) == WIDEST
    assert [problem.kind for problem in opened.problems] == [Kind.TOO_WIDE]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_old_workbook_is_read_or_refused_and_never_a_crash(place: int, damage: bytes) -> None:
    data = bytearray(XLS.read_bytes())
    place %= len(data)
    data[place : place + len(damage)] = damage
    opened = open_file(bytes(data), "x.xls")
    assert opened.grids or opened.problems


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert letters_of(column) == Grid("Feuil1", []).name_column(column, "Titre") == letters


@pytest.mark.parametrize(("title", "name"), [("Voté 2025", "3 (Voté 2025)"), ("", "3"), ("x" * 60, f"3 ({'x' * 39}…)")])
def test_columns_of_a_text_are_named_by_number_and_title(title: str, name: str) -> None:
    (grid,) = open_file(b"a;b;c\n1;2;3\n", "b.csv").grids
    assert grid.name_column(2, title) == name


@pytest.mark.parametrize(
    ("row", "column", "place"), [(7, "B", "B7"), (7, "3 (Voté)", "row 7, column 3 (Voté)"), (7, "", "row 7")]
)
def test_a_place_is_said_as_people_find_it(row: int, column: str, place: str) -> None:
    assert place_of(row, column) == place
