"""What a booth's script is given and sends: with sign-in and token alone, and an answer for each ballot."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from admin.assets import FOLDER
from admin.booth_sent import MOST, MOST_BYTES
from budgeting.ways_in import WaysIn
from models import Cycle
from models.cycle import CycleState
from services.revision import grow_revision
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_assisted import plant_hand_vote, post
from tests.lost_commits import lost_commits
from tests.services.booth_phone import BoothPhone

Vote = tuple[int, tuple[str, ...]]


@pytest.fixture
def vote(panel: Panel) -> Vote:
    return plant_hand_vote(panel, WaysIn(in_booth=True))


@pytest.fixture
def agent(officer: FlaskClient, vote: Vote) -> FlaskClient:
    page = f"/panel/booth/{vote[0]}"
    post(officer, f"{page}/open", page)
    return officer


def known_to(browser: FlaskClient, cycle: int) -> dict[str, Any]:
    """What the page hands to its script."""
    found = re.search(r"data-booth='([^']*)'", browser.get(f"/panel/booth/{cycle}/vote/fr").text)
    assert found
    known: dict[str, Any] = json.loads(unescape(found[1]))
    return known


def phone_of(browser: FlaskClient, cycle: int) -> BoothPhone:
    known = known_to(browser, cycle)
    return BoothPhone(cycle, urlsafe_b64decode(known["point"] + "=="), known["pass"])


def send(browser: FlaskClient, cycle: int, body: object) -> Any:
    token = browser.get(f"/panel/booth/{cycle}/line").get_json()["token"]
    return browser.post(f"/panel/booth/{cycle}/send", json=body, headers={"X-CSRFToken": token})


def answers(browser: FlaskClient, cycle: int, *envelopes: object) -> dict[str, tuple[str, str]]:
    found = send(browser, cycle, {"envelopes": list(envelopes)}).get_json()["answers"]
    return {each["id"]: (each["state"], each["reason"]) for each in found}


def test_a_sealed_ballot_is_sent_and_answered_by_its_receipt_alone(
    panel: Panel, agent: FlaskClient, vote: Vote
) -> None:
    cycle, codes = vote
    phone = phone_of(agent, cycle)
    slip = phone.slip(codes[0], "3 4", panel.hands.now.timestamp())
    envelope = phone.seal(slip)
    answer = send(agent, cycle, {"envelopes": [envelope]})
    assert answer.headers["Cache-Control"] == "no-store"
    receipt = slip["receipt"]
    assert answer.get_json() == {
        "answers": [{"id": envelope["id"], "state": "counted", "receipt": receipt, "reason": ""}]
    }
    assert answers(agent, cycle, envelope) == {envelope["id"]: ("again", "")}


def test_who_signed_in_anew_sends_what_a_booth_kept_and_a_stranger_does_not(panel: Panel, vote: Vote) -> None:
    cycle, codes = vote
    opener = panel.browser(panel.person(RoleName.MODERATOR))
    page = f"/panel/booth/{cycle}"
    post(opener, f"{page}/open", page)
    phone = phone_of(opener, cycle)
    envelope = phone.seal(phone.slip(codes[0], "3", panel.hands.now.timestamp()))
    body = {"envelopes": [envelope]}
    for stranger in (panel.browser(), panel.browser(panel.person(RoleName.OBSERVER))):
        assert stranger.get(f"{page}/line").status_code in {302, 403}
        assert stranger.post(f"{page}/send", json=body).status_code == 400
    other = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert other.get(f"{page}/line").status_code == 404
    colleague = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    assert colleague.post(f"{page}/send", json=body).status_code == 400  # without the token
    assert answers(colleague, cycle, envelope) == {envelope["id"]: ("counted", "")}


@pytest.mark.parametrize(
    "body",
    [None, [], {}, "x", 7, {"envelopes": 7}, {"envelopes": [None, [], 7, "x", {}, {"id": 7}, {"id": "a" * 33}]}],
)
def test_bodies_of_strangers_are_answered_with_nothing(agent: FlaskClient, vote: Vote, body: object) -> None:
    answer = send(agent, vote[0], body)
    assert (answer.status_code, answer.get_json()) == (200, {"answers": []})


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 10_000, b'{"envelopes":' + b"[" * 900])
def test_bytes_that_are_no_json_are_answered_with_nothing(agent: FlaskClient, vote: Vote, raw: bytes) -> None:
    token = agent.get(f"/panel/booth/{vote[0]}/line").get_json()["token"]
    kind = {"X-CSRFToken": token, "Content-Type": "application/json"}
    answer = agent.post(f"/panel/booth/{vote[0]}/send", data=raw, headers=kind)
    assert (answer.status_code, answer.get_json()) == (200, {"answers": []})


def test_what_cannot_be_read_is_refused_by_its_id_and_what_is_too_much_waits(agent: FlaskClient, vote: Vote) -> None:
    names = [f"{number:032x}" for number in range(MOST + 5)]
    found = answers(agent, vote[0], *({"id": name} for name in names))
    assert found == dict.fromkeys(names[:MOST], ("refused", "booth_broken_seal"))
    assert send(agent, vote[0], {"x": "a" * MOST_BYTES}).status_code == 413


def test_a_ballot_whose_answer_was_lost_after_the_commit_is_counted_once(
    panel: Panel, agent: FlaskClient, vote: Vote
) -> None:
    cycle, codes = vote
    phone = phone_of(agent, cycle)
    envelopes = [phone.seal(phone.slip(code, "3", panel.hands.now.timestamp())) for code in codes]
    with lost_commits(panel.house.work._engine, 1):
        assert send(agent, cycle, {"envelopes": envelopes}).status_code == 503
    states = sorted(state for state, _reason in answers(agent, cycle, *envelopes).values())
    assert states == ["again", "counted", "counted"]
    assert {state for state, _ in answers(agent, cycle, *envelopes).values()} == {"again"}


def test_the_page_hands_its_script_no_secret_and_after_the_closing_no_key(
    panel: Panel, agent: FlaskClient, vote: Vote
) -> None:
    known = known_to(agent, vote[0])
    secret = panel.house.keyring.load(vote[0]).secret.hex()
    assert secret not in json.dumps(known)
    assert known["most"] == 3 and known["format"] == "approval" and known["money"] == [None]
    assert all(address.startswith("/panel/") for address in known["keep"])
    panel.hands.turn(days=9)
    assert "point" not in known_to(agent, vote[0])
    assert agent.get(f"/panel/booth/{vote[0]}/agent").status_code == 200


def test_without_the_cycles_key_the_booth_has_plain_forms_alone(panel: Panel, agent: FlaskClient, vote: Vote) -> None:
    panel.house.keyring.destroy(vote[0])
    assert "point" not in known_to(agent, vote[0])


def test_the_worker_comes_from_the_booths_own_address(agent: FlaskClient, vote: Vote) -> None:
    answer = agent.get("/panel/booth/worker.js", buffered=True)
    assert answer.data == (Path(FOLDER) / "booth-worker.js").read_bytes()
    assert answer.mimetype == "text/javascript"
    assert known_to(agent, vote[0])["worker"] == "/panel/booth/worker.js"


def test_where_the_vote_was_cancelled_what_waited_is_refused_and_the_agent_is_told(
    panel: Panel, agent: FlaskClient, vote: Vote
) -> None:
    cycle, codes = vote
    phone = phone_of(agent, cycle)
    envelope = phone.seal(phone.slip(codes[0], "3", panel.hands.now.timestamp()))

    def void(session: Session) -> None:
        row = session.get_one(Cycle, cycle)
        row.state, row.voided_reason = CycleState.VOIDED, "Inondation"
        grow_revision(session, row.commune_id)

    panel.house.work.write(void)
    assert answers(agent, cycle, envelope) == {envelope["id"]: ("refused", "vote_voided")}
    there = agent.get(f"/panel/booth/{cycle}/vote/fr", follow_redirects=True)
    assert there.request.path == f"/panel/booth/{cycle}/agent"
    assert "this vote was cancelled" in there.text


def test_once_it_is_counted_a_phone_that_is_found_is_still_told_of_what_came_too_late(
    panel: Panel, agent: FlaskClient, vote: Vote
) -> None:
    cycle, codes = vote
    phone = phone_of(agent, cycle)
    envelope = phone.seal(phone.slip(codes[0], "3", panel.hands.now.timestamp()))

    def close(session: Session) -> None:
        row = session.get_one(Cycle, cycle)
        row.state = CycleState.CLOSED
        grow_revision(session, row.commune_id)

    panel.hands.turn(days=20)
    panel.house.work.write(close)
    colleague = panel.browser(panel.person(RoleName.MODERATOR))
    listed = colleague.get("/panel/booth/", follow_redirects=True)
    assert f"/panel/booth/{cycle}/agent" in listed.text
    assert colleague.get(f"/panel/booth/{cycle}/agent").status_code == 200
    assert answers(colleague, cycle, envelope) == {envelope["id"]: ("refused", "vote_has_closed")}
