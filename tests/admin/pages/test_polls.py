"""Staff see what asking costs before they ask, and of the answers no small group."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Commune, Follower, Project, WorksOpinion, WorksPoll
from models.project import ProjectState
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.services.townsfolk import plant_contact, plant_line

PAGE = "/panel/polls/7"


def send(browser: FlaskClient, address: str, data: dict[str, Any]) -> TestResponse:
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(PAGE).text)
    return browser.post(address, data={"csrf_token": token[1] if token else "", **data}, follow_redirects=True)


@pytest.fixture
def served(panel: Panel) -> Panel:
    def work(db: Session) -> None:
        commune = db.get_one(Commune, panel.communes[0].id)
        names = {"fr": "Forage", "en": "Well"}
        fields = {"titles": names, "short_names": names, "cost": 9, "made_at": NOW, "commune_id": commune.id}
        db.add(Project(number=7, state=ProjectState.DONE, done_on=date(2020, 1, 1), proof="PV", **fields))
        db.add(Project(number=8, state=ProjectState.UNDER_WAY, **fields))
        db.flush()
        line = plant_line(db, commune)
        line.price = 15_000
        for number in range(6):
            contact = plant_contact(db, panel.house, commune, f"+2289000000{number}")
            db.add(Follower(project_id=1, contact_id=contact.id, line_id=line.id, made_at=NOW))

    panel.house.work.write(work)
    return panel


def test_the_cost_stands_there_before_anybody_is_asked(served: Panel) -> None:
    text = served.browser(served.person(RoleName.COMMUNICATION_OFFICER)).get(PAGE).text
    for words in ("6 people can be asked.", "half an hour", "SMS: 6, in 6 parts, at a cost of", "Ask them"):
        assert words in text


def test_where_consent_comes_first_the_page_says_who_is_left_out(served: Panel) -> None:
    browser = served.browser(served.person(RoleName.COMMUNICATION_OFFICER))
    for country, is_said in (("MA", True), ("TG", False)):
        served.house.work.write(lambda db, to=country: db.execute(update(Commune).values(country=to)))
        text = browser.get(PAGE).text
        assert ("Who only lives there is not asked" in text, "people who live where it was built" in text) == (
            is_said,
            not is_said,
        )


def test_it_is_opened_seen_to_run_and_closed(served: Panel) -> None:
    browser = served.browser(served.person(RoleName.COMMUNICATION_OFFICER))
    today = served.house.clock().date()
    assert "Choose a day 3 to 60 days from today." in send(browser, PAGE, {"closes_on": today}).text
    text = send(browser, PAGE, {"closes_on": today + timedelta(days=9)}).text
    assert "What they answer is shown once it is over." in text and "Ask them" not in text
    assert "people are asked whether it serves" in browser.get("/panel/works/7").text
    text = send(browser, f"{PAGE}/1/close", {}).text
    assert "Fewer than five answered" in text


def test_answers_are_shown_from_five_on_once_it_is_over(served: Panel) -> None:
    def answer(db: Session) -> None:
        place = served.communes[0].id
        closes = served.house.clock() - timedelta(days=1)
        db.add(WorksPoll(commune_id=place, project_id=1, opened_at=NOW, closes_at=closes))
        db.flush()
        for mark in (1, 1, 1, 2):
            db.add(WorksOpinion(poll_id=1, mark=mark))

    served.house.work.write(answer)
    browser = served.browser(served.person(RoleName.OBSERVER))
    assert "yes: " not in browser.get(PAGE).text
    served.house.work.write(lambda db: db.add(WorksOpinion(poll_id=1, mark=3)))
    assert "yes: 3, a little: 1, no: 1" in browser.get(PAGE).text
    served.house.work.write(lambda db: db.execute(update(WorksPoll).values(closes_at=NOW + timedelta(days=9999))))
    assert "yes: " not in browser.get(PAGE).text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_only_who_speaks_for_the_commune_asks(served: Panel, language: str) -> None:
    browser = served.browser(served.person(RoleName.MODERATOR))
    assert browser.get(f"{PAGE}?lang={language}").status_code == 200 and "closes_on" not in browser.get(PAGE).text
    assert send(browser, PAGE, {"closes_on": "2031-01-01"}).status_code in {400, 403}
    assert "closes_on" not in browser.get("/panel/polls/8").text
    assert served.browser(served.person(RoleName.ADMINISTRATOR, 1)).get(PAGE).status_code == 404
