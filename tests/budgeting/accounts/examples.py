"""Files made in memory for the tests, and short ways to look at what was read."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import openpyxl

from budgeting.accounts.faults import Kind
from budgeting.accounts.read import read_budget
from budgeting.accounts.reading import Line, Reading
from budgeting.accounts.stages import Side, Slot, Stage

Rows = Sequence[Sequence[object]]
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def read_text(text: str, *, encoding: str = "utf-8", year: int | None = None, decimals: int = 0) -> Reading:
    return read_budget(text.encode(encoding), "budget.csv", year=year, decimals=decimals)


def workbook(
    sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None, hidden: Sequence[str] = ()
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
        if name in hidden:
            sheet.sheet_state = "hidden"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_sheets(sheets: Mapping[str, Rows], *, merges: Mapping[str, Sequence[str]] | None = None) -> Reading:
    return read_budget(workbook(sheets, merges), "budget.xlsx")


def open_document(content: str) -> bytes:
    """An ODS whose tables are given as XML."""
    buffer = io.BytesIO()
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>{content}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def table(name: str, rows: Rows) -> str:
    """One table of an ODS."""
    body = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{body}</table:table>'


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return (
        f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"
        if value
        else ("<table:table-cell/>")
    )


def total(reading: Reading, side: Side, stage: Stage, year: int | None) -> int:
    return sum(line.amounts.get(Slot(year, stage), 0) for line in reading.lines if line.side is side)


def line_named(reading: Reading, label: str) -> Line:
    (line,) = (line for line in reading.lines if line.label == label)
    return line


def labels(reading: Reading) -> list[str]:
    return [line.label for line in reading.lines]


def kinds(reading: Reading) -> set[Kind]:
    return {problem.kind for problem in reading.problems}


def fates(reading: Reading) -> dict[int, str]:
    """The fate of every row of a file of one sheet."""
    found = {row: "line" for line in reading.lines for row in line.rows}
    return found | {skipped.row: skipped.fate.value for skipped in reading.skipped}


def wrong(reading: Reading) -> list[tuple[str, int, int]]:
    return [(check.label, check.stated, check.computed) for check in reading.totals if not check.agrees]


def rows_accounted(reading: Reading) -> Counter[tuple[str, int]]:
    """How often each row of each sheet has a fate."""
    lines = [(line.sheet, row) for line in reading.lines for row in line.rows]
    return Counter([*lines, *((skipped.sheet, skipped.row) for skipped in reading.skipped)])
