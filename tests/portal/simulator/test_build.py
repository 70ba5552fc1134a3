"""The phones knock at the real doors: what is typed on them becomes a message like any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from gateways.base import LineView
from gateways.registry import find_providers
from models import Commune, Contact, CountRun, Cycle, Inbound, Outbox, Phase
from models.cycle import CycleState
from palabre.demo.lines import simulator_lines
from portal.build import attach_portal
from portal.simulator.build import attach_simulator
from portal.simulator.time_machine import Turn
from services.house import House
from services.line_book import LineBook, LineFacts
from services.line_keeping import keep_line
from services.throttle import Throttle
from tests.services.townsfolk import NOW, plant_commune, plant_cycle, planted
from webhooks.doors import Doors, attach_doors

FROM = {"from": "22890000001", "phone": "22890000001"}


@pytest.fixture
def town(house: House) -> House:
    """A demonstration whose worker rests."""
    demo = replace(house, is_demo=True)

    def fill(session: Any) -> None:
        plant_commune(session, "demo", is_demo=True)
        for line in simulator_lines(demo):
            keep_line(session, demo, line)

    demo.work.write(fill)
    return demo


def plant_vote(session: Session, closes: datetime, opens: datetime = NOW) -> None:
    session.execute(update(Cycle).values(year=Cycle.year - 1))  # a commune has one cycle a year
    cycle = plant_cycle(session, session.scalars(select(Commune)).one())
    cycle.state = CycleState.APPROVED
    planted(session, Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, opens_at=opens, closes_at=closes))


def line_view(facts: LineFacts) -> LineView:
    return LineView(facts.provider, facts.key, facts.address, "", facts.region, facts.settings, facts.secrets)


def app_of(house: House, throttle: Throttle | None = None, turn: Turn | None = None) -> Flask:
    app = Flask("palabre_test")
    book: LineBook[LineView] = LineBook(house, line_view)
    attach_doors(app, Doors(house, find_providers(), book, throttle or Throttle()))
    attach_portal(app, house)
    attach_simulator(app, house, book, looks=0, turn=turn)  # nobody waits for a reply that will not come
    return app


@pytest.fixture
def client(town: House) -> FlaskClient:
    return app_of(town).test_client()


def count(house: House, table: Any) -> int:
    return house.work.read(lambda session: session.scalar(select(func.count()).select_from(table)) or 0)


def test_a_text_from_the_basic_phone_is_taken_like_any_message(client: FlaskClient, town: House) -> None:
    answer = client.post("/simulator/send?lang=fr", data={**FROM, "device": "sms", "text": "AIDE"})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/simulator?phone=22890000001&lang=fr#sms-22890000001")
    contact = town.work.read(lambda session: session.scalars(select(Contact)).one())
    assert (contact.channel, contact.is_simulated) == ("sms", True)
    assert (count(town, Inbound), count(town, Outbox)) == (1, 1)
    assert "AIDE" in client.get("/simulator?phone=22890000001").get_data(as_text=True)


@pytest.mark.parametrize("share", ["contact", "location", "photo"])
def test_the_chat_sends_more_than_words(client: FlaskClient, town: House, share: str) -> None:
    answer = client.post("/simulator/send", data={**FROM, "device": "telegram", "share": share})
    assert answer.status_code == 303
    assert "trouble" not in answer.headers["Location"]
    assert count(town, Inbound) == 1


def test_a_contact_card_proves_the_number_of_the_same_person(client: FlaskClient, town: House) -> None:
    client.post("/simulator/send", data={**FROM, "device": "sms", "text": "AIDE"})
    client.post("/simulator/send", data={**FROM, "device": "telegram", "chip": "VOTE 1"})
    client.post("/simulator/send", data={**FROM, "device": "telegram", "share": "contact"})
    hashes = town.work.read(lambda session: list(session.scalars(select(Contact.phone_hash))))
    assert len(hashes) == 2


@pytest.mark.parametrize(
    ("form", "trouble"),
    [
        ({"device": "sms", "text": "   "}, "empty"),
        ({"device": "telegram", "button": "never offered"}, "empty"),
        ({"device": "sms", "button": "0", "share": "photo"}, "empty"),
    ],
)
def test_nothing_is_sent_and_the_page_says_why(
    client: FlaskClient, town: House, form: dict[str, str], trouble: str
) -> None:
    answer = client.post("/simulator/send", data={**FROM, **form})
    assert f"trouble={trouble}" in answer.headers["Location"]
    assert count(town, Inbound) == 0
    assert 'role="alert"' in client.get(answer.headers["Location"]).get_data(as_text=True)


def test_the_doors_own_throttle_holds_for_these_phones_too(town: House) -> None:
    client = app_of(town, Throttle(a_minute=1)).test_client()
    client.post("/simulator/send", data={**FROM, "device": "sms", "text": "AIDE"})
    answer = client.post("/simulator/send", data={**FROM, "device": "sms", "text": "AIDE"})
    assert "trouble=fast" in answer.headers["Location"]


def test_strange_forms_do_no_harm(client: FlaskClient, town: House) -> None:
    assert client.post("/simulator/send", data={**FROM, "device": "fax"}).status_code == 404
    assert client.post("/simulator/send", data=b"\xff\x00=\xfe", content_type="text/plain").status_code == 404
    assert client.post("/simulator/send", data={**FROM, "device": "sms", "text": "\x00\x07"}).status_code == 303
    assert client.post("/simulator/send", data={**FROM, "device": "sms", "text": "x" * 40_000}).status_code == 413
    assert client.get("/simulator?phone=%00&phone=%F0%9F%98%80&trouble=%3Cb%3E").status_code == 200
    assert count(town, Inbound) == 0


def test_another_site_cannot_send_from_these_phones(client: FlaskClient, town: House) -> None:
    form = {**FROM, "device": "sms", "text": "VOTE 1"}
    assert client.post("/simulator/send", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert count(town, Inbound) == 0


def test_what_a_citizen_types_is_never_markup(client: FlaskClient) -> None:
    client.post("/simulator/send", data={**FROM, "device": "sms", "text": "<script>alert(1)</script>"})
    page = client.get("/simulator").get_data(as_text=True)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page


def test_screens_that_have_not_changed_are_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/simulator/screens?phone=22890000001")
    again = client.get("/simulator/screens?phone=22890000001", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    client.post("/simulator/send", data={**FROM, "device": "sms", "text": "AIDE"})
    changed = client.get("/simulator/screens?phone=22890000001", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_outside_a_demonstration_there_are_no_phones(town: House) -> None:
    client = app_of(replace(town, is_demo=False)).test_client()
    assert client.get("/simulator").status_code == 404
    assert client.post("/simulator/send", data={**FROM, "device": "sms", "text": "AIDE"}).status_code == 404


def test_the_clock_is_turned_by_a_day_and_to_the_count_and_the_same_phones_lie_there(town: House) -> None:
    turned: list[datetime] = []
    closes = town.clock() + timedelta(days=9)
    town.work.write(lambda session: plant_vote(session, closes))
    client = app_of(town, turn=turned.append).test_client()
    page = client.get("/simulator?lang=en").get_data(as_text=True)
    assert "To the end of the vote" in page
    answer = client.post("/simulator/time?lang=en", data={"phone": "22890000007", "leap": "day"})
    assert answer.headers["Location"].endswith("/simulator?phone=22890000007&lang=en#clock")
    client.post("/simulator/time", data={"leap": "count"})
    assert turned == [town.clock() + timedelta(days=1), closes + timedelta(hours=2)]


def test_the_clock_is_turned_to_the_opening_of_the_next_vote_and_never_past_it(town: House) -> None:
    turned: list[datetime] = []
    opens = town.clock() + timedelta(days=90)
    town.work.write(lambda session: plant_vote(session, opens + timedelta(days=20), opens))
    client = app_of(town, turn=turned.append).test_client()
    page = client.get("/simulator?lang=en").get_data(as_text=True)
    assert "To the opening of the vote" in page
    assert "To the end of the vote" not in page
    assert client.post("/simulator/time", data={"leap": "count"}).status_code == 404
    client.post("/simulator/time", data={"leap": "opening"})
    assert turned == [opens]


def test_a_vote_that_is_open_ends_before_the_next_one_opens(town: House) -> None:
    now = town.clock()
    town.work.write(lambda session: plant_vote(session, now + timedelta(days=9)))
    town.work.write(lambda session: plant_vote(session, now + timedelta(days=110), now + timedelta(days=90)))
    page = app_of(town, turn=lambda _: None).test_client().get("/simulator?lang=en").get_data(as_text=True)
    assert "To the end of the vote" in page
    assert "To the opening of the vote" not in page


def test_a_clock_is_turned_only_forward_by_its_own_page_and_where_it_can_be(town: House) -> None:
    turned: list[datetime] = []
    client = app_of(town, turn=turned.append).test_client()
    assert "To the end of the vote" not in client.get("/simulator?lang=en").get_data(as_text=True)
    assert client.post("/simulator/time", data={"leap": "count"}).status_code == 404  # no vote is ahead
    assert client.post("/simulator/time", data={"leap": "year"}).status_code == 404
    strange = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/simulator/time", data={"leap": "day"}, headers=strange).status_code == 403
    still = app_of(town).test_client()
    assert "Time machine" not in still.get("/simulator?lang=en").get_data(as_text=True)
    assert still.post("/simulator/time", data={"leap": "day"}).status_code == 404
    assert turned == []


def test_once_the_vote_is_over_the_clock_says_what_waits_and_leads_there(town: House) -> None:
    town.work.write(lambda session: plant_vote(session, town.clock() - timedelta(days=1)))
    client = app_of(town, turn=lambda _moment: None).test_client()

    def read() -> str:
        return client.get("/simulator?lang=en").get_data(as_text=True)

    def run(published_at: datetime | None) -> CountRun:
        empty: dict[str, Any] = {"election": {}, "outcome": {}, "parameters": {}, "rule": "greedy", "ballots": 0}
        return CountRun(cycle_id=1, input_digest="", made_at=NOW, published_at=published_at, **empty)

    assert "No vote is ahead" not in read() and "its ballots wait to be counted" in read()
    assert 'href="/panel/count/1?lang=en"' in read()
    town.work.write(lambda session: planted(session, run(None)).id)
    assert "The result waits for two people to agree to publish it" in read()
    town.work.write(lambda session: planted(session, run(NOW)).id)
    assert "the result is published" in read() and 'href="/demo/results?lang=en"' in read()
