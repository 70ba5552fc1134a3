"""Contracts in a real browser: pages of one, of its amendment and its review, and signing on a small phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Window, press
from tests.browser.test_panel import speak
from tests.browser.test_works import unfold

LIST, SIGNING = "/panel/contracts/", "/panel/contract-signing/"
PAGES = (
    LIST,
    f"{LIST}new",
    *(f"{LIST}{number}" for number in (1, 2, 3)),
    f"{LIST}1/targets/1",
    f"{LIST}3/targets/5",
    SIGNING,
    f"{SIGNING}1/reviews/1",
    f"{SIGNING}2/amendments/1",
)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_contracts_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    for path in PAGES:
        page = window.open(path)
        unfold(page)
        for width in window.at_each_width():
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_contract_gets_its_last_target_and_is_signed_without_javascript_on_a_small_phone(
    open_window: Callable[..., Window], signed_in: StorageState
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open(f"{LIST}3")
    expect(page.locator("main")).to_contain_text("il manque 20")
    form = page.locator('form[action$="/targets"]')
    page.locator("main details", has=form).locator("summary").first.click()
    form.locator('[name="text"]').fill("Tenir le cahier des pannes")
    form.locator('[name="weight"]').fill("20")
    form.locator('[name="planned"]').fill("12")
    press(form.locator("button"))
    expect(page.locator(".notice.done")).to_be_visible()
    press(page.locator('form[action*="/sign/"] button'))
    expect(page.locator(".notice.done")).to_be_visible()
    expect(page.locator("main")).to_contain_text("pas encore signé")  # the other side has its own account
    assert window.overflow() <= 0
    assert window.complaints == []
