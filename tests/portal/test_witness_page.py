"""What a witness sees behind a link, on their own phone: what is asked, their code, a yes; kept by no cache."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from budgeting.ways_in import WaysIn
from services.by_hand.meetings import Figures, Meeting, enter_meeting, type_meeting_again
from services.counting import publish
from services.counting.count import count_cycle
from services.counting.publish import run_digest
from services.cycles.approve import approve_cycle, void_cycle
from services.cycles.consent import Matter
from services.house import House
from services.witnesses.links import make_accept_link
from tests.conftest import HandClock
from tests.services.by_hand.test_closing import Alone
from tests.services.by_hand.test_meeting_consent import AloneAtMeetings
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, plan
from tests.services.townsfolk import NOW, plant_staff
from tests.services.witnesses.test_witnesses import Small


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


def voiding(house: House, clock: HandClock) -> tuple[str, str, int]:
    def work(session: Session) -> tuple[str, str, int]:
        town = Small(session, house, clock).approved()
        void_cycle(*town.here, town.made.cycle.id, "The <list> was wrong", staff_id=town.staff)
        return f"/zongo/witness/{town.ask(Matter.VOID)}", town.code, town.made.cycle.id

    return house.work.write(work)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_shows_what_is_asked_and_no_cache_keeps_it(
    client: FlaskClient, house: House, clock: HandClock, language: str
) -> None:
    path, _code, _cycle = voiding(house, clock)
    answer = client.get(f"{path}?lang={language}")
    text = answer.get_data(as_text=True)
    assert "The &lt;list&gt; was wrong" in text and "Mariam Issa" in text
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_a_yes_with_the_code_does_it_and_the_rules_page_says_who(
    client: FlaskClient, house: House, clock: HandClock
) -> None:
    path, code, cycle_id = voiding(house, clock)
    assert "This is not your code" in client.post(f"{path}?lang=en", data={"code": "12"}).get_data(as_text=True)
    assert "Your yes is written down" in client.post(f"{path}?lang=en", data={"code": code}).get_data(as_text=True)
    again = client.post(f"{path}?lang=en", data={"code": code})
    assert again.status_code == 404
    rules = client.get(f"/zongo/votes/{cycle_id}?lang=en").get_data(as_text=True)
    assert "agreed to: \u2068the cancelling of the vote" in rules


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_witness_types_the_sheet_of_a_meeting_and_is_shown_no_figure_of_it(
    client: FlaskClient, house: House, clock: HandClock, language: str
) -> None:
    town = AloneAtMeetings(house, clock)
    town.stand_by()
    path = f"/zongo/witness/{town.link()}?lang={language}"
    page = client.get(path).text
    assert "<bdi>École</bdi>" in page and 'name="hands_3"' in page
    typed = {"code": town.code, "present": "40", "hands_1": "30", "hands_2": "11"}
    differs = client.post(path, data=typed).text
    told = differs.split('role="alert">', 1)[1].split("</p>", 1)[0]
    assert "2" in told and "12" not in told and 'value="' not in differs.split("<form", 1)[1]
    for unread in ({"hands_2": "douze"}, {"hands_2": "41"}, {"present": ""}):
        assert 'role="alert"' in client.post(path, data={**typed, **unread}).text
    assert town.day.sheets()[0].differed == 1
    assert "notice done" in client.post(path, data={**typed, "hands_2": "12"}).text
    assert not town.day.meetings()[0].is_open


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_witness_sees_what_was_found_in_the_box_that_is_to_be_closed(
    client: FlaskClient, house: House, clock: HandClock, language: str
) -> None:
    town = Alone(house, clock)
    town.close()
    page = client.get(f"/zongo/witness/{town.link()}?lang={language}").get_data(as_text=True)
    assert "1 · <bdi>Mairie</bdi>" in page and page.count("<dd>1</dd>") == 2 and "<dd>2</dd>" in page
    waits = client.get(f"/zongo?lang={language}", follow_redirects=True).get_data(as_text=True)
    assert {"fr": "une urne dont", "ar": "سيُغلق صندوق", "en": "a ballot box whose"}[language] in waits


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "comparez les nombres"), ("ar", "قارن الأعداد"), ("en", "compare the numbers")]
)
def test_a_witness_is_asked_for_what_can_be_seen_of_a_box(
    client: FlaskClient, house: House, clock: HandClock, language: str, said: str
) -> None:
    town = Alone(house, clock)
    town.close()
    assert said in client.get(f"/zongo/witness/{town.link()}?lang={language}").get_data(as_text=True)


def meeting_counted(house: House, clock: HandClock) -> str:
    """Return the link to a result with a show of hands that one decider agreed to."""

    def work(session: Session) -> str:
        town = Small(session, house, clock, ways=WaysIn(by_hands=True)).approved()
        clock.set(OPENS + timedelta(hours=5))
        here = (*town.here, town.made.cycle.id)
        meeting = Meeting("École", OPENS + timedelta(hours=2), ("Chef de quartier", "Secrétaire"))
        number = enter_meeting(*here, meeting, Figures(40, {"1": 30}), staff_id=town.staff)
        other = plant_staff(session, town.made.commune, "Bio").id
        assert type_meeting_again(*here, number, Figures(40, {"1": 30}), staff_id=other) is True
        clock.set(CLOSES + GRACE)
        digest = run_digest(count_cycle(*here, staff_id=town.staff))
        publish(*here, digest, staff_id=town.staff)
        return f"/zongo/witness/{town.ask(Matter.RESULT)}"

    return house.work.write(work)


@pytest.mark.parametrize(("language", "said"), [("fr", "projet"), ("ar", "المشروع"), ("en", "project")])
def test_a_witness_sees_the_shows_of_hands_before_agreeing_to_their_result(
    client: FlaskClient, house: House, clock: HandClock, language: str, said: str
) -> None:
    page = client.get(f"{meeting_counted(house, clock)}?lang={language}").get_data(as_text=True)
    told = " ".join(page.split())
    assert "1 · <bdi>École</bdi>" in told and ">40</td>" in told and "Chef de quartier · Secrétaire" in told
    assert re.search(rf"{said}\W+1\W+30\b", told)


def planning(house: House, clock: HandClock, *gathering: Phase) -> tuple[str, str, int]:
    """Return the link to a plan that one of the staff agreed to, the witness's code and the cycle."""

    def work(session: Session) -> tuple[str, str, int]:
        town = Small(session, house, clock, phases=(*gathering, *plan()[bool(gathering) :]))
        town.made.freeze()
        town.made.back_up()
        made, digest = town.made, str(town.made.cycle.rules_hash)
        approve_cycle(*town.here, made.cycle.id, digest, staff_id=town.staff, ideas_wait=bool(gathering))
        return f"/zongo/witness/{town.ask(Matter.PLAN)}", town.code, town.made.cycle.id

    return house.work.write(work)


