"""The page of words nobody understood in a real browser, on a small and a wide screen, right to left too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import StorageState, expect
from sqlalchemy import func, select

from models import Commune, Unheard
from services.unheard import keep_unheard
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window
from tests.browser.test_panel import speak


def unheard(demo: Demo, text: str) -> int:
    def keep(db: Any) -> int:
        keep_unheard(db, db.scalars(select(Commune)).first(), "fr", text, demo.house.clock())
        return int(db.scalar(select(func.max(Unheard.id))))

    return demo.house.work.write(keep)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_fit_the_window_and_have_no_grave_fault(
    demo: Demo, open_window: Callable[..., Window], signed_in: StorageState, language: str
) -> None:
    rows = [unheard(demo, f"zorglub {'anticonstitutionnellement' * 4} {language}"), unheard(demo, f"kwak{language}")]
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    page = window.open(f"/panel/words/{rows[1]}")
    page.locator("#means").select_option("topic:water")
    page.locator('button[value="try"]').click()
    expect(page.locator('button[value="keep"]')).to_be_visible()
    for width in window.at_each_width():
        assert window.overflow() <= 0, width
        assert grave_faults(page) == [], width
    page.locator('button[value="keep"]').click()
    expect(page.locator("#taught + table")).to_contain_text(f"kwak{language}")
    for path in ("/panel/words/", f"/panel/words/{rows[0]}", "/panel/languages/"):
        page = window.open(path)
        for width in window.at_each_width():
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_word_is_taught_without_javascript_while_people_vote_and_taken_back(
    demo: Demo, open_window: Callable[..., Window], signed_in: StorageState
) -> None:
    row = unheard(demo, "combien pour le robinèzing")
    window = open_window(NARROW, javascript=False, state=signed_in)
    page = window.open(f"/panel/words/{row}")
    expect(page.locator("#phrase")).to_have_value("robinèzing")
    page.locator("#means").select_option("topic:water")
    page.locator('button[value="try"]').click()
    page.locator('button[value="keep"]').click()
    expect(page.locator("#taught + table")).to_contain_text("robinèzing")
    page.locator('form[action*="/taught/"] button').first.click()
    expect(page.locator("table").first).to_contain_text("robinèzing")
