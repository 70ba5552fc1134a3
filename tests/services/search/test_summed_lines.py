"""Lines of several titles are one sum: a thing's, the State's; what moves within a budget is in none."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Commune
from services.budgets.figures import INTERNAL
from services.revision import grow_revision
from services.search.summed_lines import sum_from_the_state, sum_of_lines, sum_of_taxes
from tests.services.budgets.planting import plant_document, plant_line

LINES = (
    ("Carburant de la mairie", "administration", "expenditure", 700),
    ("Carburant du marché", "markets", "expenditure", 900),
    ("Carburant de la santé", "health", "expenditure", 20),
    ("Taxe sur le carburant", "revenue", "revenue", 5),
    ("Dotation de l'État pour les écoles", "revenue", "revenue", 11),
    ("Autres dotations de l'État", "revenue", "revenue", 300),
    ("Droits d'état civil", "revenue", "revenue", 4),
)


@pytest.fixture
def lines(session: Session, commune: Commune) -> None:
    for year, more in ((2024, 0), (2025, 1)):
        document = plant_document(session, commune, year, status="voted", source=f"BP {year}")
        for label, topic, side, amount in LINES:
            plant_line(session, document, topic, side=side, voted=amount + more).label = label
        moved = plant_line(session, document, "administration", side="expenditure", voted=5000)
        moved.label, moved.nature = "Carburant viré à l'investissement", INTERNAL
    session.flush()
    grow_revision(session, commune.id)


@pytest.mark.usefixtures("lines")
def test_a_thing_is_the_sum_of_its_lines_the_largest_first(session: Session, commune: Commune) -> None:
    hit = sum_of_lines(session, commune.id, ["Carburant"], year=2024, side="expenditure")
    assert hit is not None
    assert (hit.planned, hit.lines, hit.year, hit.common) == (1620, 3, "2024", "Carburant")
    assert [(part.title, part.planned) for part in hit.parts] == [
        ("Carburant du marché", 900),
        ("Carburant de la mairie", 700),
        ("Carburant de la santé", 20),
    ]


@pytest.mark.usefixtures("lines")
def test_a_sum_is_of_the_latest_year_where_that_which_is_asked_for_has_none(session: Session, commune: Commune) -> None:
    hit = sum_of_lines(session, commune.id, ["fuel", "carburant"], year=2019, side="expenditure", topic="health")
    assert hit is not None
    assert (hit.planned, hit.lines, hit.year) == (21, 1, "2025")


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("words", "side", "topic"), [("bois", "expenditure", None), ("carburant", "revenue", "health")]
)
def test_of_what_no_line_is_called_there_is_no_sum(
    session: Session, commune: Commune, words: str, side: str, topic: str | None
) -> None:
    assert sum_of_lines(session, commune.id, [words], year=2025, side=side, topic=topic) is None


@pytest.mark.usefixtures("lines")
def test_what_the_state_gives_is_the_sum_of_the_receipts_that_say_so(session: Session, commune: Commune) -> None:
    hit = sum_from_the_state(session, commune.id, 2024)
    assert hit is not None
    assert (hit.planned, hit.lines, hit.side, hit.common) == (311, 2, "revenue", "state")
    assert [part.title for part in hit.parts] == ["Autres dotations de l'État", "Dotation de l'État pour les écoles"]


@pytest.mark.usefixtures("lines")
def test_taxes_are_the_sum_of_the_receipts_that_are_called_so(session: Session, commune: Commune) -> None:
    hit = sum_of_taxes(session, commune.id, 2024)
    assert hit is not None
    assert (hit.planned, hit.lines, hit.side, hit.common) == (5, 1, "revenue", "taxes")
    assert sum_of_taxes(session, commune.id, 2019) is None


def test_receipts_that_name_no_state_tell_nothing_of_it(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, 2025, status="voted")
    plant_line(session, document, "revenue", side="revenue", voted=5).label = "Taxe de marché"
    session.flush()
    assert sum_from_the_state(session, commune.id, 2025) is None
    assert sum_from_the_state(session, commune.id, 2024) is None
