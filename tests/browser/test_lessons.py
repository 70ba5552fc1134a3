"""Lessons in a real browser: read by everybody, written by staff, on a small and a wide screen, right to left too."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, WIDE, Demo, Window, press
from tests.browser.test_panel import speak

ONE = "/panel/lessons/money/fr"
SHOTS = os.environ.get("PALABRE_SHOTS")


def shoot(window: Window, name: str) -> None:
    """Keep a picture where somebody wants to look."""
    if SHOTS:
        window.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture(scope="module")
def own_text(demo: Demo, signed_in: StorageState, browser: Browser) -> Iterator[None]:
    """The commune has a text of its own for one lesson while these tests run."""
    context = browser.new_context(storage_state=signed_in, locale="fr-FR")
    page = Window(context.new_page(), demo.address).open(ONE)
    page.locator('form[action$="/copy"] button').click()
    expect(page.locator("#part_0")).to_be_visible()
    yield
    page.goto(demo.address + ONE)
    press(page.locator('form[action$="/discard"] button'))
    context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_form_fits_the_window_and_has_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, own_text: None, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    for name, path in {"list": "/panel/lessons/", "form": ONE, "read": "/panel/lessons/making/ar"}.items():
        page = window.open(path)
        for width in window.at_each_width():
            shoot(window, f"{name}-{language}-{width}")
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_text_that_is_too_long_is_marked_by_the_server_without_javascript(
    open_window: Callable[..., Window], signed_in: StorageState, own_text: None
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    page = window.open(ONE)
    page.locator("#part_0").fill("m" * 170)
    page.locator('form[action$="/money/fr"] button:not([formaction])').click()
    expect(page.locator(".badge.bad")).to_have_count(1)
    page.locator('button[formaction$="/publish"]').click()
    expect(page.locator(".notice.wrong")).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_answers_are_unfolded_without_javascript(open_window: Callable[..., Window], width: int, language: str) -> None:
    window = open_window(width, javascript=False)
    page = window.open(f"/demo/learn?lang={language}")
    answer = page.locator(".quiz details p").first
    expect(answer).to_be_hidden()
    page.locator(".quiz summary").first.click()
    expect(answer).to_be_visible()
    shoot(window, f"learn-{language}-{width}")
    assert window.overflow() <= 0
    assert window.complaints == []
