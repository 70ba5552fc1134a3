"""Any file a commune sends into grids: XLSX, XLS, ODS, and text with separators in any encoding."""

from __future__ import annotations

import io
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from budgeting.accounts.amounts import Cell
from budgeting.accounts.encoding import decode, is_wide
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.grid import Grid, Merge
from budgeting.accounts.guards import COMPOUND, LARGEST_AREA, Inspection, inspect
from budgeting.accounts.separated import split_rows

ARCHIVE = b"PK\x03\x04"
OTHER_KINDS = (b"%PDF", b"\x1f\x8b", b"Rar!", b"7z", b"{\\rtf")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")
WIDEST = 400
CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f")


class Opened(NamedTuple):
    """The sheets of a file in their order, and what was wrong with opening it."""

    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]


def open_file(data: bytes, name: str) -> Opened:
    """Return the sheets of a file, told by its bytes; the name only names the one sheet of a text file.

    Never raises for what the bytes hold: a file that cannot be read gives no sheet and a problem.
    """
    inspection = inspect(data)
    if inspection.refused is not None:
        return Opened((), (inspection.refused,))
    workbook = data.startswith((ARCHIVE, COMPOUND))
    opened = _open_workbook(data, inspection) if workbook else _open_text(data, name)
    return Opened(opened.grids, (*opened.problems, *filter(None, map(_narrow, opened.grids))))


def _narrow(grid: Grid) -> Problem | None:
    """Cut the rows of a sheet to the widest a table can be, and say so where that loses a cell."""
    lost = any(cell not in (None, "") for cells in grid.rows for cell in cells[WIDEST:])
    for cells in grid.rows:
        del cells[WIDEST:]
    return problem(Kind.TOO_WIDE, grid.sheet, limit=WIDEST) if lost else None


def _open_text(data: bytes, name: str) -> Opened:
    if not data.strip() or _is_binary(data):
        return Opened((), (problem(Kind.UNREADABLE),))
    decoded = decode(data)
    grid = Grid(
        name.replace("\\", "/").rsplit("/", 1)[-1], [list(row) for row in split_rows(decoded.text)], is_text=True
    )
    guess = problem(Kind.ENCODING_GUESSED, grid.sheet, encoding=decoded.encoding)
    return Opened((grid,), (guess,) if decoded.guessed else ())


def _is_binary(data: bytes) -> bool:
    """Tell whether bytes are no table of text: a PDF, an image, a page saved under the name of a spreadsheet."""
    head = data[:4096]
    if data.startswith(OTHER_KINDS) or head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        return True
    return not is_wide(head) and sum(byte in CONTROL for byte in head) * 20 > len(head)


def _open_workbook(data: bytes, inspection: Inspection) -> Opened:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = [_grid(workbook.get_sheet_by_index(i), i) for i in range(len(workbook.sheet_names))]
        for grid, facts in zip(grids, workbook.sheets_metadata, strict=True):
            grid.is_hidden = facts.visible is not SheetVisibleEnum.Visible
    except PasswordError:
        return Opened((), (problem(Kind.LOCKED),))
    except (CalamineError, ValueError, OSError):
        return Opened((), (problem(Kind.UNREADABLE),))
    except BaseException as panic:
        # A panic of the Rust library underneath derives from BaseException alone, and is named so.
        if type(panic).__name__ != "PanicException":
            raise
        return Opened((), (problem(Kind.UNREADABLE),))
    for grid in grids:
        _restore_blanked(grid, inspection)
    return Opened(tuple(grids), ())


def _grid(sheet: CalamineSheet, number: int) -> Grid:
    if sheet.start is None or sheet.total_height * sheet.total_width > 2 * LARGEST_AREA:
        return Grid(sheet.name, [], number=number)
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    merges = tuple(Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, rows, merges, number)


def _restore_blanked(grid: Grid, inspection: Inspection) -> None:
    survey = inspection.surveys.get(inspection.sheets.get(grid.sheet, ""))
    for row, column, text in survey.blanked if survey else ():
        if row < len(grid.rows) and column < len(grid.rows[row]):
            grid.rows[row][column] = text
