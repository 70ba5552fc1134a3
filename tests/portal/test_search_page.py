"""Anybody finds what is published by its words, and reads what the money of a programme brought."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Commune, Indicator, Measure, Programme, Project
from tests.portal.conftest import Site
from tests.services.townsfolk import planted


def measure(session: Session, site: Site) -> None:
    programme = session.query(Programme).filter_by(commune_id=site.commune_id).one()
    programme.objective = "Des puits <i>"
    wells = planted(session, Indicator(programme_id=programme.id, name="Puits <b>", unit="puits"))
    planted(session, Measure(indicator_id=wells.id, year=2025, target=12_000, result=7_000))
    planted(session, Indicator(programme_id=programme.id, name="Sans mesure"))
    session.get_one(Commune, site.commune_id).revision += 1


def test_the_budget_page_has_money_and_result_on_one_row(site: Site) -> None:
    assert "no result given yet" in site.text("/zongo/budget?lang=en")
    site.house.work.write(lambda session: measure(session, site))
    page = site.text("/zongo/budget?lang=en")
    assert "What the money brought" in page
    for words in ("Puits &lt;b&gt;", "12 puits", "7 puits", "Des puits &lt;i&gt;"):
        assert words in page, words


@pytest.mark.parametrize("asked", ["eau", "EAU VIE", "eaux"])
def test_a_programme_is_found_with_a_link_to_it(site: Site, asked: str) -> None:
    page = site.text(f"/zongo/search?lang=en&q={asked}")
    assert "002 Eau &amp; vie" in page
    assert 'href="/zongo/budget?year=2025&amp;lang=en#programmes"' in page


def test_a_line_is_found_with_its_year(site: Site) -> None:
    page = site.text("/zongo/search?lang=en&q=roadz")
    assert 'href="/zongo/budget?year=2025&amp;lang=en"' in page and "roads" in page


def test_a_project_is_shown_by_its_title_in_the_readers_language(site: Site) -> None:
    def name(session: Session) -> None:
        row = session.query(Project).filter_by(commune_id=site.commune_id).order_by(Project.number).first()
        assert row is not None
        row.titles = {"fr": "Forage <b>", "en": "Well <b>"}
        session.get_one(Commune, site.commune_id).revision += 1

    site.house.work.write(name)
    for language, title in (("fr", "Forage"), ("en", "Well"), ("ar", "Forage")):
        assert f"{title} &lt;b&gt;</bdi></a>" in site.text(f"/zongo/search?lang={language}&q=forage")


@pytest.mark.parametrize("asked", ["", "%20", "dromadaire", "%00", "%3Cscript%3Ealert(1)%3C/script%3E", "x" * 4000])
def test_whatever_is_typed_gets_a_page(site: Site, asked: str) -> None:
    answer = site.get(f"/zongo/search?lang=en&q={asked}")
    assert answer.status_code == 200
    assert "<script" not in answer.get_data(as_text=True)


def test_the_form_stands_on_the_budget_page_and_keeps_what_was_asked(site: Site) -> None:
    page = site.text("/zongo/budget?lang=fr")
    assert 'action="/zongo/search' in page and '<input type="hidden" name="lang" value="fr">' in page
    assert 'value="eau &#34;x"' in site.text("/zongo/search?lang=fr&q=eau+%22x")


def test_a_receipt_is_found_as_money_that_comes_in(site: Site) -> None:
    page = site.text("/zongo/search?lang=en&q=revenue")
    assert "Money received" in page
    assert "Carried out" not in page
