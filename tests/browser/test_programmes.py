"""Programmes and the search in a real browser: small and wide, French and Arabic."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Window, press
from tests.browser.test_budget_pages import picture
from tests.browser.test_panel import speak

PUBLIC = {"budget": "/demo/budget", "search": "/demo/search?q=salaire", "nothing": "/demo/search?q=dromadaire"}
PANEL = {
    "programmes": "/panel/programmes/",
    "programme": "/panel/programmes/2",
    "programme-edit": "/panel/programmes/2/edit",
    "indicator": "/panel/programmes/3/indicators/4",
    "panel-search": "/panel/search/?q=ceremonie",
}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_public_pages_of_money_and_result_fit(open_window: Callable[..., Window], language: str) -> None:
    window = open_window()
    for name, path in PUBLIC.items():
        page = window.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
        for width in window.at_each_width():
            picture(page, f"{name}-{language}-{width}")
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_panel_pages_of_programmes_fit(
    open_window: Callable[..., Window], signed_in: StorageState, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    for name, path in PANEL.items():
        page = window.open(path)
        for width in window.at_each_width():
            picture(page, f"{name}-{language}-{width}")
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_word_is_looked_for_without_javascript(open_window: Callable[..., Window]) -> None:
    page = open_window(NARROW, javascript=False).open("/demo/budget?lang=fr")
    page.locator("#q").fill("ceremonnies")
    press(page.locator("form[role=search] button"))
    assert "cérémonies" in page.locator("main li h2").first.inner_text()
    press(page.locator("main li h2 a").first)
    assert page.url.endswith("/demo/budget?year=2023&lang=fr")
