"""A form that is pressed twice is taken once; filled in otherwise it is another one; refused it may be sent again."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from models import FollowUp, PublicSession, SentForm
from services.public_sessions.announcing import NewSession, add_session
from services.retention import forget_words
from services.roles import RoleName
from tests.admin.conftest import Panel

PAGE, LIST = "/panel/sessions/1", "/panel/sessions/"
WORDS = {"recommend-text": "Élargir le débat", "recommend-visibility": "public"}
TWICE = "This was sent twice. It is written down once."


@pytest.fixture
def officer(panel: Panel) -> FlaskClient:
    day = panel.hands() + timedelta(days=1)
    new = NewSession("Débat", "Mairie", datetime(day.year, day.month, day.day, 9))
    panel.house.work.write(lambda db: add_session(db, panel.house, panel.communes[0].id, new, staff_id=None))
    return panel.browser(panel.person(RoleName.COMMUNICATION_OFFICER))


def marks(browser: FlaskClient, page: str, act: str) -> dict[str, str]:
    """Return what stands hidden in the form of a page that leads to `act`."""
    form = browser.get(page).text.split(f'action="{act}"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)"', form))


def press(browser: FlaskClient, act: str, data: dict[str, Any]) -> TestResponse:
    return browser.post(act, data=data, follow_redirects=True)


def count_of(panel: Panel, table: Any) -> int:
    return int(panel.house.work.read(lambda db: db.scalar(select(func.count()).select_from(table))) or 0)


def test_a_recommendation_pressed_twice_is_one_and_in_other_words_another(panel: Panel, officer: FlaskClient) -> None:
    act = f"{PAGE}/recommend"
    hidden = marks(officer, PAGE, act)
    assert "under its number" in press(officer, act, {**hidden, **WORDS}).text
    again = press(officer, act, {**hidden, **WORDS})
    assert TWICE in again.text and again.request.path == PAGE and count_of(panel, FollowUp) == 1
    press(officer, act, {**hidden, **WORDS, "recommend-text": "Tenir deux séances"})
    press(officer, act, {**marks(officer, PAGE, act), **WORDS})  # the page anew: somebody means it
    assert count_of(panel, FollowUp) == 3


def test_what_was_refused_may_be_sent_again(panel: Panel, officer: FlaskClient) -> None:
    act = f"{PAGE}/close"
    hidden = marks(officer, PAGE, f"{PAGE}/recommend")
    for _press in range(2):
        assert TWICE not in press(officer, act, hidden).text
    assert count_of(panel, SentForm) == 0


def test_a_session_announced_by_two_presses_is_announced_once(panel: Panel, officer: FlaskClient) -> None:
    hidden = marks(officer, LIST, LIST)
    new = {
        "title": "Compte 2025",
        "place": "Mairie",
        "starts_at": f"{panel.hands() + timedelta(days=9):%Y-%m-%dT09:00}",
    }
    press(officer, LIST, {**hidden, **new})
    again = press(officer, LIST, {**hidden, **new})
    assert TWICE in again.text and again.request.path == LIST and count_of(panel, PublicSession) == 2


def test_forms_are_forgotten_after_a_day(panel: Panel, officer: FlaskClient) -> None:
    press(officer, f"{PAGE}/recommend", {**marks(officer, PAGE, f"{PAGE}/recommend"), **WORDS})
    assert count_of(panel, SentForm) == 1
    panel.house.work.write(lambda db: forget_words(db, panel.hands() + timedelta(days=2)))
    assert count_of(panel, SentForm) == 0
