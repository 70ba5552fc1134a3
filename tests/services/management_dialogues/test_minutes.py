"""Minutes come out as PDF and DOCX with every figure, in each language, and stay as they were once they are closed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy.orm import Session

from printing.word_file import report_docx
from printing.written_report import WrittenReport, report_pdf
from services.communes import find_commune
from services.house import House
from services.management_dialogues.corrective import add_corrective_action
from services.management_dialogues.drafts import MinutesDraft, Participant
from services.management_dialogues.opening import open_dialogue
from services.management_dialogues.writing import close_dialogue, write_minutes
from services.printing.management_minutes import say_minutes
from services.programmes.drafts import MoneyDraft
from services.programmes.quarters import set_money
from tests.services.management_dialogues.planting import APRIL, MARCH, OPERATIONAL, STRATEGIC, TODAY, Ministry


def minutes(town: Ministry, dialogue: int, language: str = "fr") -> WrittenReport:
    commune = find_commune(town.session, town.commune.id)
    assert commune is not None
    return say_minutes(town.view(dialogue), commune, language, TODAY)


def words_of(report: WrittenReport) -> str:
    """Return every word of the DOCX, opened again."""
    file: Any = Document(BytesIO(report_docx(report)))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return plain("\n".join([*(line.text for line in file.paragraphs), *cells]))


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u202f", " ").replace("\u00a0", " ")


def held(session: Session, house: House) -> tuple[Ministry, int]:
    """Return a strategic dialogue that took one corrective action over from an operational one, and its town."""
    town = Ministry(session, house)
    first = town.dialogue(OPERATIONAL, [town.p017], MARCH)
    open_dialogue(*town.keys, first, **town.who)
    add_corrective_action(*town.keys, first, town.corrective("Trouver des lieux de stage"), **town.who)
    close_dialogue(*town.keys, first, **town.who, is_sure=True)
    second = town.dialogue(STRATEGIC, town.all, APRIL, place="Salle du conseil", chair="La maire")
    open_dialogue(*town.keys, second, **town.who)
    people = [Participant("Awa Koné", "Directrice de l'emploi"), Participant("Bio Sabi")]
    found = {town.p018: "Aucun responsable n'est nommé."}
    write_minutes(*town.keys, second, MinutesDraft(people, "Nommer les responsables", found), **town.who)
    add_corrective_action(*town.keys, second, town.corrective("Nommer un responsable", town.p018), **town.who)
    return town, second


def test_minutes_say_who_met_what_was_left_the_gaps_and_what_is_put_right(session: Session, house: House) -> None:
    town, dialogue = held(session, house)
    report = minutes(town, dialogue)
    assert plain(report.title) == ("Procès-verbal : Dialogue de gestion stratégique 017, 018, 159, trimestre 1 de 2026")
    words = words_of(report)
    for said in (
        "Awa Koné", "Directrice de l'emploi", "Salle du conseil", "La maire", "Trouver des lieux de stage", "R1",
        "29 mai 2026", "1 200", "240", "20 %", "Contrôleur financier", "Deux centres ouverts", "150 jeunes",
        "120 jeunes", "-30 (non atteint)", "Jours pour payer une facture",
        "-6 (atteint)", "Aucun responsable n'est nommé.", "Nommer les responsables", "Nommer un responsable", "R2",
        "pas de donnée", "personne n’est nommé", "Projet : le procès-verbal n’est pas encore clos.",
    ):  # fmt: skip
        assert said in words, said
    assert "None" not in words


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pdf_holds_what_the_docx_holds(session: Session, house: House, language: str) -> None:
    town, dialogue = held(session, house)
    report = minutes(town, dialogue, language)
    pages = PdfReader(BytesIO(report_pdf(report))).pages
    pdf = " ".join(plain("\n".join(page.extract_text() for page in pages)).split())  # cells break lines
    for said in ("Awa Koné", "Bio Sabi", "Trouver des lieux de stage", "R1", "R2", "017", "018", "159"):
        assert said in pdf, said
        assert said in words_of(report), said


def test_what_is_corrected_later_does_not_change_minutes(session: Session, house: House) -> None:
    town, dialogue = held(session, house)
    close_dialogue(*town.keys, dialogue, **town.who, is_sure=True)
    before = minutes(town, dialogue)
    set_money(*town.keys, town.p017, MoneyDraft(2026, 1, committed=999, paid=999, source="Autre"), **town.who)
    town.measure(town.p017, town.trained, 2026, 1, target=1_000, result=1_000)
    assert minutes(town, dialogue) == before
    assert before.about == ""


def test_what_nobody_wrote_down_is_said_to_be_missing(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(OPERATIONAL, [town.p159], APRIL)
    open_dialogue(*town.keys, dialogue, **town.who)
    words = words_of(minutes(town, dialogue))
    assert words.count("Rien n’est inscrit.") == 5  # place, chair, people, findings, decisions
    assert "Aucune mesure corrective n’a été décidée." in words
    assert "Aucune action n’est écrite." in words
