"""Programmes and the search in a real browser: small and wide, French and Arabic."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Window, press
from tests.browser.test_budget_pages import picture
from tests.browser.test_panel import speak
from tests.browser.test_works import unfold

PUBLIC = {"budget": "/demo/budget", "search": "/demo/search?q=salaire", "nothing": "/demo/search?q=dromadaire"}
PANEL = {
    "programmes": "/panel/programmes/",
    "programme": "/panel/programmes/2",
    "programme-edit": "/panel/programmes/2/edit",
    "indicator": "/panel/programmes/3/indicators/4",
    "panel-search": "/panel/search/?q=ceremonie",
    "dashboard": "/panel/programme-dashboards/2/2023",
    "dialogues": "/panel/management-dialogues/",
    "dialogue-new": "/panel/management-dialogues/new",
    "dialogue-closed": "/panel/management-dialogues/1",
    "dialogue-open": "/panel/management-dialogues/2",
    "performance-reports": "/panel/performance-reports/2023",
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
        unfold(page)
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


def test_minutes_are_written_without_javascript_on_a_small_phone(
    open_window: Callable[..., Window], signed_in: StorageState
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open("/panel/management-dialogues/2")
    form = page.locator('form[action$="/programmes/3"]')
    form.locator('textarea[name^="cause-"]').first.fill("Le vaccin est arrivé tard.")
    press(form.locator("button"))
    expect(page.locator(".notice.done")).to_be_visible()
    expect(page.locator('textarea[name^="cause-"]').filter(has_text="arrivé tard")).to_have_count(1)
    folded = page.locator("main details", has=page.locator('form[action$="/corrective"]'))
    folded.locator("summary").first.click()
    folded.locator('[name="corrective-text"]').fill("Commander les vaccins en janvier")
    folded.locator('[name="corrective-owner"]').fill("Centre de santé")
    folded.locator('[name="corrective-due_on"]').fill("2030-01-31")
    folded.locator('[name="corrective-visibility"]').select_option("staff")
    press(folded.locator("button"))
    expect(page.locator("main")).to_contain_text("Commander les vaccins en janvier")
    assert window.overflow() <= 0
    assert window.complaints == []
