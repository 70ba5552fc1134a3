from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.context import Programme as ReadProgramme
from budgeting.accounts.faults import Kind, problem
from budgeting.accounts.reading import DocumentStatus
from budgeting.accounts.stages import Section, Side
from budgeting.accounts.topics import Topic
from budgeting.refusal import Refusal
from models import AuditEntry, BudgetDocument, BudgetLine, Commune, Programme
from services.budgets.answers import topic_answer
from services.budgets.importing import Source, Terms, import_budget
from services.budgets.publishing import withdraw
from services.house import House
from tests.services.budgets.planting import TODAY
from tests.services.budgets.readings import line, reading, total
from tests.services.townsfolk import plant_zone

FILE = Source("budget.xlsx", "d" * 64)


def lines_of(session: Session, document: BudgetDocument) -> list[BudgetLine]:
    query = select(BudgetLine).where(BudgetLine.document_id == document.id).order_by(BudgetLine.id)
    return list(session.scalars(query))


def test_a_line_is_written_on_all_its_axes(session: Session, house: House, commune: Commune) -> None:
    village = plant_zone(session, commune, "Bè Kpota")
    water = line("Forage", {(2025, "voted"): 500, (2025, "paid"): 20}, topic=Topic.WATER, code="2151", row=7,
                 section=Section.INVESTMENT, programme=ReadProgramme("017", "Eau"), place="be kpota")  # fmt: skip
    (document,) = import_budget(session, house, commune, reading(water), source=FILE)
    (written,) = lines_of(session, document)
    programme = session.get_one(Programme, written.programme_id)
    assert (document.year, document.status, document.source, document.title) == (
        2025, "voted", "budget.xlsx", "Budget primitif")  # fmt: skip
    assert (written.side, written.section, written.topic) == ("expenditure", "investment", "water")
    assert written.code == "2151"
    assert (written.label, written.sheet, written.row, written.zone_id) == ("Forage", "Feuille 1", 7, village.id)
    assert written.amounts == {"voted": 500, "paid": 20}
    assert (programme.code, programme.name, programme.commune_id) == ("017", "Eau", commune.id)


def test_two_years_side_by_side_give_two_documents(session: Session, house: House, commune: Commune) -> None:
    read = reading(
        line("Routes", {(2008, "voted"): 10, (2009, "voted"): 20}),
        line("Eau", {(2009, "voted"): 30}),
        totals=(total(2008, 10, 10), total(2009, 60, 50)),
    )
    earlier, later = import_budget(session, house, commune, read, source=FILE)
    assert [(row.year, row.id) for row in (earlier, later)] == [(2008, 1), (2009, 2)]
    assert [row.amounts for row in lines_of(session, later)] == [{"voted": 20}, {"voted": 30}]
    assert [row.amounts for row in lines_of(session, earlier)] == [{"voted": 10}]
    assert [kept["stated"] for kept in later.report["totals"]] == [60]


def test_the_day_of_the_decision_is_that_of_the_latest_year_of_a_file(
    session: Session, house: House, commune: Commune
) -> None:
    read, day = reading(line("Routes", {(2008, "voted"): 10, (2009, "voted"): 20})), date(2010, 3, 15)
    earlier, later = import_budget(session, house, commune, read, source=FILE, terms=Terms(dated_on=day))
    assert (earlier.dated_on, later.dated_on) == (None, day)


def test_amounts_without_a_year_take_the_year_that_is_given(session: Session, house: House, commune: Commune) -> None:
    read = reading(line("Routes", {(None, "voted"): 10}))
    with pytest.raises(Refusal, match="budget_year_needed"):
        import_budget(session, house, commune, read, source=FILE)
    (document,) = import_budget(session, house, commune, read, source=FILE, year=2024)
    assert (document.year, [row.amounts for row in lines_of(session, document)]) == (2024, [{"voted": 10}])


def test_a_known_file_is_refused_until_it_is_withdrawn(session: Session, house: House, commune: Commune) -> None:
    read = reading(line("Routes", {(2025, "voted"): 10}))
    (document,) = import_budget(session, house, commune, read, source=FILE)
    with pytest.raises(Refusal) as no:
        import_budget(session, house, commune, read, source=FILE)
    assert (no.value.reason, no.value.values["year"]) == ("budget_file_known", "2025")
    withdraw(session, house, commune.id, document.id, staff_id=None)
    assert topic_answer_refuses(session, commune)
    import_budget(session, house, commune, read, source=FILE)
    assert topic_answer(session, commune, None, None, None, today=TODAY).amount == 10


def topic_answer_refuses(session: Session, commune: Commune) -> bool:
    with pytest.raises(Refusal, match="no_budget_yet"):
        topic_answer(session, commune, None, None, None, today=TODAY)
    return True


def test_moves_between_sections_are_kept_and_counted_in_no_sum(
    session: Session, house: House, commune: Commune
) -> None:
    taxes = line("Impôts", {(2025, "voted"): 100}, side=Side.REVENUE)
    moved = line("Excédent capitalisé", {(2025, "voted"): 40}, side=Side.REVENUE, is_internal=True)
    (document,) = import_budget(session, house, commune, reading(taxes, moved), source=FILE)
    assert len(lines_of(session, document)) == 2
    assert topic_answer(session, commune, "revenue", None, None, today=TODAY).amount == 100


