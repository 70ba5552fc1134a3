"""The action plan in a real browser: plans, a commitment, its days, its figures, and what everybody reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Window, press
from tests.browser.test_budget_pages import picture
from tests.browser.test_panel import speak
from tests.browser.test_works import unfold

COMMITMENT = "/panel/plan-commitments/1"


PUBLIC = {"public-plan": "", "public-commitment": "/commitments/1"}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_a_plan_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    panel = {
        "plans": "/panel/action-plans/",
        "plan": "/panel/action-plans/1",
        "plan-new": "/panel/action-plans/new",
        "plan-edit": "/panel/action-plans/1/edit",
        "commitment": COMMITMENT,
        "commitment-edit": f"{COMMITMENT}/edit",
        "live": "/panel/plan-indicators/1/1",
        "typed": "/panel/plan-indicators/2/5",
    }
    public = {name: f"/demo/action-plan{path}?lang={language}" for name, path in PUBLIC.items()}
    for name, path in {**panel, **public}.items():
        page = window.open(path)
        unfold(page)
        for width in window.at_each_width():
            picture(page, f"{name}-{language}-{width}")
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_an_activity_is_added_and_its_days_put_right_without_javascript(
    open_window: Callable[..., Window], signed_in: StorageState
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open(f"{COMMITMENT}")
    form = page.locator(f'form[action="{COMMITMENT}/activities"]')
    page.locator("main details", has=form).locator("summary").first.click()
    form.locator('[name="activity-activity_0"]').fill("Former les associations au budget")
    form.locator('[name="activity-starts"]').fill("06/2024")
    form.locator('[name="activity-ends"]').fill("01/2024")
    press(form.locator("button"))
    expect(page.locator(".notice.done")).to_be_visible()
    public = window.open("/demo/action-plan/commitments/1?lang=fr").locator("main")
    card = public.locator("li", has_text="Former les associations au budget")
    expect(card).to_contain_text("la fin est avant le début")
    page = window.open(COMMITMENT)
    press(page.locator("tr", has_text="Former les associations au budget").locator('a[href*="/activities/"]'))
    page.locator('[name="ends"]').fill("01/2025")
    page.locator('[name="reason"]').fill("Erreur d'année dans la fiche")
    press(page.locator("main form button").first)
    expect(page.locator(".notice.done")).to_be_visible()
    assert window.overflow() <= 0
    row = page.locator("tr", has_text="Former les associations au budget")
    expect(row).to_contain_text("01/2025")
    expect(row).not_to_contain_text("avant son début")
    assert window.complaints == []
