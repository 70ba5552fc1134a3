"""The annual performance report: per programme and for the commune, with what is missing, published for everybody."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry
from printing.written_report import WrittenReport
from services.documents import withdraw_document
from services.follow_ups.finding import Reader
from services.house import House
from services.management_dialogues.corrective import add_corrective_action
from services.management_dialogues.drafts import DialogueDraft
from services.management_dialogues.opening import open_dialogue
from services.management_dialogues.writing import prepare_dialogue
from services.printing.performance import ReportSubject, performance_report, publish_report, published_reports
from services.programmes.drafts import MoneyDraft
from services.programmes.quarters import set_money
from services.uploads import Upload
from tests.services.management_dialogues.planting import MARCH, STRATEGIC, Ministry
from tests.services.management_dialogues.test_minutes import words_of
from tests.services.townsfolk import plant_commune

FILE = Upload("0" * 32 + ".pdf", "rapport.pdf", 1)


def year_of(session: Session, house: House) -> Ministry:
    """Return the town after its strategic dialogue on 2025, with one public and one inner corrective action."""
    town = Ministry(session, house)
    dialogue = prepare_dialogue(*town.keys, DialogueDraft(STRATEGIC, town.all, 2025, MARCH), **town.who)
    open_dialogue(*town.keys, dialogue, **town.who)
    for text, programme, visibility in (
        ("Trouver des lieux de stage", town.p017, "public"),
        ("Revoir les effectifs", town.p017, "staff"),
        ("Tenir un tableau de bord", None, "public"),
    ):
        draft = town.corrective(text, programme, visibility=visibility)
        add_corrective_action(*town.keys, dialogue, draft, **town.who)
    return town


def told(town: Ministry, programme: int | None = None, language: str = "fr", **how: object) -> WrittenReport:
    subject = ReportSubject(2025, programme)
    return performance_report(*town.keys, subject, language, **how)  # type: ignore[arg-type]


def test_a_programme_has_money_results_actions_corrective_actions_and_what_is_missing(
    session: Session, house: House
) -> None:
    town = year_of(session, house)
    words = words_of(told(town, town.p017, reader=Reader(town.staff.id, is_administrator=True)))
    for said in (
        "Rapport annuel de performance 2025 : programme 017, Promotion de l'emploi", "Directrice de l'emploi",
        "1 000 F", "900 F", "750 F", "75 %", "Compte 2025", "Jeunes formés (trimestre 4 de 2025)", "600 jeunes",
        "480 jeunes", "-120 (non atteint)", "Peu de lieux de stage", "Former les jeunes", "Chef du service des stages",
        "Trouver des lieux de stage", "Revoir les effectifs", "Tenir un tableau de bord", "chaque trimestre",
    ):  # fmt: skip
        assert said in words, said
    assert "The year" not in words


def test_everybody_reads_of_public_corrective_actions_alone_and_of_reasons_where_staff_want_it(
    session: Session, house: House
) -> None:
    town = year_of(session, house)
    words = words_of(told(town, town.p017, with_notes=False))
    assert "Trouver des lieux de stage" in words and "Revoir les effectifs" not in words
    assert "suivies à la mairie seulement : 1." in words
    assert "Peu de lieux de stage" not in words


def test_what_nobody_measured_is_missing_and_never_nought(session: Session, house: House) -> None:
    town = year_of(session, house)
    words = words_of(told(town, town.p018))
    assert "pas de donnée" in words and "60 %" in words
    assert "personne n’est nommé" in words
    assert "Entreprises en règle : La source du chiffre n’est pas dite." in words
    support = words_of(told(town, town.p159))
    assert "Programme de soutien" in support
    assert " 0 F" not in support


def test_a_report_of_a_year_that_runs_judges_nothing_and_says_which_figures_are_odd(
    session: Session, house: House
) -> None:
    town = Ministry(session, house)
    set_money(*town.keys, town.p017, MoneyDraft(2026, 2, committed=1500, paid=200, source="Registre"), **town.who)
    subject = ReportSubject(2026, town.p017)
    words = words_of(performance_report(*town.keys, subject, "fr"))
    for said in (
        "L’année n’est pas finie", "-30 (en cours)", "engagé que la dotation (trimestre 2 de 2026)",
        "Le total payé est plus bas qu’avant (trimestre 2 de 2026)", "engagé ou payé que la dotation : à vérifier",
    ):  # fmt: skip
        assert said in words, said
    assert "non atteint" not in words
    arabic = words_of(performance_report(*town.keys, ReportSubject(2026), "ar"))
    assert "السنة لم تنته" in arabic and "(جارٍ)" in arabic and "لم يُبلغ (" not in arabic


def test_the_commune_has_one_report_of_every_programme(session: Session, house: House) -> None:
    town = year_of(session, house)
    for language in ("fr", "ar", "en"):
        report = told(town, language=language)
        words = words_of(report)
        for code in ("017 Promotion de l'emploi", "018 Sécurité sociale", "159 Gouvernance et appui"):
            assert words.count(code) >= 3, (language, code)
        assert report.language == language
    with pytest.raises(Refusal, match="paper_no_programme"):
        performance_report(session, house, plant_commune(session, "kozah").id, ReportSubject(2025), "fr")


def test_a_report_is_published_once_in_a_language_and_again_when_it_was_withdrawn(
    session: Session, house: House
) -> None:
    town = year_of(session, house)
    subject, report = ReportSubject(2025, town.p017), told(town, town.p017)
    made = publish_report(*town.keys, subject, report, FILE, **town.who)
    (one,) = published_reports(session, town.commune.id, 2025)
    assert (one.code, one.document.title, one.document.category) == ("017", made.title, "report")
    with pytest.raises(Refusal, match="paper_published_already"):
        publish_report(*town.keys, subject, report, FILE, **town.who)
    publish_report(*town.keys, ReportSubject(2025), told(town), FILE, **town.who)
    assert [each.code for each in published_reports(session, town.commune.id, 2025)] == ["", "017"]
    withdraw_document(session, house, commune_id=town.commune.id, document_id=made.id, staff_id=None)
    publish_report(*town.keys, subject, report, FILE, **town.who)
    assert published_reports(session, town.commune.id, 2024) == []
    acts = session.scalars(select(AuditEntry.details).where(AuditEntry.act == "programme_report_published")).all()
    assert acts[0] == {"year": 2025, "code": "017"}
