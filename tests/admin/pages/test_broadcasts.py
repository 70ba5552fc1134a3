"""Staff write a broadcast, see what it comes to, two agree, anybody stops it; no number of anybody stands anywhere."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Broadcast, Commune, Contact, Outbox, OutboxState, PublicSession
from services.broadcasts.listing import list_all
from services.broadcasts.readers import follow_news
from services.house import House
from services.outbox import claim, record_sent
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.services.polling_day import plant_vote
from tests.services.townsfolk import plant_contact, plant_line

PAGE = "/panel/broadcasts"
FIRST = "+2289000000"


def send(browser: FlaskClient, address: str, data: dict[str, Any]) -> TestResponse:
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"{PAGE}/").text)
    return browser.post(address, data={"csrf_token": token[1] if token else "", **data}, follow_redirects=True)


def agree(browser: FlaskClient, number: int = 1) -> TestResponse:
    digest = re.search(r'name="digest" value="([^"]+)"', browser.get(f"{PAGE}/{number}").text)
    return send(browser, f"{PAGE}/{number}/approve", {"digest": digest[1] if digest else ""})


@pytest.fixture
def served(panel: Panel) -> Panel:
    def work(db: Session) -> int:
        commune = db.get_one(Commune, panel.communes[0].id)
        line, now = plant_line(db, commune), panel.house.clock()
        line.price = 15_000
        for number in range(6):
            contact = plant_contact(db, panel.house, commune, f"{FIRST}{number}")
            follow_news(db, panel.house, commune.id, contact.id, line.id)
        about = {"title": "Budget 2027", "place": "Mairie", "starts_at": now + timedelta(days=3), "made_at": now}
        db.add(PublicSession(commune_id=commune.id, **about))
        return line.id

    panel.house.work.write(work)
    return panel


def deciders(panel: Panel) -> list[FlaskClient]:
    return [panel.browser(panel.person(one)) for one in (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)]


def write(panel: Panel, **more: str) -> TestResponse:
    writer = panel.browser(panel.person(RoleName.COMMUNICATION_OFFICER))
    return send(writer, f"{PAGE}/", {"about": "session_invitation:1", **more})


def send_four(house: House) -> None:
    """Let the line send what is next, four at most."""

    def work(db: Session) -> None:
        for one in claim(db, house, 1, house.clock(), 4):
            record_sent(db, one, f"SM{one.id}", house.clock())

    house.work.write(work)


def facts_of(text: str) -> dict[str, str]:
    figures = text[text.index("How far it is") :]
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+?)\s*</dd>", figures[: figures.index("</dl>")]))


def test_what_it_comes_to_stands_there_before_anybody_agrees(served: Panel) -> None:
    served.house.work.write(lambda db: db.execute(update(Commune).values(monthly_ceiling=1000)))
    text = write(served).text
    for words in ("Budget 2027, Mairie", "No more news: STOP", "Parts of SMS", "1 minute", "month’s ceiling", "Cost"):
        assert words in text, words
    assert "I agree that this is sent" not in text  # who writes to citizens does not decide


def test_two_people_agree_then_it_is_sent_and_seen(served: Panel) -> None:
    write(served)
    first, second = deciders(served)
    assert "You have said yes." in agree(first).text
    text = agree(second).text
    assert "being sent" in text and "Still to be sent" in text and "Change it" not in text
    list_all(served.house)
    house = served.house
    send_four(house)
    text = first.get(f"{PAGE}/1").text
    assert facts_of(text) == {  # six people, four sent: each figure says at most how many
        "On the list": "at most 10",
        "Still to be sent": "at most 10",
        "Sent, delivered or not yet": "fewer than five",
        "Delivered": "fewer than five",
        "Failed": "fewer than five",
        "Left out": "fewer than five",
    }
    send_four(house)
    facts = facts_of(first.get(f"{PAGE}/1").text)
    assert (facts["Still to be sent"], facts["Sent, delivered or not yet"]) == (
        "nobody: all had their turn",
        "at most 10",
    )
    assert "It is stopped for ever." in send(second, f"{PAGE}/1/stop", {}).text
    assert house.work.write(lambda db: claim(db, house, 1, house.clock(), 4)) == []


@pytest.mark.parametrize(("days", "said"), [(3, "nobody may be told of it by message in time"), (9, "agree it waits")])
def test_what_cannot_leave_now_is_said_before_anybody_agrees(served: Panel, days: int, said: str) -> None:
    def plant(db: Session) -> None:
        now = served.house.clock()
        commune = db.get_one(Commune, served.communes[0].id)
        plant_vote(db, served.house, commune, now - timedelta(hours=1), now + timedelta(days=5))
        db.get_one(PublicSession, 1).starts_at = now + timedelta(days=days)

    served.house.work.write(plant)
    assert said in write(served).text
    first, _second = deciders(served)
    assert (said in agree(first).text) and ("You have said yes." in first.get(f"{PAGE}/1").text) is (days > 5)


def test_at_night_it_says_until_when_it_waits_and_in_a_demonstration_that_it_does_not(served: Panel) -> None:
    def is_demo(value: bool) -> None:
        served.house.work.write(lambda db: db.execute(update(Commune).values(is_demo=value)))

    write(served)
    first, second = deciders(served)
    assert "It is sent from 8 to 20" in agree(first).text
    is_demo(True)
    page = first.get(f"{PAGE}/1").text
    assert "it is sent at once, by night too" in page and "It is sent from 8 to 20" not in page
    is_demo(False)
    assert "It waits until" not in agree(second).text
    served.house.work.write(lambda db: db.execute(update(Commune).values(time_zone="Pacific/Auckland")))
    night = first.get(f"{PAGE}/1").text
    assert re.search(r"It waits until [^:]*8:00", night), night
    is_demo(True)
    assert "It waits until" not in first.get(f"{PAGE}/1").text


def test_a_change_asks_for_two_new_yeses(served: Panel) -> None:
    write(served)
    first, second = deciders(served)
    seen = re.search(r'name="digest" value="([^"]+)"', second.get(f"{PAGE}/1").text)
    agree(first)
    changed = send(first, f"{PAGE}/1/change", {"about": "session_invitation:1", "language": "fr"})
    assert "Whoever had agreed has to agree again." in changed.text
    text = send(second, f"{PAGE}/1/approve", {"digest": seen[1] if seen else ""}).text
    assert "It has changed since you read it." in text


def test_fewer_than_five_are_no_number(served: Panel) -> None:
    served.house.work.write(lambda db: db.execute(update(Contact).where(Contact.id > 3).values(wants_news=False)))
    text = write(served).text
    assert "fewer than five" in text
    assert "Cost" not in text


def test_no_number_and_no_file_leaves_by_any_page(served: Panel) -> None:
    write(served)
    browsers = deciders(served)
    for browser in browsers:
        agree(browser)
    list_all(served.house)
    for address in (f"{PAGE}/", f"{PAGE}/1", "/panel/messages/", "/panel/audit/"):
        answer = browsers[0].get(address)
        assert FIRST.removeprefix("+") not in answer.text
        assert answer.mimetype == "text/html"


def test_what_is_refused_is_said_in_words(served: Panel) -> None:
    assert "A note can be added only to how works stand." in write(served, note="Votez").text
    assert served.house.work.read(lambda db: db.scalar(select(Broadcast.id))) is None


def test_a_draft_is_given_up_and_another_commune_s_is_not_found(served: Panel) -> None:
    write(served)
    browser = served.browser(served.person(RoleName.ADMINISTRATOR))
    assert "Nothing was sent." in send(browser, f"{PAGE}/1/drop", {}).text
    assert browser.get(f"{PAGE}/99").status_code == 404
    sent = select(Outbox.id).where(Outbox.state != OutboxState.DROPPED, Outbox.broadcast_id.is_not(None))
    assert served.house.work.read(lambda db: db.scalar(sent)) is None