def test_a_programme_on_several_sheets_is_one(session: Session, house: House, commune: Commune) -> None:
    read = reading(
        line("Routes", {(2025, "voted"): 10}, programme=ReadProgramme("2", "")),
        line("Eau", {(2025, "voted"): 20}, programme=ReadProgramme("2", "Développement")),
    )
    import_budget(session, house, commune, read, source=FILE)
    assert [(row.code, row.name) for row in session.scalars(select(Programme))] == [("002", "Développement")]
    assert topic_answer(session, commune, None, None, "2", today=TODAY).amount == 30


def test_a_programme_lasts_from_one_document_to_the_next(session: Session, house: House, commune: Commune) -> None:
    named = [ReadProgramme("17", "Travail"), ReadProgramme("", "Eau"), ReadProgramme("017", "Emploi")]
    for year, programme in enumerate([*named, ReadProgramme("", "EAU")], 2023):
        read = reading(line("x", {(year, "voted"): 10}, programme=programme))
        import_budget(session, house, commune, read, source=Source("f", str(year) * 16))
    rows = session.scalars(select(Programme).order_by(Programme.code))
    assert [(row.code, row.name) for row in rows] == [("017", "Travail"), ("901", "Eau")]


def test_texts_of_any_length_and_any_bytes_are_written(session: Session, house: House, commune: Commune) -> None:
    awful = "eau\0\ud800" + "x" * 3000
    read = reading(
        line(awful, {(2025, "voted"): 10**30}, code=awful, sheet=awful, programme=ReadProgramme(awful, awful)),
        problems=(problem(Kind.NOT_AN_AMOUNT, awful, 3, "C", found=awful),),
    )
    (document,) = import_budget(session, house, commune, read, source=Source(awful, "d" * 64))
    session.expire_all()
    assert "\0" not in document.source
    assert topic_answer(session, commune, None, None, None, today=TODAY).amount == 10**30


def test_the_status_that_is_given_wins_over_the_guess(session: Session, house: House, commune: Commune) -> None:
    read = reading(line("Routes", {(2025, "paid"): 10}), status=DocumentStatus.EXECUTED)
    with pytest.raises(Refusal, match="budget_status_wrong"):
        import_budget(session, house, commune, read, source=FILE, status="perfect")
    (document,) = import_budget(session, house, commune, read, source=FILE, status="debated")
    assert document.status == "debated"


def test_a_file_without_lines_and_a_year_that_is_none_are_refused(
    session: Session, house: House, commune: Commune
) -> None:
    with pytest.raises(Refusal, match="budget_nothing_read"):
        import_budget(session, house, commune, reading(), source=FILE)
    with pytest.raises(Refusal, match="budget_year_wrong"):
        import_budget(session, house, commune, reading(line("x", {(20250, "voted"): 1})), source=FILE)


def test_an_import_is_in_the_trail_and_turns_the_revision(session: Session, house: House, commune: Commune) -> None:
    before = commune.revision
    (document,) = import_budget(session, house, commune, reading(line("x", {(2025, "voted"): 1})), source=FILE)
    entry, shown = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    assert (entry.act, entry.subject_id, entry.details["lines"]) == ("budget_imported", str(document.id), 1)
    assert (shown.act, shown.subject_id) == ("budget_published", str(document.id))
    assert commune.revision == before + 1


def test_an_import_that_is_not_shown_to_citizens_is_not_told_as_published(
    session: Session, house: House, commune: Commune
) -> None:
    import_budget(session, house, commune, reading(line("x", {(2025, "voted"): 1})), source=FILE, published=False)
    assert [entry.act for entry in session.scalars(select(AuditEntry))] == ["budget_imported"]


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("Budget 2009", "Budget 2008", "Budget 2009"),
        ("Compte 2008", "Compte 2008", "Compte 2009"),
        ("Budget 2009/2010", "Budget 2008/2009", "Budget 2009/2010"),
        ("Budget 2009-10", "Budget 2008-09", "Budget 2009-10"),
        ("Budgets 2008 et 2009", "Budgets 2008 et 2009", "Budgets 2008 et 2009"),
        ("Délibération 12009 du conseil", "Délibération 12009 du conseil", "Délibération 12009 du conseil"),
        ("Budget communal", "Budget communal", "Budget communal"),
    ],
)
def test_the_title_of_a_file_of_two_years_names_the_year_of_each_document(
    session: Session, house: House, commune: Commune, title: str, first: str, second: str
) -> None:
    read = reading(line("Routes", {(2008, "voted"): 10, (2009, "voted"): 20}))
    both = import_budget(session, house, commune, read, source=Source(title, "d" * 64), title=title)
    assert [(document.title, document.source) for document in both] == [(first, first), (second, second)]


@pytest.mark.parametrize(
    ("file_name", "heard"),
    [
        ("compte_2008 v2.csv", "compte 2008 v2"),
        ("Budget primitif 2026.xlsx", "Budget primitif 2026"),
        ("__.ods", "__.ods"),
        ("ميزانية_2026.ods", "ميزانية 2026"),
    ],
)
def test_a_file_is_quoted_as_people_would_name_it(file_name: str, heard: str) -> None:
    assert Source.of(file_name, b"").name == heard
