"""A report comes out whole as PDF and as DOCX, in either direction, whatever its words are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from printing.word_file import report_docx
from printing.written_report import Facts, Heading, Paragraph, Points, Table, WrittenReport, report_pdf
from tests.printing.sheets_of import is_accessible
from tests.printing.test_press import HOSTILE

ROWS = tuple((f"Recommandation {number}", "1 200") for number in range(1, 91))


def a_report(language: str = "fr", words: str = "Le maire a ouvert la séance.") -> WrittenReport:
    """A report with every kind of part and a table that is longer than a page."""
    return WrittenReport(
        title="Rapport de la session",
        commune="Zongo",
        date="2026-03-31",
        language=language,
        about=words,
        parts=(
            Heading(words),
            Paragraph(words),
            Paragraph(words, is_strong=True),
            Points((words, "autre")),
            Points((words,), is_numbered=True),
            Facts(((words, "40"), ("Lieu", words))),
            Heading("Suites", 2),
            Table("Suites données", ("Texte", "Montant"), ROWS, frozenset({1}), (3, 1)),
        ),
    )


def docx_of(report: WrittenReport) -> Any:
    """The DOCX of a report, opened again."""
    return Document(BytesIO(report_docx(report)))


def pdf_words(report: WrittenReport) -> str:
    """Every word of the PDF of a report."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(report_pdf(report))).pages)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pdf_is_tagged_and_holds_every_row(language: str) -> None:
    report = a_report(language)
    assert is_accessible(report_pdf(report))
    words = pdf_words(report)
    assert all(f"Recommandation {number}" in words for number in range(1, 91))


def pages_of(*rows: str) -> list[list[int]]:
    """Return on which pages of a report the words of each row of its only table stand."""
    parts = (Table("Suites données", ("Texte", "Montant"), tuple((row, "1") for row in rows), frozenset({1}), (3, 1)),)
    pdf = PdfReader(BytesIO(report_pdf(WrittenReport("Rapport", "Zongo", "2026-03-31", "fr", parts))))
    pages = [page.extract_text() for page in pdf.pages]
    return [
        [at for at, words in enumerate(pages) for word in set(row.split()) if word in words.split()] for row in rows
    ]


def test_a_row_of_a_table_stands_on_one_page_and_none_is_cut() -> None:
    long_words = [" ".join(f"r{row}m{word}" for word in range(60)) for row in range(30)]
    on = pages_of(*long_words)
    assert all(len(set(pages)) == 1 and len(pages) == 60 for pages in on)
    assert len({pages[0] for pages in on}) > 1
    longer_than_a_page = " ".join(f"mot{word}" for word in range(2000))
    (pages,) = pages_of(longer_than_a_page)
    assert len(pages) == 2000 and len(set(pages)) > 1


def test_the_docx_holds_every_part_in_order() -> None:
    document = docx_of(a_report())
    lines = [(line.style.name, line.text) for line in document.paragraphs]
    assert lines[:3] == [("Normal", "Zongo"), ("Title", "Rapport de la session"), ("Subtitle", a_report().about)]
    assert ("Heading 2", "Suites") in lines
    assert ("Normal", "Lieu : Le maire a ouvert la séance.") in lines
    (table,) = document.tables
    assert [cell.text for cell in table.rows[90].cells] == ["Recommandation 90", "1 200"]
    assert (document.core_properties.title, document.core_properties.author) == ("Rapport de la session", "Zongo")


def test_an_arabic_docx_is_read_from_right_to_left_but_for_words_in_latin_letters() -> None:
    document = docx_of(a_report("ar", "افتتح الرئيس الجلسة."))
    filled = [line for line in document.paragraphs if line.text]
    assert all(line._p.pPr.find(qn("w:bidi")) is not None for line in filled)
    ways = {run.text: bool(run.font.rtl) for line in filled for run in line.runs}
    assert (ways["افتتح الرئيس الجلسة."], ways["Rapport de la session"]) == (True, False)
    assert document.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None


@pytest.mark.parametrize("words", [HOSTILE, "x" * 900, "\x00\x0b\ud800￿", "<w:p>&amp;]]>"])
def test_no_text_breaks_a_report_or_is_a_command(words: str) -> None:
    report = a_report(words=words)
    assert report_pdf(report).startswith(b"%PDF")
    assert docx_of(report).paragraphs[0].text == "Zongo"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_a_docx_opens_again_whatever_it_says(words: str) -> None:
    assert docx_of(a_report(words=words)).tables


def test_a_table_has_as_many_cells_in_each_row_as_columns() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table("Suites", ("Texte", "Montant"), (("seul",),))
    with pytest.raises(ValueError, match="level"):
        Heading("Suites", 4)
