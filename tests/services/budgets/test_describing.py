from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import BudgetDocument, Commune
from services.budgets.answers import topic_answer
from services.budgets.describing import Description, describe
from services.budgets.importing import Source, Terms, import_budget
from services.budgets.listing import documents_page
from services.budgets.publishing import withdraw_import
from services.budgets.sources import discard_source, keep_source, source_file
from services.house import House
from tests.services.budgets.planting import TODAY, plant_document, plant_line
from tests.services.budgets.readings import line, reading
from tests.services.townsfolk import plant_commune

JULY = Description("Budget", "approved", date(2025, 6, 12), date(2025, 7, 1), date(2026, 6, 30), False)


def test_a_document_gets_its_date_its_status_and_its_own_year(session: Session, house: House, commune: Commune) -> None:
    document = plant_document(session, commune, 2024)
    describe(session, house, commune.id, document.id, JULY, staff_id=None)
    ((row,), _) = documents_page(session, commune.id)
    assert (row.year, row.year_name, row.status, row.dated_on) == (2025, "2025/2026", "approved", date(2025, 6, 12))


@pytest.mark.parametrize("ends_on", [date(2025, 7, 1), date(2024, 1, 1), date(2028, 1, 1)])
def test_days_that_make_no_year_are_refused(session: Session, house: House, commune: Commune, ends_on: date) -> None:
    document = plant_document(session, commune)
    with pytest.raises(Refusal, match="budget_dates_wrong"):
        describe(session, house, commune.id, document.id, replace(JULY, ends_on=ends_on), staff_id=None)


def test_an_import_in_burundi_is_for_the_year_from_july_on(session: Session, house: House, commune: Commune) -> None:
    commune.country = "BI"
    session.flush()
    (document,) = import_budget(
        session, house, commune, reading(line("Eau", {(2025, "voted"): 1})), source=Source("a", "a")
    )
    assert (document.starts_on, document.ends_on) == (date(2025, 7, 1), date(2026, 6, 30))
    said = import_budget(
        session, house, commune, reading(line("Eau", {(2023, "voted"): 1})), source=Source("b", "b"),
        terms=Terms(first_month=1, dated_on=date(2022, 11, 3)),
    )  # fmt: skip
    assert [(row.ends_on, row.dated_on) for row in said] == [(date(2023, 12, 31), date(2022, 11, 3))]


def test_the_amendment_approved_last_answers(session: Session, house: House, commune: Commune) -> None:
    for day, amount in ((3, 100), (9, 300), (6, 200)):
        document = plant_document(session, commune, status="amended", dated_on=date(2025, day, 1), source=f"{day}")
        plant_line(session, document, "water", amended=amount)
    plant_line(session, plant_document(session, commune, status="draft", dated_on=date(2025, 12, 1)), "water", voted=9)
    view = topic_answer(session, commune, "water", 2025, None, today=TODAY)
    assert (view.amount, view.source, view.status) == (300, "9", "amended")


def test_the_file_is_kept_as_it_came_and_given_to_those_who_may(
    session: Session, house: House, commune: Commune
) -> None:
    stored_as = keep_source(house, "Libellé;é\n".encode("cp1252"))
    document = plant_document(session, commune, stored_as=stored_as, source="budget 2025.csv")
    kept = source_file(session, house, commune.id, document.id, public=False)
    assert (kept.path.read_bytes(), kept.media_type) == ("Libellé;é\n".encode("cp1252"), "text/csv")
    assert kept.file_name == "budget 2025.csv"
    with pytest.raises(Refusal, match="budget_file_gone"):
        source_file(session, house, commune.id, document.id, public=True)
    document.file_public = True
    assert source_file(session, house, commune.id, document.id, public=True).path == kept.path
    document.published = False
    with pytest.raises(Refusal, match="budget_file_gone"):
        source_file(session, house, commune.id, document.id, public=True)


def test_the_file_of_another_commune_is_not_found(session: Session, house: House, commune: Commune) -> None:
    document = plant_document(session, commune, stored_as=keep_source(house, b"a;b"))
    with pytest.raises(Refusal, match="budget_no_such_document"):
        source_file(session, house, plant_commune(session, "other").id, document.id, public=False)
    with pytest.raises(Refusal, match="budget_no_such_document"):
        source_file(session, house, commune.id, 10**30, public=False)


@pytest.mark.parametrize("stored_as", ["../secret", "x" * 32 + ".csv", None])
def test_a_name_that_is_not_ours_leads_nowhere(
    session: Session, house: House, commune: Commune, stored_as: str | None
) -> None:
    document = plant_document(session, commune, stored_as=stored_as)
    with pytest.raises(Refusal, match="budget_file_gone"):
        source_file(session, house, commune.id, document.id, public=False)
    discard_source(house, stored_as or "")


def test_one_withdrawal_undoes_both_years_of_a_file(session: Session, house: House, commune: Commune) -> None:
    both = reading(line("Eau", {(2024, "voted"): 1, (2025, "voted"): 2}))
    import_budget(session, house, commune, both, source=Source("a", "a" * 64))
    first = session.query(BudgetDocument).first()
    assert first is not None
    assert len(withdraw_import(session, house, commune.id, first.id, staff_id=None)) == 2
    with pytest.raises(Refusal, match="budget_withdrawn"):
        withdraw_import(session, house, commune.id, first.id, staff_id=None)
    assert len(import_budget(session, house, commune, both, source=Source("a", "a" * 64))) == 2
