"""A report as DOCX, which town halls correct and sign; read from right to left where its language is.

Source: Office Open XML, ECMA-376 part 1: `w:bidi` (17.3.1.6), `w:rtl` (17.3.2.30), `w:bidiVisual` (17.4.1).
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any
from unicodedata import bidirectional

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from locales.page_words import direction_of
from printing.making import UNPRINTABLE
from printing.written_report import Facts, Heading, Paragraph, Part, Points, Table, WrittenReport, alike

WIDTH = Mm(170)
"""Of the text on a sheet of A4 with 20 mm on either side."""
FONT = "Noto Sans"


def report_docx(report: WrittenReport) -> bytes:
    """Return the report as a DOCX that says its title, its language and its day, and nothing of who made it."""
    file = _Writing(report)
    for part in report.parts:
        file.write(part)
    out = io.BytesIO()
    file.document.save(out)
    return out.getvalue()


class _Writing:
    """A document that is being written, every line of it in the report's direction."""

    def __init__(self, report: WrittenReport) -> None:
        self.is_rtl = direction_of(report.language) == "rtl"
        self.language = report.language.replace("_", "-").split("-")[0]
        self.document: DocumentFile = Document()
        self._lay_out(report)
        self._line(report.commune)
        self._line(report.title, "Title")
        if report.about:
            self._line(report.about, "Subtitle")

    def write(self, part: Part) -> None:
        """Write one part."""
        match part:
            case Heading(text, level):
                self._line(text, f"Heading {level}")
            case Paragraph(text, is_strong):
                self._line(text, is_strong=is_strong)
            case Points(items, is_numbered):
                for item in items:
                    self._line(item, "List Number" if is_numbered else "List Bullet")
            case Facts(rows):
                for name, value in rows:
                    self._fact(name, value)
            case Table():
                self._table(part)

    def _lay_out(self, report: WrittenReport) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(20)
        said = self.document.core_properties
        said.title, said.author, said.language = clean(report.title), clean(report.commune), self.language
        said.comments = said.last_modified_by = ""
        said.created = said.modified = datetime.fromisoformat(report.date).replace(tzinfo=UTC)
        for style in self.document.styles:
            if style.type == WD_STYLE_TYPE.PARAGRAPH:
                style.font.name = FONT
        self.document.styles["Normal"].font.size = Pt(10.5)

    def _line(self, text: str, style: str = "Normal", *, is_strong: bool = False) -> Line:
        return self._say(self.document.add_paragraph(style=style), text, is_strong=is_strong)

    def _fact(self, name: str, value: str) -> None:
        line = self._line(f"{name}{' :' if self.language == 'fr' else ':'} ", is_strong=True)
        self._say(line, value)

    def _table(self, part: Table) -> None:
        self._line(part.caption, "Caption")
        table = self.document.add_table(rows=1, cols=len(part.header), style="Table Grid")
        if self.is_rtl:
            style: Any = table._tbl.tblPr.find(qn("w:tblStyle"))
            style.addnext(OxmlElement("w:bidiVisual"))
        for cell, words in zip(table.rows[0].cells, part.header, strict=True):
            self._cell(cell, words, is_strong=True)
        # A reader, and a screen reader, hears the header again on each page.
        head: Any = table.rows[0]._tr.get_or_add_trPr()
        head.append(OxmlElement("w:tblHeader"))
        for row in part.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                self._cell(cell, words)
        shares = alike(part.shares, len(part.header))
        for column, share in zip(table.columns, shares, strict=True):
            for cell in column.cells:
                cell.width = int(WIDTH * share / sum(shares))
        self._line("")

    def _cell(self, cell: _Cell, words: str, *, is_strong: bool = False) -> None:
        self._say(cell.paragraphs[0], words, is_strong=is_strong)

    def _say(self, line: Line, text: str, *, is_strong: bool = False) -> Line:
        run = line.add_run(clean(text))
        run.bold = is_strong or None
        run_properties: Any = run._r.get_or_add_rPr()
        from_right = reads_from_right(text, self.is_rtl)
        if self.is_rtl:
            line_properties: Any = line._p.get_or_add_pPr()
            if line_properties.find(qn("w:bidi")) is None:
                line_properties.insert_element_before(OxmlElement("w:bidi"), "w:jc", "w:outlineLvl", "w:rPr")
        if from_right:
            run.font.rtl = True
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:bidi" if from_right else "w:val"), self.language)
        run_properties.append(spoken)
        return line


def reads_from_right(text: str, otherwise: bool) -> bool:
    """Is a text read from right to left, by its first letter? People's words may be in another script."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return bidirectional(first) in {"R", "AL"} if first else otherwise


def clean(text: str) -> str:
    """Return a text without what no file of this kind may hold."""
    return UNPRINTABLE.sub("", text)
