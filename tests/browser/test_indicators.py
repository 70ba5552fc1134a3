"""Indicators in a real browser: the panel and the public pages, small and wide, French and Arabic."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Window, press
from tests.browser.test_budget_pages import picture
from tests.browser.test_panel import speak

PUBLIC = {"indicators": "/demo/indicators", "frozen": "/demo/indicators/frozen/1"}
PANEL = {
    "board": "/panel/indicators/",
    "share": "/panel/indicators/budget_execution?period=2026",
    "trend": "/panel/indicators/documents_produced",
    "frozen-list": "/panel/frozen-figures/",
    "frozen-show": "/panel/frozen-figures/1",
    "choices": "/panel/indicator-choices/",
    "comparison": "/panel/comparison/?indicator=documents_produced",
}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_public_pages_of_figures_fit(open_window: Callable[..., Window], language: str) -> None:
    window = open_window()
    for name, path in PUBLIC.items():
        page = window.open(f"{path}?lang={language}")
        for width in window.at_each_width():
            picture(page, f"figures-{name}-{language}-{width}")
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_panel_pages_of_figures_fit(open_window: Callable[..., Window], signed_in: StorageState, language: str) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    for name, path in PANEL.items():
        page = window.open(path)
        for width in window.at_each_width():
            picture(page, f"panel-{name}-{language}-{width}")
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_target_is_set_without_javascript(open_window: Callable[..., Window], signed_in: StorageState) -> None:
    window = open_window(NARROW, state=signed_in, javascript=False)
    page = window.open("/panel/indicators/documents_produced")
    page.locator("main details.card summary").click()
    page.locator("#value").fill("15")
    press(page.locator("main details.card form button"))
    assert "15" in page.locator("main").inner_text()
    assert page.locator(".notice.done").is_visible()