def test_the_rules_that_a_witness_agrees_to_stand_on_the_page_as_in_public_later(
    client: FlaskClient, house: House, clock: HandClock
) -> None:
    path, code, cycle_id = planning(house, clock)
    asked = client.get(f"{path}?lang=en").get_data(as_text=True)
    assert "ideas_wait" not in asked
    assert "Your yes is written down" in client.post(f"{path}?lang=en", data={"code": code}).get_data(as_text=True)
    public = client.get(f"/zongo/votes/{cycle_id}?lang=en").get_data(as_text=True)
    for part in (r'<dl class="facts">.*?</dl>', r"<caption>Dates</caption>.*?</table>"):
        (shown,) = re.findall(part, asked, re.DOTALL)
        assert [shown] == re.findall(part, public, re.DOTALL)
    facts = re.findall(r"<dt>(.*?)</dt>", asked)
    assert "Who may vote" in facts and "On a ballot" in facts and "Late messages" in facts
    assert "Between projects that are level, announced before the vote" in facts


def test_a_witness_says_themselves_that_ideas_still_to_come_wait(
    client: FlaskClient, house: House, clock: HandClock
) -> None:
    path, code, _cycle = planning(
        house, clock, Phase(PhaseKind.PROPOSALS, NOW - timedelta(days=3), NOW + timedelta(hours=9))
    )
    asked = client.get(f"{path}?lang=en").get_data(as_text=True)
    assert "Ideas are still gathered or examined" in asked and 'name="ideas_wait"' in asked
    not_yet = client.post(f"{path}?lang=en", data={"code": code}).get_data(as_text=True)
    assert "Tick first that later ideas are for a later vote" in not_yet
    said = client.post(f"{path}?lang=en", data={"code": code, "ideas_wait": "yes"}).get_data(as_text=True)
    assert "Your yes is written down" in said


def test_to_look_changes_nothing(client: FlaskClient, house: House, clock: HandClock) -> None:
    path, code, _cycle = voiding(house, clock)
    for _time in range(10):
        client.get(path)
    assert client.post(path, data={"code": code}).status_code == 200


def test_a_witness_accepts_and_is_shown_a_code_once(client: FlaskClient, house: House, clock: HandClock) -> None:
    def work(session: Session) -> str:
        town = Small(session, house, clock)
        town.session.execute(text("UPDATE witness SET accepted_at = NULL, mark = NULL"))
        town.session.expire_all()
        return make_accept_link(*town.here, town.witness, staff_id=town.staff)

    path = f"/zongo/witness/{house.work.write(work)}"
    assert "I accept" in client.get(f"{path}?lang=en").get_data(as_text=True)
    shown = client.post(f"{path}?lang=en").get_data(as_text=True)
    assert re.search(r"<strong dir=\"ltr\">\d{4} \d{4}</strong>", shown)
    assert client.get(path).status_code == 404


def test_a_result_is_shown_to_the_witness_before_anybody_else(
    client: FlaskClient, house: House, clock: HandClock
) -> None:
    def work(session: Session) -> tuple[str, str]:
        town = Small(session, house, clock)
        publish(*town.here, town.made.cycle.id, town.counted(), staff_id=town.staff)
        return f"/zongo/witness/{town.ask(Matter.RESULT)}", town.code

    path, code = house.work.write(work)
    assert "Projet 1" in client.get(f"{path}?lang=fr").get_data(as_text=True)
    assert "No result is published" in client.get("/zongo/results?lang=en").get_data(as_text=True)
    client.post(path, data={"code": code})
    text = client.get("/zongo/results?lang=en").get_data(as_text=True)
    assert "Agreed to by an outside witness" in text and "Mariam Issa" in text


@pytest.mark.parametrize("token", ["a" * 32, "-" * 32, "%00" * 32, "é" * 32])
def test_a_link_that_is_none_is_said_to_be_none(
    client: FlaskClient, house: House, clock: HandClock, token: str
) -> None:
    voiding(house, clock)
    for answer in (client.get(f"/zongo/witness/{token}?lang=en"), client.post(f"/zongo/witness/{token}?lang=en")):
        assert answer.status_code == 404
