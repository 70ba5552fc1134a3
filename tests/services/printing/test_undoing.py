"""A citizen budget leaves the public pages with the budget its figures stand in, and with no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Document
from services.budgets.publishing import publish
from services.documents import list_documents
from services.house import House
from services.printing.papers import Paper, citizen_budget, publish_paper
from services.printing.reasons import PaperNo
from services.printing.undoing import hide_budget, papers_of_import, undo_import, withdraw_budget
from services.uploads import Upload
from tests.services.at_once import at_once
from tests.services.budgets.planting import plant_document, plant_line
from tests.services.townsfolk import plant_commune

UPLOAD = Upload("0" * 32 + ".pdf", "citizen-budget.pdf", 3)


def budget(session: Session, commune: Commune, year: int, voted: int, digest: str = "a", **values: object) -> int:
    document = plant_document(session, commune, year, source_digest=digest * 64, **values)
    plant_line(session, document, "water", voted=voted)
    return document.id


def paper_of(session: Session, house: House, commune: Commune, year: int) -> Paper:
    leaflet = citizen_budget(session, house, commune.id, year, "fr")
    return Paper(leaflet.title, f"{year}.pdf", "fr", b"", leaflet.budgets)


def print_budget(session: Session, house: House, commune: Commune, year: int) -> None:
    paper = paper_of(session, house, commune, year)
    publish_paper(session, house, commune_id=commune.id, paper=paper, upload=UPLOAD, staff_id=None)


def offered(session: Session, commune: Commune) -> list[str]:
    return sorted(view.title for view in list_documents(session, commune.id, public=True)[0])


def test_an_import_is_undone_with_every_citizen_budget_made_from_it(
    session: Session, house: House, commune: Commune
) -> None:
    first, second = budget(session, commune, 2024, 300), budget(session, commune, 2025, 400)
    budget(session, commune, 2020, 100, "b")
    for year in (2020, 2024, 2025):
        print_budget(session, house, commune, year)
    assert len(offered(session, commune)) == 3
    assert len(papers_of_import(session, commune.id, second)) == 2
    assert {row.id for row in undo_import(session, house, commune.id, second, staff_id=None)} == {first, second}
    assert [title[-4:] for title in offered(session, commune)] == ["2020"]
    acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("document_withdrawn") == 2


@pytest.mark.parametrize("act", [hide_budget, withdraw_budget])
def test_a_citizen_budget_goes_with_the_year_it_is_compared_with(
    session: Session, house: House, commune: Commune, act: object
) -> None:
    earlier = budget(session, commune, 2024, 300)
    budget(session, commune, 2025, 400, "b")
    print_budget(session, house, commune, 2025)
    act(session, house, commune.id, earlier, staff_id=None)  # type: ignore[operator]
    assert offered(session, commune) == []


def test_a_citizen_budget_stays_while_another_document_goes(session: Session, house: House, commune: Commune) -> None:
    voted = budget(session, commune, 2025, 400)
    print_budget(session, house, commune, 2025)
    approved = budget(session, commune, 2025, 500, "b", status="approved")
    withdraw_budget(session, house, commune.id, approved, staff_id=None)
    assert len(offered(session, commune)) == 1
    hide_budget(session, house, commune.id, voted, staff_id=None)
    assert offered(session, commune) == []


@pytest.mark.parametrize("act", [hide_budget, withdraw_budget, undo_import])
@pytest.mark.parametrize("is_printed_first", [True, False])
def test_no_citizen_budget_outlives_a_budget_that_goes_while_it_is_published(
    house: House, engine: Engine, act: Callable[..., object], is_printed_first: bool
) -> None:
    def plant(session: Session) -> tuple[int, int, Paper]:
        commune = plant_commune(session, population=1000)
        document_id = budget(session, commune, 2025, 400)
        return commune.id, document_id, paper_of(session, house, commune, 2025)

    commune_id, document_id, paper = house.work.write(plant)

    def print_it(session: Session) -> None:
        publish_paper(session, house, commune_id=commune_id, paper=paper, upload=UPLOAD, staff_id=None)

    def hide(session: Session) -> None:
        act(session, house, commune_id, document_id, staff_id=None)

    done = at_once(engine, *((print_it, hide) if is_printed_first else (hide, print_it)))
    raised = [error.reason for error in done if isinstance(error, Refusal)]
    assert raised == ([] if is_printed_first else [PaperNo.NO_BUDGET])
    assert house.work.read(lambda session: list_documents(session, commune_id, public=True)[0]) == []


def test_no_citizen_budget_is_published_of_a_budget_hidden_meanwhile(
    session: Session, house: House, commune: Commune
) -> None:
    document = budget(session, commune, 2025, 400)
    paper = paper_of(session, house, commune, 2025)
    publish(session, house, commune.id, document, published=False, staff_id=None)
    with pytest.raises(Refusal, match=PaperNo.NO_BUDGET):
        publish_paper(session, house, commune_id=commune.id, paper=paper, upload=UPLOAD, staff_id=None)
    assert session.scalars(select(Document)).all() == []
