"""Promises in a real browser: the staff's list, one of them, a table that is taken over, and what everybody reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import StorageState, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import FollowUp
from services.follow_ups.evidence import NewEvidence, add_evidence
from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, Demo, Window, press
from tests.browser.test_panel import speak
from tests.browser.test_works import unfold
from tests.services.follow_ups.test_tables import SEGOU

LATE = "Multiplier les canaux d'information sur le budget"


@pytest.fixture(scope="module")
def number(demo: Demo) -> int:
    """Return the number of a promise that is late, with proofs of each kind that needs no file."""

    def work(session: Session) -> int:
        row = session.scalars(select(FollowUp).where(FollowUp.text == LATE)).one()
        for new in (NewEvidence("Contrat avec la radio"), NewEvidence("Auditeurs", figure=1_250_500, unit="personnes")):
            add_evidence(session, demo.house, row.commune_id, row.number, new, staff_id=None)
        return row.number

    return demo.house.work.write(work)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_promises_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], signed_in: StorageState, number: int, language: str
) -> None:
    window = open_window(state=signed_in)
    speak(window.open("/panel/account/"), language)
    panel = ("/panel/follow-ups/", f"/panel/follow-ups/{number}", "/panel/follow-ups/new")
    public = (f"{path}?lang={language}" for path in ("/demo/follow-ups", f"/demo/follow-ups/{number}"))
    for path in (*panel, *public):
        page = window.open(path)
        unfold(page)
        for width in window.at_each_width():
            assert page.locator("main h1").is_visible(), (path, width)
            assert window.overflow() <= 0, (path, width)
            assert grave_faults(page) == [], (path, width)
    assert window.complaints == []


def test_a_table_is_taken_over_without_javascript_on_a_small_phone(
    open_window: Callable[..., Window], signed_in: StorageState, tmp_path: Path
) -> None:
    table = tmp_path / "segou.csv"
    table.write_text(SEGOU, encoding="utf-8")
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open("/panel/follow-up-tables/")
    page.locator('[name="file"]').set_input_files(table)
    page.locator('[name="occasion"]').fill("Séance publique de Ségou")
    page.locator('[name="promised_on"]').fill("2018-02-22")
    page.locator('[name="visibility"]').select_option("public")
    press(page.locator("main form button"))
    expect(page.locator("main")).to_contain_text("des réflexions sont en cours")
    assert window.overflow() <= 0
    page.locator('[name="row-5"]').select_option("in_progress")
    press(page.locator('form[action$="/accept"] button'))
    expect(page.locator(".notice.done")).to_be_visible()
    public = window.open("/demo/follow-ups?lang=fr&state=in_progress").locator("main")
    expect(public).to_contain_text("Former les citoyens au processus budgétaire")
    assert window.complaints == []


def test_a_promise_is_moved_without_javascript_and_everybody_reads_it(
    open_window: Callable[..., Window], signed_in: StorageState, number: int
) -> None:
    window = open_window(NARROW, javascript=False, state=signed_in)
    speak(window.open("/panel/account/"), "fr")
    page = window.open(f"/panel/follow-ups/{number}")
    form = page.locator('form[action$="/move"]')
    page.locator("main details", has=form).locator("summary").first.click()
    form.locator('[name="move-note"]').fill("Les affiches sont imprimées.")
    press(form.locator("button"))
    expect(page.locator(".notice.done")).to_be_visible()
    assert window.overflow() <= 0
    public = window.open(f"/demo/follow-ups/{number}?lang=fr").locator("main")
    expect(public).to_contain_text("Les affiches sont imprimées.")
    expect(public).to_contain_text("Auditeurs")
    assert window.complaints == []
