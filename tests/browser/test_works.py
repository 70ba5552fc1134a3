"""Pages of works and of the question whether they serve, in a real browser, on a small phone and a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Project
from services.projects import plan_milestone
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window, press
from tests.browser.test_panel import speak

FINISHED, LATE = 11, 12
PANEL = (f"/panel/works/{LATE}", f"/panel/polls/{FINISHED}")
PUBLIC = (f"/demo/projects/{FINISHED}", f"/demo/projects/{LATE}")
NEIGHBOUR = "22890200011"


@pytest.fixture(scope="module", autouse=True)
def neighbour(demo: Demo, browser: Browser) -> None:
    """Somebody follows the finished works and reports something of the late ones: so there is whom to ask.

    A step of the late ones is planned, whatever test comes first: its forms are looked at too.
    """
    context = browser.new_context()
    for text in ("FRANCAIS", f"SUIVRE {FINISHED}", f"PANNE {LATE} une tôle est tombée"):
        form: dict[str, str | float | bool] = {"from": NEIGHBOUR, "device": "sms", "text": text}
        context.request.post(f"{demo.address}/simulator/send", form=form)
    context.close()

    def plan(session: Session) -> None:
        late = session.scalars(select(Project).where(Project.number == LATE)).one()
        due_on = demo.house.clock().date()
        plan_milestone(session, demo.house, late.commune_id, late.id, "Faîtage", due_on, staff_id=None)

    demo.house.work.write(plan)


def unfold(page: Page) -> None:
    """Open all that is folded, so that it is looked at too."""
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_works_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    for path in (*PANEL, *(f"{path}?lang={language}" for path in PUBLIC)):
        page = window.open(path)
        unfold(page)
        for width in window.at_each_width():
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_staff_tell_of_a_delay_and_a_step_without_javascript_and_everybody_reads_it(
    open_window: Callable[..., Window], demo: Demo, signed_in: StorageState
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page, later = window.open(f"/panel/works/{LATE}"), demo.house.clock().date() + timedelta(days=90)
    send(page, "milestone", {"title": "Peinture du toit", "due_on": later.isoformat()})
    send(page, "delay", {"reason": "La peinture manque.", "due_on": later.isoformat()})
    page.locator('main form[action$="/reports"] textarea').fill("Le couvreur passe demain.")
    press(page.locator('main form[action$="/reports"] button'))
    expect(page.locator("main")).to_contain_text("Le couvreur passe demain.")
    assert window.overflow() <= 0
    public = window.open(f"/demo/projects/{LATE}?lang=fr").locator("main")
    expect(public).to_contain_text("Peinture du toit")
    expect(public).to_contain_text("La peinture manque.")
    assert window.complaints == []


def test_people_are_asked_whether_finished_works_serve_without_javascript(
    open_window: Callable[..., Window], demo: Demo, signed_in: StorageState
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open(f"/panel/polls/{FINISHED}")
    page.locator("main input[type=date]").fill((demo.house.clock().date() + timedelta(days=7)).isoformat())
    press(page.locator("main form button").first)
    asked = page.locator("main section.card")
    expect(asked).to_have_count(1)
    assert window.overflow() <= 0
    press(asked.locator("form button"))
    expect(asked.locator("form")).to_have_count(0)
    assert window.complaints == []


def send(page: Page, name: str, values: dict[str, str]) -> None:
    """Unfold a form by its summary, as people do, fill it and send it."""
    form = page.locator(f'form[action$="/{name}"]')
    page.locator("main details", has=form).locator("summary").first.click()
    for field, value in values.items():
        form.locator(f'[name="{name}-{field}"]').fill(value)
    press(form.locator("button"))
    expect(page.locator(".notice.done")).to_be_visible()
