"""The technical sheet of commitment 1, filled in, in three languages, as PDF and as DOCX."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy.orm import Session

from printing.word_file import report_docx
from printing.written_report import Facts, Paragraph, Table, WrittenReport, report_pdf
from services.action_plan.drafts import IndicatorDraft
from services.action_plan.measuring import add_indicator, write_reading
from services.house import House
from services.printing.commitment_sheet import commitment_sheet
from tests.services.action_plan.planting import PlanHall


def bare(text: str) -> str:
    """Return a text without the marks that keep the direction of what is put into it."""
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


@pytest.fixture
def sheets(house: House, run: Any) -> dict[str, WrittenReport]:
    """The sheet in each language, of a plan with records and one figure that was typed."""

    def work(session: Session) -> dict[str, WrittenReport]:
        hall = PlanHall(session, house)
        hall.commune.languages = ["fr", "ar"]
        hall.fill_records()
        own = IndicatorDraft("impact", "", {"fr": "Visites du bureau"}, "visites")
        number = add_indicator(*hall.keys, hall.commitment, own, **hall.who)
        write_reading(*hall.keys, hall.commitment, number, date(2026, 2, 28), 42_500, "Registre", **hall.who)
        given = (session, house, hall.commune.id, hall.commitment)
        return {language: commitment_sheet(*given, language) for language in ("fr", "ar", "en")}

    return run(work)


def test_it_says_all_in_the_order_of_the_sheet(sheets: dict[str, WrittenReport]) -> None:
    report = sheets["fr"]
    assert (report.title, report.about) == (
        "Engagement 1 : Budget citoyen et budget participatif",
        "Plan d'action pour une commune ouverte",
    )
    headings = [part.text for part in report.parts if hasattr(part, "level")]
    assert headings == [
        *("Problème", "Solution", "Principes", "Activités"),
        *("Indicateurs de résultat", "Indicateurs d’impact"),
    ]
    facts = dict(next(part for part in report.parts if isinstance(part, Facts)).rows)
    assert bare(facts["Période"]) == "du 1er juin 2023 au 31 mai 2027"
    activities, results, impacts = (part for part in report.parts if isinstance(part, Table))
    assert activities.rows[0][3:5] == ("06/2023", "01/2023")
    unfit = [bare(part.text) for part in report.parts if isinstance(part, Paragraph) and part.is_strong]
    assert unfit[1].startswith("R2 : la fin (09/2024) est avant le début (12/2024).") and len(unfit) == 4
    assert unfit[3] == "R5 : à vérifier, ceci ne se lit pas comme une date : fin du plan. C’est gardé comme écrit."
    figures = [(row[0], row[3]) for row in (*results.rows, *impacts.rows)]
    assert figures == [
        ("Documents produits", "2"),
        ("Associations participantes", "1"),
        ("Demandes d’information sur le budget", "3"),
        ("Projets réalisés", "1"),
        ("Visites du bureau (visites)", "42,5"),
    ]
    said = [bare(part.text) for part in report.parts if isinstance(part, Paragraph)]
    assert said[-2].startswith(
        "Chiffres comptés d’après les enregistrements de la commune du 1er juin 2023 au 1er avril"
    )
    assert said[-1] == "Visites du bureau : chiffre saisi par le personnel au 28 février 2026, d’après : Registre"


@pytest.mark.parametrize(
    ("language", "title", "solution"),
    [
        ("fr", "Engagement 1 : Budget citoyen", "Un budget citoyen, et un budget participatif"),
        ("ar", "الالتزام 1: ميزانية المواطن", "Un budget citoyen, et un budget participatif"),
        ("en", "Commitment 1: Budget citoyen", "Un budget citoyen, et un budget participatif"),
    ],
)
def test_it_comes_out_as_a_document_in_every_language(
    sheets: dict[str, WrittenReport], language: str, title: str, solution: str
) -> None:
    document = Document(io.BytesIO(report_docx(sheets[language])))
    lines = [bare(line.text) for line in document.paragraphs]
    assert any(line.startswith(title) for line in lines) and any(line.startswith(solution) for line in lines)
    assert len(document.tables) == 3
    pages = PdfReader(io.BytesIO(report_pdf(sheets[language]))).pages
    words = bare(" ".join(page.extract_text() for page in pages))
    assert "01/2023" in words and "R3" in words and "Registre" in words
