from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models import Commune
from services.house import House
from tests.portal.conftest import Site
from tests.services.budgets.planting import plant_document
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.townsfolk import plant_commune

PAGES = (
    "/zongo/",
    "/zongo/budget",
    "/zongo/projects",
    "/zongo/projects/2",
    "/zongo/projects/3",
    "/zongo/results",
    "/zongo/documents",
)
LARGEST = 50 * 1024
SHARED_SHEET = 12 * 1024
MOST_REQUESTS = 4


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_is_there_in_every_language_and_small(site: Site, language: str) -> None:
    for path in PAGES:
        answer = site.get(f"{path}?lang={language}")
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200, path
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
        assert (
            len(answer.data) + sum(len(site.get(own).data) for own in own_files(page)) < LARGEST - 12_000
        )  # the shared sheet
        assert 1 + len(re.findall(r"<(?:link|script|img|iframe)\b[^>]*(?:href|src)=", page)) <= MOST_REQUESTS
        assert not re.search(r"<script|\bstyle=|\bon\w+=|<style", page), path


def test_the_first_page_says_which_days_the_commune_promises(site: Site) -> None:
    def promise(session: Session) -> None:
        session.get_one(Commune, site.commune_id).commitments = {"promise": {"days": 15, "unit": "working"}}

    assert "within \u206815 days\u2069" in site.text("/zongo/?lang=en")
    site.house.work.write(promise)
    assert "within \u206815 working days\u2069" in site.text("/zongo/?lang=en")


def own_files(page: str) -> set[str]:
    return set(re.findall(r'"(/assets/[^"]+)"', page))


def test_no_page_sets_a_cookie_and_each_can_be_kept_and_asked_for_again(site: Site) -> None:
    for path in PAGES:
        first = site.get(path)
        assert "Set-Cookie" not in first.headers
        assert (first.cache_control.public, first.cache_control.max_age) == (True, 60)
        assert "Accept-Language" in first.vary
        again = site.get(path, If_None_Match=first.headers["ETag"])
        assert (again.status_code, again.data) == (304, b"")


def test_the_address_outdoes_the_browser_and_the_browser_the_commune(site: Site) -> None:
    assert '<html lang="en"' in site.text("/zongo/?lang=en", Accept_Language="ar")
    assert '<html lang="ar"' in site.text("/zongo/", Accept_Language="ar;q=0.9, de")
    assert '<html lang="fr"' in site.text("/zongo/", Accept_Language="de")
    assert '<html lang="fr"' in site.text("/zongo/?lang=klingon")


def test_the_way_to_the_panel_keeps_the_chosen_language(empty_app: Flask) -> None:
    client = empty_app.test_client()
    assert 'href="/panel/?lang=ar"' in client.get("/?lang=ar").get_data(as_text=True)
    assert 'href="/panel/"' in client.get("/").get_data(as_text=True)


def test_a_chosen_language_is_carried_by_every_link(site: Site) -> None:
    links = re.findall(r'href="(/zongo/[^"]*)"', site.text("/zongo/?lang=ar"))
    assert links
    assert all("lang=" in link for link in links)
    assert "lang=" not in "".join(re.findall(r'<nav class="tabs".*?</nav>', site.text("/zongo/"), re.S))


def test_what_people_wrote_is_never_markup(site: Site) -> None:
    for path in PAGES:
        page = site.text(path)
        assert not re.search(r"<i>|<b>|<img>|<script>", page), path


def test_the_only_commune_is_opened_at_once_and_several_are_listed(site: Site) -> None:
    assert site.get("/?lang=ar").headers["Location"] == "/zongo/?lang=ar"
    site.house.work.write(lambda session: plant_commune(session, "kozah").id)
    assert 'href="/kozah/"' in site.text("/")


def test_a_house_without_a_commune_says_where_to_begin(empty_app: Flask) -> None:
    assert "/panel/" in empty_app.test_client().get("/").get_data(as_text=True)


def test_the_budget_says_amounts_shares_stage_status_source_and_year(site: Site) -> None:
    page = site.text("/zongo/budget?lang=en")
    for words in (
        "2025",
        "700 F",
        "900 F",
        "1 000 F",
        "paid",
        "voted forecast",
        "compte &lt;b&gt;",
        "account of the year",
    ):
        assert words in page, words
    assert '<svg class="chart"' in page
    assert "1 F for each of today’s 1 000 inhabitants" in page.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("language", "works", "unsaid"),
    [
        ("fr", "Travaux et équipements", "Non précisé par le document"),
        ("ar", "الأشغال والتجهيزات", "غير مذكورة في الوثيقة"),
        ("en", "Works and equipment", "Not said by the document"),
    ],
)
def test_the_budget_says_what_the_money_is_spent_on(site: Site, language: str, works: str, unsaid: str) -> None:
    page = site.text(f"/zongo/budget?lang={language}")
    section = page[page.index('id="natures"') : page.index('id="programmes"')]
    rows = re.findall(r'<th scope="row" data-label=""><bdi>(.*?)</bdi>', section)
    shares = re.findall(r"<bdi>(\d+)</bdi></td>\s*</tr>", section)
    assert (rows, shares) == ([works, unsaid], ["70", "30"])
    assert "/zongo/data/budget-2025.csv" in section and '<svg class="chart"' in section


@pytest.mark.parametrize("year", ["2019", "abc", "٢٠٢٥", "99999999999999999999", "-1"])
def test_a_year_that_is_none_is_not_found(site: Site, year: str) -> None:
    assert site.get(f"/zongo/budget?year={year}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/zongo/nowhere",
        "/zongo/projects/99",
        "/zongo/projects/99999999999999999999999",
        "/zongo/documents/1",
        "/zongo/documents?page=0",
        "/zongo/data/budget-2019.csv",
        "/Zongo%00/",
    ],
)
def test_what_is_not_there_is_said_in_words(site: Site, path: str) -> None:
    answer = site.get(f"{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == 404
    assert "There is no such page" in answer.get_data(as_text=True)


def test_a_page_cannot_be_written_to(site: Site) -> None:
    answer = site.client.post("/zongo/budget")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_nobody_takes_the_panels_place_by_a_communes_name(site: Site) -> None:
    site.house.work.write(lambda session: plant_commune(session, "panel").id)
    assert site.get("/panel/").status_code == 404


def test_results_say_that_nothing_is_shown_before_publication(site: Site) -> None:
    assert "No result is published" in site.text("/zongo/results?lang=en")


def test_a_broken_page_answers_in_words_and_nothing_of_the_inside(site: Site, house: House) -> None:
    site.house.work.close()
    site.app.view_functions["portal.results"] = lambda: 1 // 0
    answer = site.get("/zongo/results?lang=en")
    assert answer.status_code == 500
    assert "It is not your fault" in answer.get_data(as_text=True)
    assert "ZeroDivision" not in answer.get_data(as_text=True)


def test_a_head_request_and_links_named_like_tools_do_no_harm(site: Site) -> None:
    assert site.client.head("/zongo/").status_code == 200
    page = site.text("/zongo/budget?_external=1&_scheme=javascript&_anchor=x&year=2025")
    assert "javascript:" not in page


def test_money_of_a_year_far_from_now_is_shared_out_among_nobody(site: Site, house: House) -> None:
    def plant(session: Session) -> None:
        document = plant_document(session, session.get_one(Commune, site.commune_id), 2009, status="executed")
        plant_budget_line(session, document, "water", voted=900, paid=700)

    house.work.write(plant)
    page = site.text("/zongo/budget?lang=en&year=2009")
    assert "700 F" in page
    assert "today’s" not in page
