"""Money in Arabic text keeps its own direction: every amount stands in an isolate, or alone in its place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from services.house import House
from tests.conftest import HandClock
from tests.portal.conftest import Site
from tests.portal.test_pages import PAGES
from tests.portal.test_results_page import hold_vote
from tests.services.townsfolk import NOW

APART = re.compile(r"<(svg|bdi|title|head)\b.*?</\1>|\u2068[^\u2069]*\u2069", re.DOTALL)
"""What keeps its own direction, and what is drawn."""
MONEY = re.compile(r"[\d.,\u00a0\u202f ]*\d\s*(?:مليون\s*|مليار\s*|ألف\s*)?(?:F\b|FCFA|FBu|XOF|BIF|MAD|DH|فرنك|درهم)")
WALKED = (*PAGES, "/zongo/search?q=eau", "/zongo/budget?year=2025")


@pytest.mark.parametrize("path", WALKED)
def test_every_amount_on_an_arabic_page_is_isolated(site: Site, path: str) -> None:
    page = site.text(f"{path}{'&' if '?' in path else '?'}lang=ar")
    assert 'dir="rtl"' in page
    assert MONEY.findall(APART.sub(" ", page)) == []


def test_the_walk_meets_amounts(site: Site) -> None:
    found = [path for path in WALKED if MONEY.search(site.text(f"{path}{'&' if '?' in path else '?'}lang=ar"))]
    assert {"/zongo/budget", "/zongo/projects", "/zongo/projects/2"} <= set(found)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.mark.parametrize("path", ["results", "projects/2", "proof"])
def test_amounts_of_a_published_result_are_isolated(
    empty_app: Flask, house: House, clock: HandClock, run: Any, path: str
) -> None:
    run(lambda session: hold_vote(session, house, clock, published=True))
    page = empty_app.test_client().get(f"/zongo/{path}?lang=ar").get_data(as_text=True)
    assert MONEY.findall(APART.sub(" ", page)) == []
