"""Public sessions in a real browser: one page of folded parts, the door on a small phone, and what everybody reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import PublicSession
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window, press
from tests.browser.test_panel import speak
from tests.browser.test_works import unfold


@pytest.fixture(scope="module")
def held(demo: Demo) -> int:
    """Return the session of the demonstration that was held."""

    def work(session: Session) -> int:
        return session.scalars(select(PublicSession.id).where(PublicSession.state == "held")).one()

    return demo.house.work.read(work)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_sessions_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, held: int, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    panel = ("/panel/sessions/", f"/panel/sessions/{held}", f"/panel/sessions/{held}/items/1")
    doors = ("/panel/session-door/", f"/panel/session-door/{held}")
    public = (f"{path}?lang={language}" for path in ("/demo/sessions", f"/demo/sessions/{held}", "/demo/sessions/2"))
    for path in (*panel, *doors, *public):
        page = window.open(path)
        unfold(page)
        for width in window.at_each_width():
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_people_are_counted_at_the_door_without_javascript_on_a_small_phone(
    open_window: Callable[..., Window], signed_in: StorageState, held: int
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open(f"/panel/session-door/{held}")
    more = page.locator('button[value="partners:women:more"]')
    size = more.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 44
    press(more)
    expect(page.locator("#partners output").first).to_have_text("1")
    press(page.locator('button[value="partners:women:fewer"]'))
    expect(page.locator("#partners output").first).to_have_text("0")
    expect(page.locator(".steps li").first).to_contain_text("−1")
    assert window.overflow() <= 0
    assert window.complaints == []


def test_an_item_is_put_on_the_agenda_without_javascript_and_everybody_reads_it(
    open_window: Callable[..., Window], signed_in: StorageState
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open("/panel/sessions/2")
    form = page.locator('form[action$="/item"]')
    page.locator("main details", has=form).locator("summary").first.click()
    form.locator('[name="item-title"]').fill("Les marchés de la commune")
    press(form.locator("button"))
    expect(page.locator(".notice.done")).to_be_visible()
    assert window.overflow() <= 0
    public = window.open("/demo/sessions/2?lang=fr").locator("main")
    expect(public).to_contain_text("Les marchés de la commune")
    assert window.complaints == []
