"""The public page of a vote's log: its states by the hour, what is made of one that somebody brings, and the slip."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from budgeting.proof.published import PUBLISHED_HEADS
from models import Ballot, LogEntry, LogFrontier, PublishedHead, SignedHead
from services.house import House
from services.voting.log import append_pending
from services.watching.heads import publish_all_heads
from tests.conftest import HandClock
from tests.services.cycles.plans import OPENS, Plan
from tests.services.townsfolk import NOW

MOST_BYTES = 50 * 1024


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


@pytest.fixture
def long_vote(house: House, clock: HandClock) -> int:
    """The number of a vote in which one person votes in each of a hundred hours."""
    return one_votes_each_hour(house, clock, 100)


@pytest.fixture
def number(house: House, clock: HandClock) -> int:
    """The number of a vote in which one person votes in each of six hours."""
    return one_votes_each_hour(house, clock, 6)


def one_votes_each_hour(house: House, clock: HandClock, hours: int) -> int:

    def plan(session: Session) -> Plan:
        return Plan(session, house).approved()

    made = house.work.write(plan)

    def vote(session: Session) -> None:
        made.session, made.commune, made.cycle = session, session.merge(made.commune), session.merge(made.cycle)
        for hour in range(hours):
            clock.set(OPENS + timedelta(hours=hour))
            made.vote(hour, 1)
            append_pending(session, house, made.cycle.id)

    house.work.write(vote)
    clock.wait(hours=2)
    publish_all_heads(house)
    return made.cycle.id


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_shows_the_last_states_and_stays_light(client: FlaskClient, long_vote: int, language: str) -> None:
    answer = client.get(f"/zongo/votes/{long_vote}/heads?lang={language}")
    assert answer.status_code == 200
    assert len(answer.data) < MOST_BYTES
    assert answer.get_data(as_text=True).count("<tr>") == 73


def test_machines_get_every_state(client: FlaskClient, long_vote: int) -> None:
    paper = client.get(f"/zongo/votes/{long_vote}/heads.json").get_json()
    assert (paper["kind"], len(paper["heads"])) == (PUBLISHED_HEADS, 100)
    assert [head["size"] for head in paper["heads"]] == list(range(1, 101))


def test_a_state_that_somebody_brings_is_known_or_is_not(client: FlaskClient, number: int) -> None:
    head = client.get(f"/zongo/votes/{number}/heads.json").get_json()["heads"][4]
    address = f"/zongo/votes/{number}/heads?lang=en&size=5&root="
    assert "is among those published" in client.get(address + head["root"]).get_data(as_text=True)
    assert "is among those published" in client.get(address + head["root"][:32]).get_data(as_text=True)
    assert "is not among those published" in client.get(address + "0" * 64).get_data(as_text=True)


@pytest.mark.parametrize(
    "query", ["size=5", "root=zz", "size=٥&root=" + "a" * 64, "size=-1&root=<b>", "size=5&root=ab"]
)
def test_what_is_no_state_is_passed_over(client: FlaskClient, number: int, query: str) -> None:
    text = client.get(f"/zongo/votes/{number}/heads?lang=en&{query}").get_data(as_text=True)
    assert "The state you bring" not in text and "<b>" not in text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_slip_of_the_latest_state_is_printed(client: FlaskClient, number: int, language: str) -> None:
    answer = client.get(f"/zongo/votes/{number}/heads.pdf?lang={language}")
    assert (answer.status_code, answer.content_type, answer.data[:5]) == (200, "application/pdf", b"%PDF-")


def test_a_draft_and_a_vote_of_nobody_have_no_page(client: FlaskClient, house: House) -> None:
    drafted = house.work.write(lambda session: Plan(session, house).cycle.id)
    assert [client.get(f"/zongo/votes/{one}/heads").status_code for one in (drafted, 999)] == [404, 404]


def test_before_the_first_full_hour_the_page_says_so(client: FlaskClient, house: House, clock: HandClock) -> None:
    cycle_id = house.work.write(lambda session: Plan(session, house).approved().cycle.id)
    assert "Nothing is in the log" in client.get(f"/zongo/votes/{cycle_id}/heads?lang=en").get_data(as_text=True)
    clock.set(OPENS)
    assert "Come back after the hour" in client.get(f"/zongo/votes/{cycle_id}/heads?lang=en").get_data(as_text=True)
    assert client.get(f"/zongo/votes/{cycle_id}/heads.pdf").status_code == 404


HASHES = re.compile(r"[0-9a-f]{64,128}|(?:[0-9a-f]{4} ){7,15}[0-9a-f]{4}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_people_chose_the_pages_of_a_running_vote_say_the_same(
    client: FlaskClient, house: House, clock: HandClock, language: str
) -> None:
    """The same people vote at the same hours, for one project or for another: nothing before closing tells which."""
    made = house.work.write(lambda session: Plan(session, house).approved())
    said = []
    for choice in (1, 2):

        def vote(session: Session, choice: int = choice) -> None:
            made.session, made.commune, made.cycle = session, session.merge(made.commune), session.merge(made.cycle)
            for table in (PublishedHead, SignedHead, LogEntry, LogFrontier, Ballot):
                session.execute(delete(table))
            clock.set(OPENS + timedelta(hours=1))
            for phone in range(9):
                made.vote(phone, choice)
            append_pending(session, house, made.cycle.id)
            clock.wait(hours=1)

        house.work.write(vote)
        publish_all_heads(house)
        paths = (f"/zongo/votes/{made.cycle.id}{path}?lang={language}" for path in ("/heads", "/heads.json", ""))
        said.append([HASHES.sub("", client.get(path).get_data(as_text=True)) for path in paths])
    assert said[0] == said[1]
