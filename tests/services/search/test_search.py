"""What is published is found by its words, however they are written, the same on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.ports import HitView
from models import BudgetLine, Commune, Document, Indicator, Project
from models.document import DocumentCategory
from services.revision import grow_revision
from services.search import search
from services.search.kinds import find_kinds
from tests.services.budgets.planting import plant_document, plant_line, plant_programme
from tests.services.townsfolk import NOW, plant_commune, planted


def plant(session: Session, document: Any, label: str, **amounts: int) -> BudgetLine:
    line = plant_line(session, document, "water", **amounts)
    line.label = label
    session.flush()
    return line


def titles(session: Session, commune: Commune, words: str, **options: Any) -> list[str]:
    return [hit.title for hit in search(session, commune.id, words, **options)]


@pytest.fixture
def filled(session: Session, commune: Commune) -> Commune:
    document = plant_document(session, commune, 2025)
    for label in ("Pompe à motricité humaine", "Réfection de l'école primaire", "Fêtes et cérémonies", "صيانة المضخة"):
        plant(session, document, label, voted=1000, paid=400)
    return commune


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pompe", "Pompe à motricité humaine"),
        ("POMPES", "Pompe à motricité humaine"),
        ("ponpe", "Pompe à motricité humaine"),
        ("ecole", "Réfection de l'école primaire"),
        ("refection ecolle", "Réfection de l'école primaire"),
        ("ceremonie", "Fêtes et cérémonies"),
        ("serimonies", "Fêtes et cérémonies"),
        ("céré", "Fêtes et cérémonies"),
        ("مضخة", "صيانة المضخة"),
        ("المضخه", "صيانة المضخة"),
    ],
)
def test_words_are_found_in_any_spelling(session: Session, filled: Commune, asked: str, found: str) -> None:
    assert titles(session, filled, asked) == [found]


@pytest.mark.parametrize("asked", ["", "   ", "dromadaire", "de la", "?", "\0", "x" * 5000, "%' OR 1=1 --", "\ud800"])
def test_what_is_not_there_is_not_found(session: Session, filled: Commune, asked: str) -> None:
    assert titles(session, filled, asked) == []


def test_a_line_is_told_with_its_money_and_its_document(session: Session, filled: Commune) -> None:
    (hit,) = search(session, filled.id, "pompe", address="https://kossi.example/kossi")
    assert hit == HitView(
        "line", "Pompe à motricité humaine", "2025", "water", None, 1000, 400, "voted", "budget.xlsx", "",
        "https://kossi.example/kossi/budget?year=2025", side="expenditure",
    )  # fmt: skip


def test_the_same_line_of_several_years_is_told_once_the_latest(session: Session, commune: Commune) -> None:
    for year in (2023, 2025, 2024):
        plant(session, plant_document(session, commune, year), "Pompe", voted=year)
    assert [(hit.title, hit.year) for hit in search(session, commune.id, "pompe")] == [("Pompe", "2025")]


def test_only_what_is_published_by_this_commune_is_found(session: Session, commune: Commune) -> None:
    plant(session, plant_document(session, commune, published=False), "Pompe cachée", voted=1)
    plant(session, plant_document(session, commune, withdrawn_at=NOW), "Pompe retirée", voted=1)
    plant(session, plant_document(session, plant_commune(session, key="other")), "Pompe voisine", voted=1)
    assert titles(session, commune, "pompe") == []


def test_what_has_more_of_the_words_comes_first(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    for label in ("Pompe de Zongo", "Route de Zongo", "Pompe de Bè"):
        plant(session, document, label, voted=1)
    assert titles(session, commune, "pompe zongo")[0] == "Pompe de Zongo"


def test_programmes_and_documents_are_found_too(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    programme = plant_programme(session, document, "017", "Accès à l'eau")
    planted(session, Indicator(programme_id=programme.id, name="Forages réparés"))
    plant_line(session, document, "water", programme_id=programme.id, voted=1)
    planted(
        session,
        Document(commune_id=commune.id, title="Guide du citoyen", category=DocumentCategory.GUIDE, language="fr",
                 dated_on=date(2026, 1, 2), published_at=NOW, stored_as="k.pdf"),
    )  # fmt: skip
    (found,) = search(session, commune.id, "forage")
    assert (found.kind, found.title, found.code) == ("programme", "017 Accès à l'eau", "017")
    (guide,) = search(session, commune.id, "guides citoyen", address="/kossi")
    assert guide.kind == "document" and guide.link.startswith("/kossi/documents/")


def test_an_index_is_built_anew_only_when_what_is_published_changes(session: Session, commune: Commune) -> None:
    memory: dict[Any, Any] = {}
    plant(session, plant_document(session, commune, 2024), "Pompe", voted=1)
    assert titles(session, commune, "pompe", memory=memory) == ["Pompe"]
    commune.revision += 1
    session.flush()
    kept = memory["search indexes"][commune.id]["lines"][1]
    assert titles(session, commune, "pompe", memory=memory) == ["Pompe"]
    assert memory["search indexes"][commune.id]["lines"][1] is kept
    plant(session, plant_document(session, commune, 2025), "Pompe neuve", voted=1)
    assert titles(session, commune, "pompe", memory=memory) == ["Pompe neuve", "Pompe"]


def test_only_so_many_communes_are_remembered(session: Session) -> None:
    memory: dict[Any, Any] = {}
    for number in range(20):
        search(session, number, "pompe", memory=memory)
    assert sorted(memory["search indexes"]) == list(range(4, 20))


def test_every_kind_bears_the_name_of_its_file_and_has_words_of_its_own() -> None:
    assert [kind.key for kind in find_kinds()] == [
        "projects",
        "programmes",
        "lines",
        "answers",
        "documents",
        "follow_ups",
    ]
    assert len({kind.order for kind in find_kinds()}) == 6


def test_a_line_of_a_fiscal_year_across_two_calendar_years_is_named_by_both(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune, 2025)
    document.starts_on, document.ends_on = date(2025, 7, 1), date(2026, 6, 30)
    plant(session, document, "Pompe à motricité humaine", voted=1000)
    assert [hit.year for hit in search(session, commune.id, "pompe")] == ["2025/2026"]


TITLES = {"ar": "حفر بئر زونغو", "en": "Zongo well", "fr": "Forage à Zongo"}


def plant_project(session: Session, commune: Commune, number: int = 1, **titles_of: str) -> None:
    row = Project(
        commune_id=commune.id, number=number, titles=titles_of, short_names=titles_of, cost=1, made_at=NOW
    )  # fmt: skip
    planted(session, row)
    grow_revision(session, commune.id)
    session.expire(commune)


@pytest.mark.parametrize("asked", ["forage", "FORAGES", "well", "بئر", "البئر"])
def test_a_project_is_found_by_its_name_in_any_language_and_bears_all_its_titles(
    session: Session, commune: Commune, asked: str
) -> None:
    plant_project(session, commune, **TITLES)
    (hit,) = search(session, commune.id, asked, address="https://here.example/kossi")
    assert (hit.kind, hit.code, hit.title) == ("project", "1", "1 Forage à Zongo")
    assert hit.link == "https://here.example/kossi/projects/1"
    assert list(hit.titles.items()) == [(tag, f"1 {TITLES[tag]}") for tag in ("fr", "ar", "en")]


def test_projects_are_read_anew_only_when_the_commune_has_changed_and_never_whole(
    session: Session, commune: Commune
) -> None:
    memory: dict[Any, Any] = {}
    asked: list[str] = []
    plant_project(session, commune, fr="Forage à Zongo")
    event.listen(session.get_bind(), "before_cursor_execute", lambda _c, _u, sql, *_rest: asked.append(sql))
    for _times in range(2):
        assert titles(session, commune, "forage", memory=memory) == ["1 Forage à Zongo"]
    read = [sql for sql in asked if "FROM project" in sql]
    assert sum("short_names" in sql for sql in read) == 1
    assert not any("description" in sql for sql in read)
    plant_project(session, commune, 2, fr="Forage à Tokoin")
    assert len(titles(session, commune, "forage", memory=memory)) == 2


def test_lines_of_one_title_in_one_document_are_told_as_their_sum(session: Session, commune: Commune) -> None:
    before = plant_document(session, commune, 2023)
    plant(session, before, "Carburant et lubrifiant", voted=99)
    document = plant_document(session, commune, 2024)
    for number, (voted, paid) in enumerate(((7_000_001, 1_000_000), (2_000_000, 900_000), (153_000, 35_000)), start=1):
        programme = plant_programme(session, document, f"00{number}", f"Programme {number}")
        line = plant(session, document, "Carburant et lubrifiant", voted=voted, paid=paid)
        line.programme_id = programme.id
    plant(session, document, "CARBURANT et Lubrifiant", voted=5, paid=0, ordered=7)
    plant(session, document, "Carburant et lubrifiant", voted=77).nature = "internal"
    receipts = plant_line(session, document, None, side="revenue", voted=500)
    receipts.label = "Carburant et lubrifiant"
    session.flush()
    (hit,) = search(session, commune.id, "carburant")
    assert (hit.year, hit.lines, hit.planned, hit.done) == ("2024", 4, 9_153_006, 1_935_000)
    assert [(part.programme, part.planned, part.done) for part in hit.parts] == [
        ("Programme 1", 7_000_001, 1_000_000),
        ("Programme 2", 2_000_000, 900_000),
        ("Programme 3", 153_000, 35_000),
        ("", 5, 0),
    ]


def test_a_line_that_says_nothing_of_what_was_done_is_no_nought_and_leaves_no_sum_of_it(
    session: Session, commune: Commune
) -> None:
    document = plant_document(session, commune)
    plant(session, document, "Carburant", voted=700, paid=300)
    plant(session, document, "Carburant", voted=50, ordered=7)
    plant(session, document, "Carburant")  # a heading: it has no money at all
    (hit,) = search(session, commune.id, "carburant")
    assert (hit.planned, hit.done, hit.done_in_part) == (750, None, True)
    assert [(part.planned, part.done) for part in hit.parts] == [(700, 300), (50, None), (None, None)]


def test_where_no_line_says_what_was_done_nothing_was_noted(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    for voted in (700, 50):
        plant(session, document, "Carburant", voted=voted)
    (hit,) = search(session, commune.id, "carburant")
    assert (hit.planned, hit.done, hit.done_in_part) == (750, None, False)


def test_a_sum_is_of_all_its_lines_however_many_and_crowds_nothing_out(session: Session, commune: Commune) -> None:
    document = plant_document(session, commune)
    for number in range(130):
        plant(session, document, "Carburant", voted=number)
    plant(session, document, "Carburant du camion", voted=1)
    found = search(session, commune.id, "carburant")
    assert [(hit.title, hit.lines, hit.planned) for hit in found] == [
        ("Carburant", 130, sum(range(130))),
        ("Carburant du camion", 1, 1),
    ]
    assert len(found[0].parts) == 20


def test_the_year_asked_for_comes_before_the_latest(session: Session, commune: Commune) -> None:
    for year in (2023, 2025, 2024):
        plant(session, plant_document(session, commune, year), "Pompe", voted=year)
    assert [hit.year for hit in search(session, commune.id, "pompe", year=2024)] == ["2024"]
    assert [hit.year for hit in search(session, commune.id, "pompe", year=2022)] == ["2025"]
