"""Staff put a project right before a vote holds it, and everybody reads what stood before."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Project
from models.project import ProjectState
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel

PAGE = "/panel/projects/7/change"
NAMES = {"title_0": "Forage Zongo", "short_0": "Forage Zongo"}


@pytest.fixture
def accepted(panel: Panel) -> Panel:
    def work(db: Session) -> None:
        names = {"fr": "Forage Zongo"}
        for number, state in ((7, ProjectState.ON_BALLOT), (8, ProjectState.FUNDED)):
            fields = {"titles": names, "short_names": names, "cost": 300_000, "made_at": NOW, "state": state}
            db.add(Project(commune_id=panel.communes[0].id, number=number, **fields))

    panel.house.work.write(work)
    return panel


def send(browser: FlaskClient, data: dict[str, str]) -> TestResponse:
    """Send the form as the page has it."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(PAGE).text)
    assert token
    return browser.post(PAGE, data={"csrf_token": token[1], **data}, follow_redirects=True)


def test_a_mistyped_price_is_put_right_with_its_reason(accepted: Panel) -> None:
    browser = accepted.browser(accepted.person(RoleName.BUDGET_OFFICER))
    assert 'href="/panel/projects/7/change"' in browser.get("/panel/projects/7").text
    refused = send(browser, {**NAMES, "cost": "3 000 000"})
    assert "Say why the price changes" in refused.text and 'value="3 000 000"' in refused.text
    kept = send(browser, {**NAMES, "cost": "3 000 000", "code": "mistyped", "title_1": "Zongo well", "short_1": "Well"})
    assert "The project is put right." in kept.text
    history = kept.text.split("<h2>History</h2>")[1]
    assert "before" in history and "The price was mistyped" in history and "name added in another language" in history


def test_what_another_changed_meanwhile_is_shown_before_it_is_overwritten(accepted: Panel) -> None:
    first = accepted.browser(accepted.person(RoleName.BUDGET_OFFICER))
    second = accepted.browser(accepted.person(RoleName.MODERATOR))
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', second.get(PAGE).text)
    assert seen and seen[1] == "0"
    send(first, {**NAMES, "cost": "3 000 000", "code": "mistyped", "seen": "0"})
    mine = {**NAMES, "cost": "300 000", "description": "Avec un abreuvoir", "seen": "0"}
    refused = send(second, mine)
    assert "Changed meanwhile by" in refused.text and "nothing was kept" in refused.text
    assert "before 300" in refused.text.replace("\xa0", " ").replace("\u202f", " ")
    assert "Avec un abreuvoir" in refused.text and re.search(r'name="seen"[^>]*value="1"', refused.text)
    again = send(second, {**mine, "cost": "3 000 000", "seen": "1"})
    assert "The project is put right." in again.text and "Avec un abreuvoir" in again.text


def test_a_title_without_a_short_name_is_said_at_its_field(accepted: Panel) -> None:
    browser = accepted.browser(accepted.person(RoleName.MODERATOR))
    text = send(browser, {**NAMES, "cost": "300 000", "title_1": "Zongo well"}).text
    assert "Write both the title and the short name, or neither." in text and 'value="Zongo well"' in text


def test_a_project_that_a_vote_holds_says_so(accepted: Panel) -> None:
    browser = accepted.browser(accepted.person(RoleName.ADMINISTRATOR))
    assert "/panel/projects/8/change" not in browser.get("/panel/projects/8").text
    assert "A vote holds project 8" in browser.get("/panel/projects/8/change", follow_redirects=True).text


def test_who_only_looks_changes_nothing(accepted: Panel) -> None:
    browser = accepted.browser(accepted.person(RoleName.OBSERVER))
    assert "/change" not in browser.get("/panel/projects/7").text
    assert browser.get(PAGE).status_code == 403
