"""Broadcasts in a real browser: small and wide, French and Arabic, before anybody agrees and after."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, StorageState

from tests.browser.axe import grave_faults
from tests.browser.conftest import Demo, Window, press
from tests.browser.test_budget_pages import picture
from tests.browser.test_panel import speak

LIST, DRAFT = "/panel/broadcasts/", "/panel/broadcasts/1"
PEOPLE = 6


@pytest.fixture
def window(open_window: Callable[..., Window], signed_in: StorageState, demo: Demo) -> Window:
    """Whoever is signed in, once six people have asked for news."""
    opened = open_window(state=signed_in)
    for number in range(PEOPLE):
        form: dict[str, str | float | bool] = {"from": f"2289030000{number}", "device": "sms", "text": "NOUVELLES"}
        opened.page.request.post(f"{demo.address}/simulator/send", form=form)
    return opened


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_of_broadcasts_fit(window: Window, language: str) -> None:
    speak(window.open("/panel/account/"), language)
    for path in (LIST, DRAFT):
        page = window.open(path)
        for width in window.at_each_width():
            picture(page, f"broadcasts-{path.rstrip('/').rpartition('/')[2]}-{language}-{width}")
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_what_is_written_says_what_it_comes_to_and_takes_a_first_yes(window: Window) -> None:
    speak(window.open("/panel/account/"), "fr")
    page = window.open(LIST)
    vote = page.locator('#about option[value^="vote_opening:"]').get_attribute("value")
    page.locator("#about").select_option(value=vote)
    press(page.get_by_role("button", name="Voir ce qu’il représente"))
    assert "Plus de nouvelles : STOP" in page.locator("blockquote").first.inner_text()
    assert people_on(page) >= PEOPLE
    press(page.get_by_role("button", name="J’approuve cet envoi"))
    assert "Vous avez dit oui" in page.locator("main").inner_text()
    press(page.get_by_role("button", name="L’abandonner"))
    assert "Rien n’a été envoyé" in page.locator("body").inner_text()


def people_on(page: Page) -> int:
    """Return how many people the page says there are at most."""
    said = page.locator("dl.facts dt", has_text="Personnes").locator("xpath=following-sibling::dd[1]").inner_text()
    return int(said.removeprefix("au plus "))
