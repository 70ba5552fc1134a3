"""Tables as a workbook (XLSX): words are words, whatever sign they begin with, and numbers are numbers.

Source: OWASP ASVS 5.0, 1.2.10: a cell of words is declared as such, so that no program computes it. openpyxl brings
numpy along: whoever needs no workbook does not import this file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from locales.page_words import direction_of
from printing.making import UNPRINTABLE

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE = 31
LONGEST_CELL = 32_767
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
WIDE, NARROW = 40, 16
NARROW_UP_TO = 14

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its title, what its columns are called, its rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]


def make_workbook(sheets: Iterable[Sheet], language: str) -> bytes:
    """Return a workbook of sheets, read from right to left where the language is."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(NOT_IN_TITLES.sub(" ", sheet.title)[:LONGEST_TITLE])
        page.sheet_view.rightToLeft = direction_of(language) == "rtl"
        page.freeze_panes = "B2"
        for at, name in enumerate(sheet.header):
            page.column_dimensions[chr(ord("A") + at)].width = NARROW if at and len(name) <= NARROW_UP_TO else WIDE
        page.append([_heading(page, name) for name in sheet.header])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(page: WriteOnlyWorksheet, name: str) -> Cell:
    cell = _cell(page, name)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: WriteOnlyWorksheet, value: Value) -> Cell:
    said: Any = UNPRINTABLE.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value
    cell = WriteOnlyCell(page, said)
    if isinstance(value, str):
        cell.data_type = "s"  # or what begins with "=" would be a formula
    return cell
