"""A report as documents: its parts, said already, become a PDF to keep or a DOCX to work on.

Minutes of a session, a performance report, the sheet of a commitment: whoever reports says its parts in one language
(headings, paragraphs, points, facts, tables) and gets either file. Nothing is cut: long tables run over pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from printing.making import make_pdf

LEVELS = range(1, 4)


class ReportFile(StrEnum):
    """The kinds of file a report comes out as, by the ending of the file's name."""

    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level from 1 to 3, below the title."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError("a heading of a report has a level from 1 to 3")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `is_strong` where it is a warning, or what the reader must not miss."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list; numbered where its order is a matter of fact."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what belongs to them, as (name, value)."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, what its columns are called, its rows; `figures` are the columns of numbers, from 0.

    `shares` are how wide the columns are to one another, alike where none are given. `ValueError` when a row has not as
    many cells as there are columns.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    shares: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows} | ({len(self.shares)} if self.shares else set())
        if not self.header or widths - {len(self.header)}:
            raise ValueError("every row of a table has as many cells as its header")


Part = Heading | Paragraph | Points | Facts | Table


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report in one language; `date` is the day it was made (ISO 8601), `about` a line below the title or ""."""

    title: str
    commune: str
    date: str
    language: str
    parts: tuple[Part, ...]
    about: str = ""


def report_pdf(report: WrittenReport) -> bytes:
    """Return the report as PDF/UA-1; `Refusal` (`PrintingNo`) when the press is busy or fails."""
    data = {
        "title": report.title,
        "commune": report.commune,
        "date": report.date,
        "about": report.about,
        "parts": [_as_data(part) for part in report.parts],
    }
    return make_pdf("written_report", data, report.language)


def alike(values: Iterable[Any], count: int) -> Sequence[Any]:
    """Return the values, or ones where there are none: columns alike."""
    return list(values) or [1] * count


def _as_data(part: Part) -> dict[str, Any]:
    match part:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text, is_strong):
            return {"kind": "paragraph", "text": text, "strong": is_strong}
        case Points(items, is_numbered):
            return {"kind": "points", "items": list(items), "numbered": is_numbered}
        case Facts(rows):
            return {"kind": "facts", "rows": [list(row) for row in rows]}
        case Table():
            return {
                "kind": "table",
                "caption": part.caption,
                "header": list(part.header),
                "rows": [list(row) for row in part.rows],
                "figures": sorted(part.figures),
                "shares": alike(part.shares, len(part.header)),
            }
