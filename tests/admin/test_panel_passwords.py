"""A password that somebody else made opens only the page on which a new one is chosen."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models import AuditEntry
from services.roles import RoleName
from services.staff import Boss, NewStaff, add_staff, find_staff, reset_password
from tests.admin.conftest import PASSWORD, SYSTEM, Panel
from tests.admin.test_panel_sign_in import give_password, send, set_phone_up, token_in

EMAIL = "afi@example.org"
OWN = "pirogue-lente-du-fleuve"


def handed_over(panel: Panel) -> tuple[int, str]:
    new = NewStaff("Afi", EMAIL, (RoleName.MODERATOR,), panel.communes[0].id, "en")
    return panel.house.work.write(lambda db: add_staff(db, panel.house, new, SYSTEM))


def signed_in(panel: Panel, password: str) -> FlaskClient:
    browser = panel.browser()
    give_password(browser, EMAIL, password)
    set_phone_up(panel, browser)
    return browser


def choose(browser: FlaskClient, old: str, new: str) -> str:
    answer = send(browser, "/panel/change", password=old, new_password=new, new_password_confirm=new)
    return str(answer.text)


def send_from_change(browser: FlaskClient, path: str, **fields: str) -> Any:
    """Send a form with the token of the one page that opens."""
    return browser.post(path, data={"csrf_token": token_in(browser.get("/panel/change").text), **fields})


def must_choose(panel: Panel, staff_id: int) -> bool:
    found = panel.house.work.read(lambda db: find_staff(db, staff_id, Boss(None, None)))
    assert found is not None
    return found.must_choose_password


@pytest.mark.parametrize("path", ["/panel/", "/panel/today/", "/panel/account/", "/panel/proposals/"])
def test_with_a_handed_over_password_every_page_leads_to_a_new_one(panel: Panel, path: str) -> None:
    browser = signed_in(panel, handed_over(panel)[1])
    assert browser.get(path).location == "/panel/change"
    assert "Choose one that only you know" in browser.get("/panel/change").text


def test_a_chosen_password_opens_the_panel_and_stands_in_the_trail(panel: Panel) -> None:
    staff_id, password = handed_over(panel)
    browser = signed_in(panel, password)
    choose(browser, password, OWN)
    assert browser.get("/panel/today/").status_code == 200
    assert not must_choose(panel, staff_id)
    acts = panel.house.work.read(lambda db: list(db.scalars(select(AuditEntry.act).order_by(AuditEntry.id))))
    assert acts.count("password_chosen") == 1
    assert "only you know" not in browser.get("/panel/change").text


def test_the_same_password_again_is_no_choice(panel: Panel) -> None:
    staff_id, password = handed_over(panel)
    browser = signed_in(panel, password)
    assert "must differ" in choose(browser, password, password)
    assert must_choose(panel, staff_id) and browser.get("/panel/today/").status_code == 302


def test_who_waits_for_a_new_password_can_change_nothing_else_and_sign_out(panel: Panel) -> None:
    browser = signed_in(panel, handed_over(panel)[1])
    assert send_from_change(browser, "/panel/proposals/desk", title="x").location == "/panel/change"
    assert send_from_change(browser, "/panel/logout").status_code == 302
    assert "/panel/login" in browser.get("/panel/today/").location


def test_a_reset_asks_for_a_new_password_again_and_an_own_one_never_does(panel: Panel) -> None:
    staff_id = panel.person(RoleName.MODERATOR)
    assert not must_choose(panel, staff_id)
    panel.house.work.write(lambda db: reset_password(db, panel.house, staff_id, SYSTEM))
    assert must_choose(panel, staff_id)
    assert panel.browser(staff_id).get("/panel/today/").location == "/panel/change"


def test_a_person_who_made_their_own_password_goes_straight_in(panel: Panel) -> None:
    panel.person(RoleName.MODERATOR, email=EMAIL)
    assert signed_in(panel, PASSWORD).get("/panel/today/").status_code == 200
