"""Figures as tables, as a workbook and as a report."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from printing.workbook import Sheet, make_workbook
from printing.written_report import Paragraph, Table
from services.communes import view_of
from services.figures.numbers import number_of
from services.figures.reading import Reading, read_one
from services.figures.report import figures_report
from services.figures.tables import BOARD, board_table
from services.figures.telling import Told, tell, tell_staff
from services.house import House
from services.indicators import find_indicators
from services.printing.voice import Voice
from tests.services.figures.planting import indicator_named
from tests.services.indicators.planting import YEAR, plant_budget, plant_finished_lesson
from tests.services.townsfolk import plant_commune

TODAY = date(2026, 11, 16)


def told(house: House) -> tuple[list[tuple[Reading, Told]], Voice]:
    def work(session: Session) -> tuple[list[tuple[Reading, Told]], Voice]:
        commune = plant_commune(session)
        plant_budget(session, commune, {"voted": 300, "paid": 100})
        for _number in range(3):
            plant_finished_lesson(session, commune)
        pairs = [read_one(session, commune.id, one, YEAR, TODAY) for one in find_indicators()]
        return [(reading, tell(reading.card, records)) for reading, records in pairs], Voice("fr", view_of(commune))

    return house.work.write(work)


def test_the_report_says_each_figure_with_its_meaning_and_tells_no_small_group(house: House) -> None:
    pairs, voice = told(house)
    report = figures_report(pairs, YEAR, voice, today=TODAY)
    (table,) = [part for part in report.parts if isinstance(part, Table) and len(part.header) == 4]
    rows = {row[0]: row[1] for row in table.rows}
    assert rows["Exécution du budget"] == "33,3 %"
    assert rows["Personnes formées"] == "moins de 5"
    assert rows["Jours jusqu’à la réponse"] == "pas de données"
    warning = report.parts[0]
    assert isinstance(warning, Paragraph) and warning.is_strong and "jusqu’au" in warning.text
    assert (report.title, report.about, report.language) == ("Indicateurs", "2026", "fr")


def test_the_report_for_staff_says_what_the_table_for_staff_says(house: House) -> None:
    pairs, voice = told(house)
    report = figures_report([(reading, tell_staff(reading.card)) for reading, _told in pairs], YEAR, voice, today=TODAY)
    (table,) = [part for part in report.parts if isinstance(part, Table) and len(part.header) == 4]
    assert {row[0]: row[1] for row in table.rows}["Personnes formées"] == "3"
    last = report.parts[-1]
    assert isinstance(last, Paragraph) and "mairie" in last.text


def test_the_board_is_a_table_of_numbers_and_what_is_not_known_is_an_empty_cell(house: House) -> None:
    pairs, voice = told(house)
    header, rows = board_table([reading for reading, _told in pairs], YEAR, voice)
    assert len(header) == len(BOARD) == len(rows[0])
    figures = {row[0]: (row[2], row[3]) for row in rows}
    assert figures["Exécution du budget"] == (Decimal("33.3"), "%")
    assert figures["Jours jusqu’à la réponse"][0] is None
    assert figures["Personnes formées"] == (3, "personnes")


@pytest.mark.parametrize(
    ("key", "value", "currency", "number"),
    [
        ("documents_produced", 12_000, "XOF", 12),
        ("answer_days", 2_500, "XOF", Decimal("2.5")),
        ("answered_by_due_day", 66_667, "XOF", Decimal("66.7")),
        ("cost_per_participant", 1_250, "MAD", Decimal("12.50")),
        ("cost_per_participant", 1_250, "XOF", Decimal(1250)),
        ("answer_days", None, "XOF", None),
    ],
)
def test_a_figure_is_a_number_in_its_unit(key: str, value: int | None, currency: str, number: object) -> None:
    assert number_of(indicator_named(key), value, currency) == number


def test_a_workbook_keeps_words_as_words_and_drops_what_no_file_can_hold() -> None:
    words = ["=1+1", "+SUM(A1)", "@x", "\ta", "a\x00b\x07", "x" * 40_000]
    rows = [[word, 5, Decimal("2.5"), date(2026, 1, 2), None] for word in words]
    sheets = [Sheet("A/B: [long] " + "y" * 40, ["Mot", "=Nombre", "c", "d", "e"], rows)]
    book = load_workbook(io.BytesIO(make_workbook(sheets, "ar")))
    (page,) = book.worksheets
    assert page.sheet_view.rightToLeft and len(page.title) <= 31
    cells = [cell for row in page.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert [page.cell(row, 1).value for row in range(2, 5)] == words[:3]
    assert page.cell(2, 2).value == 5 and page.cell(2, 3).value == 2.5
