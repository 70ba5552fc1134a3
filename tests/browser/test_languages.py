"""The page of languages in a real browser, on a small and a wide screen, right to left too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect

from services.own_words.texts import list_texts
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Window
from tests.browser.test_panel import speak


def address(language: str, text: str) -> str:
    key = next(one.key for one in list_texts(language, {}) if one.text == text)
    return f"/panel/languages/{language}/{key}"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    counted = address("ar", "%(count)s vote")
    paths = ("/panel/languages/", "/panel/languages/ar/", "/panel/languages/zgh/?missing=1", counted)
    for path in (*paths, address("sw", "Welcome to %(commune)s."), "/panel/settings/"):
        page = window.open(path)
        for width in window.at_each_width():
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_own_words_are_tried_without_javascript_and_not_kept_while_people_vote(
    open_window: Callable[..., Window], signed_in: StorageState
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    page = window.open(address("fr", "Welcome to %(commune)s."))
    page.locator("#form_0").fill("Soyez chez vous. %(commune)s.")
    page.locator('button[value="try"]').click()
    expect(page.locator("p.card")).to_contain_text("Soyez chez vous")
    expect(page.locator("p.notice")).to_contain_text(re.compile("Un vote est en cours|People are voting|التصويت جار"))
    expect(page.locator('button[value="keep"]')).to_have_count(0)
