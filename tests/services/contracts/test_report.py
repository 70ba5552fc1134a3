"""From the national plan down to a person, reviewed, and back up to a report that names no person."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from printing.word_file import report_docx
from printing.written_report import Table, WrittenReport, report_pdf
from services.follow_ups.evidence import NewEvidence, add_evidence
from services.house import House
from services.printing.contract_report import contract_report
from tests.services.contracts.school import Chain


def report_of(chain: Chain, contract_id: int, by: int, language: str = "fr") -> WrittenReport:
    return contract_report(*chain.keys, contract_id, chain.reader(by), language)


def words_of(report: WrittenReport) -> str:
    """Every word of the DOCX of a report."""
    document = Document(BytesIO(report_docx(report)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells]).replace("\u2068", "").replace("\u2069", "")


def reviewed(session: Session, house: House) -> Chain:
    """The chain with a year behind it: both people, then their department, reviewed to the end."""
    chain = Chain(session, house)
    chain.join()
    for made, value in ((chain.of_anne, 120_000), (chain.of_boris, 60_000)):
        chain.agree(made, "review", chain.review(made, "final", value, by=chain.head))
    chain.agree(chain.unit, "review", chain.review(chain.unit, "final", 180_000, None, by=chain.head))
    return chain


def test_the_departments_report_goes_from_the_plan_down_to_figures_and_names_no_person(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = reviewed(session, house)
        number = chain.page(chain.unit).targets[0].number
        add_evidence(*chain.keys, number or 0, NewEvidence("Liste des lauréats"), staff_id=chain.head)
        report = report_of(chain, chain.unit, chain.head)
        words = words_of(report)
        for said in ("PND 2018-2027", "Gouvernement", "Ministère de l'éducation", "École normale supérieure",
                     "54 points sur 100", "Liste des lauréats", "Revue finale", "Contrats de personnes",
                     "pas de données", "Vu ensemble", "Désiré"):  # fmt: skip
            assert said in words, said
        assert not any(name in words for name in ("Anne", "Boris", "Encadrer"))
        table = next(part for part in report.parts if isinstance(part, Table))
        assert table.rows[0][1:] == ("60", "200 enseignants", "180 enseignants", "-20 enseignants", "90", "54")

    run(work)


def test_the_figure_arrives_in_the_governments_report(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = reviewed(session, house)
        for made in (chain.college, chain.ministry, chain.state):
            table = next(part for part in report_of(chain, made, chain.officer).parts if isinstance(part, Table))
            assert table.rows[0][3] == "180 enseignants"

    run(work)


def test_before_both_signed_a_report_keeps_back_what_tells_of_a_person_whoever_prints_it(
    house: House, run: Any
) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        chain.join()
        chain.reach(chain.of_anne, 0, 70_000)
        words = words_of(report_of(chain, chain.unit, chain.head))  # who may read it on the page
        assert "70 enseignants" not in words and "signé la revue finale" in words
        own = words_of(report_of(chain, chain.of_anne, chain.anne))
        assert "Anne, maîtresse de conférences" in own and "70 enseignants" in own
        with pytest.raises(Refusal):
            report_of(chain, chain.of_anne, chain.officer)

    run(work)


@pytest.mark.parametrize(("language", "said"), [("fr", "Atteint"), ("ar", "المحقق"), ("en", "Reached")])
def test_a_report_is_printed_in_each_language(house: House, run: Any, language: str, said: str) -> None:
    def work(session: Session) -> WrittenReport:
        return report_of(chain := reviewed(session, house), chain.unit, chain.head, language)

    report = run(work)
    assert said in words_of(report)
    pages = PdfReader(BytesIO(report_pdf(report))).pages
    assert "180" in "".join(page.extract_text() for page in pages)
