"""Lines are found by all of their own words, on the side and of the topic that is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import Commune
from services.revision import grow_revision
from services.search import search
from services.search.named_lines import lines_named
from services.search.words import may_be_misspelt
from tests.services.budgets.planting import plant_document, plant_line

LINES = (
    ("Carburant de la mairie", "administration", "expenditure"),
    ("Carburant de la santé", "health", "expenditure"),
    ("Impôt sur les terrains", "revenue", "revenue"),
    ("Aménagement de terrains", "administration", "expenditure"),
    ("Taxe de marché", "revenue", "revenue"),
    ("Cotisations de médecine du travail", "administration", "expenditure"),
)

KEPT_UP = ["mairie", "école", "marché", "puits", "pont", "route", "stade", "dépôt", "jardin", "digue"]


@pytest.fixture
def lines(session: Session, commune: Commune) -> None:
    for year in (2024, 2025):
        document = plant_document(session, commune, year, status="voted", source=f"BP {year}")
        for label, topic, side in LINES:
            plant_line(session, document, topic, side=side, voted=year).label = label
    session.flush()
    grow_revision(session, commune.id)


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("words", "side", "topic", "found"),
    [
        ("impot terrains", None, None, ["Impôt sur les terrains"]),
        ("terrains", "expenditure", None, ["Aménagement de terrains"]),
        ("terrains", "revenue", None, ["Impôt sur les terrains"]),
        ("carburant sante", "expenditure", None, ["Carburant de la santé"]),
        ("carburants", None, "health", ["Carburant de la santé"]),
        ("carburant", None, "water", []),
        ("carburant ecole", None, None, []),
        ("taxe marchands", "revenue", None, []),
        ("medicines", None, None, []),
        ("medecin travail", None, None, ["Cotisations de médecine du travail"]),
    ],
)
def test_a_line_bears_every_word_that_is_asked_for(
    session: Session, commune: Commune, words: str, side: str | None, topic: str | None, found: list[str]
) -> None:
    told = lines_named(session, commune.id, words, side=side, topic=topic)
    assert [hit.title for hit in told] == found
    assert {hit.year for hit in told} <= {"2025"}


@pytest.mark.usefixtures("lines")
def test_the_year_that_is_asked_for_is_told(session: Session, commune: Commune) -> None:
    (hit,) = lines_named(session, commune.id, "taxe de marché", year=2024)
    assert (hit.year, hit.planned, hit.side) == ("2024", 2024, "revenue")


@pytest.mark.parametrize("find", [lines_named, search])
@pytest.mark.parametrize("year", [2020, 2021])
def test_the_year_that_is_asked_for_is_told_however_many_years_are_newer(
    session: Session, commune: Commune, find: Callable[..., list[HitView]], year: int
) -> None:
    for published in range(2020, 2026):
        document = plant_document(session, commune, published, status="voted")
        for place in KEPT_UP:
            plant_line(session, document, "administration", voted=published).label = f"Entretien {place}"
    session.flush()
    grow_revision(session, commune.id)
    told = find(session, commune.id, "entretien", year=year)
    assert [hit.year for hit in told] == [str(year)] * 6


@pytest.mark.parametrize("find", [lines_named, search])
@pytest.mark.parametrize(("words", "found"), [("maternité", []), ("matériels", ["Matériel informatique"])])
def test_a_line_is_not_found_by_the_mere_beginning_of_a_word(
    session: Session, commune: Commune, find: Callable[..., list[HitView]], words: str, found: list[str]
) -> None:
    document = plant_document(session, commune, 2025, status="voted")
    plant_line(session, document, "administration", voted=1).label = "Matériel informatique"
    session.flush()
    grow_revision(session, commune.id)
    assert [hit.title for hit in find(session, commune.id, words)] == found


@pytest.mark.parametrize(
    ("said", "word", "is_slip"),
    [
        ("maternite", "materiel", False),
        ("ambulence", "ambulance", True),
        ("carburan", "carburant", True),
        ("informatik", "informatique", True),
        ("subvension", "subvention", True),
    ],
)
def test_a_slip_is_of_few_letters(said: str, word: str, *, is_slip: bool) -> None:
    assert may_be_misspelt(said, word) is is_slip
