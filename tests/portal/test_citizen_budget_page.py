"""The citizen budget as a page and as a sheet: the same words, small, and clear where there is none."""

from __future__ import annotations

import re
from html import unescape

import pytest

from services.house import House
from tests.portal.conftest import Site
from tests.printing.sheets_of import opened, text_of
from tests.services.townsfolk import plant_commune

PAGE = "/zongo/budget/2025"
SHEET = f"{PAGE}/citizen-budget.pdf"
LARGEST = 24 * 1024
MARKS = re.compile("[\u2066-\u2069]")


def words_of(page: str) -> str:
    return " ".join(MARKS.sub("", unescape(re.sub(r"<[^>]+>", " ", page))).split())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_is_small_and_bears_no_script(site: Site, language: str) -> None:
    answer = site.get(f"{PAGE}?lang={language}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert len(answer.data) < LARGEST
    assert f'lang="{language}"' in page
    assert not re.search(r"<script|\bstyle=|\bon\w+=|<style|<i>|<b>", page)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_amount_of_the_page_stands_on_the_sheet(site: Site, language: str) -> None:
    page = words_of(site.text(f"{PAGE}?lang={language}"))
    sheet = MARKS.sub("", text_of(site.get(f"{SHEET}?lang={language}").data)).replace(" ", "")
    amounts = set(re.findall(r"\d[\d ]* F\b", page))
    assert {"700 F", "300 F", "1 000 F", "1 500 F"} <= amounts
    assert [amount for amount in amounts if amount.replace(" ", "") not in sheet] == []


def test_the_sheet_is_a_pdf_in_the_language_of_its_address_and_can_be_kept(site: Site) -> None:
    answer = site.get(f"{SHEET}?lang=ar")
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="citizen-budget-2025-ar.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert opened(answer.data).trailer["/Root"]["/Lang"] == "ar"  # type: ignore[index]
    again = site.get(f"{SHEET}?lang=ar", If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


def test_the_budget_page_leads_to_it_and_it_to_its_sheet(site: Site) -> None:
    assert f'href="{PAGE}"' in site.text("/zongo/budget")
    assert f'href="{SHEET}?lang=fr"' in site.text(PAGE)
    assert f'href="{PAGE}?lang=ar"' in site.text(PAGE)  # the same page in another language


@pytest.mark.parametrize("path", ["/zongo/budget/2019", "/zongo/budget/2019/citizen-budget.pdf", "/zongo/budget/0000"])
def test_a_year_without_a_budget_is_not_found_in_words(site: Site, path: str) -> None:
    answer = site.get(f"{path}?lang=en")
    assert answer.status_code == 404
    assert "There is no such page" in answer.get_data(as_text=True)


def test_a_commune_without_a_budget_says_so_and_offers_no_sheet(site: Site, house: House) -> None:
    house.work.write(lambda session: plant_commune(session, "kozah").id)
    page = site.text("/kozah/budget?lang=en")
    assert "has not published its budget yet" in page
    assert "citizen-budget.pdf" not in page
