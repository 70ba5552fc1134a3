from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Commune
from services import requests
from services.public.requests import figures_of
from tests.portal.conftest import Site
from tests.portal.test_open_data import table
from tests.services.townsfolk import plant_contact

SECRET = "Je m'appelle Awa Koné, 90 12 34 56"


@pytest.fixture
def asked(site: Site) -> Site:
    """Two questions answered, one of them published, one that waits."""

    def plant(session: Session) -> None:
        commune = session.get_one(Commune, site.commune_id)
        contact = plant_contact(session, site.house, commune, "+22990123456")
        common = {"house": site.house, "commune_id": commune.id, "staff_id": None}
        texts = [f"Quand ouvre le marché <b> ? {SECRET}", f"=1+1 et l'eau ? {SECRET}", f"Qui paie ? {SECRET}"]
        rows = [
            requests.file_question(
                session,
                site.house,
                commune=commune,
                contact=contact,
                line=None,
                text=text,
                topic=None,
                language="fr",
            ).id
            for text in texts
        ]
        for row in rows[:2]:
            requests.answer(session, request_id=row, text=f"Mardi. {SECRET}", **common)
        words = {"text": "=1+1 Quand ouvre le marché <b> ?", "answer": "Mardi."}
        requests.publish(session, request_id=rows[0], **words, **common)

    site.house.work.write(plant)
    return site


def test_the_register_shows_every_request_by_its_dates_and_only_confirmed_words(asked: Site) -> None:
    page = asked.text("/zongo/requests?lang=en")
    assert page.count("<article") == 3
    assert "Quand ouvre le marché &lt;b&gt; ?" in page and page.count("Its words have not been read") == 2
    assert "Awa" not in page and "90 12" not in page


def test_what_is_public_is_found_by_its_words_and_what_is_not_is_not(asked: Site) -> None:
    assert asked.text("/zongo/requests?q=MARCHE ouvre").count("<article") == 1
    for nearly in ("marchés", "marhce", "mardis"):
        assert asked.text(f"/zongo/requests?q={nearly}").count("<article") == 1, nearly
    assert asked.text("/zongo/requests?q=Awa").count("<article") == 0
    assert asked.text("/zongo/requests?q=eau").count("<article") == 0
    assert asked.text("/zongo/requests?q=DI-26-0003").count("<article") == 1


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ff", "q=" + "x" * 3000, "page=0", "page=x", "q=%3Cscript%3E", "page=99"]
)
def test_every_address_gets_a_clear_answer(asked: Site, query: str) -> None:
    answer = asked.get(f"/zongo/requests?{query}")
    assert answer.status_code in {200, 404}
    assert "<script>" not in answer.get_data(as_text=True)


def test_the_figures_are_those_of_the_rows(asked: Site) -> None:
    figures = asked.house.work.read(lambda session: figures_of(session, asked.house, asked.commune_id))
    assert (figures.received, figures.settled, figures.in_time, figures.median_days, figures.waiting) == (3, 2, 2, 0, 1)


def test_the_table_for_machines_has_no_formula_and_nobody(asked: Site) -> None:
    rows = table(asked, "/zongo/data/requests.csv")
    assert [row["reference"] for row in rows] == ["DI-26-0003", "DI-26-0002", "DI-26-0001"]
    assert rows[2]["text"] == "'=1+1 Quand ouvre le marché <b> ?"
    assert all("Awa" not in value for row in rows for value in row.values())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_commune_nobody_asked_anything_has_its_page(site: Site, language: str) -> None:
    page = site.get(f"/zongo/requests?lang={language}")
    assert page.status_code == 200
    assert len(page.get_data()) < 50_000
