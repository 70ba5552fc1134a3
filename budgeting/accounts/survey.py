"""What the XML of a spreadsheet says before it is opened: how far each sheet reaches, and which cells come out blank.

The library underneath sets out every sheet as a full rectangle, so one stray cell at XFD1048576 would exhaust the
memory of the machine; and it returns formula errors, and formulas saved without a result, as blank cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, NamedTuple
from xml.parsers import expat

from budgeting.accounts.amounts import FORMULA_WITHOUT_VALUE


class Blanked(NamedTuple):
    """A cell that comes out blank, its row and column counted from 0, and what should be seen in it."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class Survey:
    """How many rows and columns the filled cells of a sheet reach, and its blanked cells."""

    rows: int = 0
    columns: int = 0
    blanked: list[Blanked] = field(default_factory=list)

    @property
    def area(self) -> int:
        """The number of cells of the rectangle around the filled cells."""
        return self.rows * self.columns

    def reach(self, rows: int, columns: int) -> None:
        """Note a filled cell whose row and column, counted from 1, are these."""
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)


class Forbidden(ValueError):
    """The XML declares a document type, which no spreadsheet has and entity bombs need."""


def survey_sheet(source: IO[bytes]) -> Survey:
    """Survey one sheet of an XLSX, or the content of an ODS, all sheets of which count as one.

    Raises `expat.ExpatError` for what is no XML, `Forbidden` for a document type.
    """
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.CharacterDataHandler = scan.text
    parser.StartDoctypeDeclHandler = _forbid
    parser.ParseFile(source)
    scan.finish_cell()
    scan.finish_row()
    return scan.survey


def _forbid(*_: object) -> None:
    raise Forbidden


class _Scan:
    """The state of one pass; a cell is judged when the next one begins."""

    def __init__(self) -> None:
        self.survey = Survey()
        self.row = self.column = 0
        self.repeat = self.row_repeat = self.row_reach = 1
        self.row_reach = 0
        self.kind = self.value = ""
        self.in_value = self.filled = self.formula = False
        self.is_ods = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.in_value = False
        match name.rpartition(":")[2]:
            case "row" if not self.is_ods:
                self.finish_cell()
                self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            case "c":
                self.finish_cell()
                self._start_cell(attributes)
            case "v" | "is":
                self.in_value = self.filled = True
            case "f":
                self.formula = True
            case "table":
                self.finish_row()
                self.is_ods, self.row = True, 0
            case "table-row":
                self.finish_row()
                self.row_repeat, self.column = _repeat(attributes, "rows"), 0
            case "table-cell" | "covered-table-cell":
                self._repeat_cell(_repeat(attributes, "columns"), attributes)
            case "p" if self.is_ods:
                self.row_reach = self.column

    def text(self, text: str) -> None:
        if self.in_value:
            self.value += text

    def finish_cell(self) -> None:
        if self.filled and (self.value or not self.formula):
            self.survey.reach(self.row, self.column)
        if self.kind == "e" and self.value:
            self.survey.blanked.append(Blanked(self.row - 1, self.column - 1, self.value))
        elif self.formula and not self.value:
            self.survey.blanked.append(Blanked(self.row - 1, self.column - 1, FORMULA_WITHOUT_VALUE))
        self.kind, self.value, self.filled, self.formula = "", "", False, False

    def finish_row(self) -> None:
        if self.is_ods:
            self.row += self.row_repeat
            if self.row_reach:
                self.survey.reach(self.row, self.row_reach)
            self.row_repeat, self.row_reach = 0, 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        self.column = column_of(letters) if letters else self.column + 1
        self.kind = attributes.get("t", "")

    def _repeat_cell(self, repeat: int, attributes: dict[str, str]) -> None:
        self.column += repeat
        if any(name.endswith(("value-type", "formula")) for name in attributes):
            self.row_reach = self.column


def column_of(letters: str) -> int:
    """Return the number of a column from its letters, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _repeat(attributes: dict[str, str], what: str) -> int:
    found = (value for name, value in attributes.items() if name.endswith(f"number-{what}-repeated"))
    return max(1, int(next(found, "1")))
