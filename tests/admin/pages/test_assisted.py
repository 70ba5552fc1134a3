"""The page of votes with help: typed, seen in words, recorded, and nothing of it kept by the browser or the session."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from budgeting.voting_codes import new_code
from budgeting.ways_in import WaysIn
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.services.hand_town import plant_code_vote


def plant_hand_vote(panel: Panel, ways: WaysIn) -> tuple[int, tuple[str, ...]]:
    """A vote by codes that is open, with these ways in, and three codes."""

    opens_at, closes_at = NOW - timedelta(days=1), NOW + timedelta(days=9)
    where = (panel.house, panel.communes[0].id, ways, opens_at, closes_at)
    return panel.house.work.write(lambda db: plant_code_vote(db, *where))


@pytest.fixture
def vote(panel: Panel) -> tuple[int, tuple[str, ...]]:
    return plant_hand_vote(panel, WaysIn(with_help=True, on_paper=True))


def post(browser: FlaskClient, path: str, on: str, **values: Any) -> Any:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(on).text)
    return browser.post(path, data={"csrf_token": found[1] if found else "", **values}, follow_redirects=True)


def look(browser: FlaskClient, cycle: int, code: str, choices: str) -> Any:
    page = f"/panel/assisted/{cycle}"
    return post(browser, f"{page}/look", page, code=code, choices=choices)


def cast(browser: FlaskClient, cycle: int, answer: Any) -> Any:
    page = f"/panel/assisted/{cycle}"
    return post(browser, f"{page}/cast", page, ballot=ballot_in(answer))


def ballot_in(answer: Any) -> str:
    found = re.search(r'name="ballot" value="([^"]+)"', answer.text)
    assert found
    return found[1]


@pytest.mark.parametrize("role", [role for role in RoleName if role is not RoleName.OBSERVER])
def test_whoever_may_write_votes_for_a_person_who_stands_there(panel: Panel, vote: Any, role: RoleName) -> None:
    browser, (cycle, codes) = panel.browser(panel.person(role)), vote
    shown = look(browser, cycle, codes[0], "3 4 99")
    assert "Projet 3" in shown.text and "Not in this vote, and left out: 99" in shown.text
    assert codes[0] not in shown.text
    receipt = cast(browser, cycle, shown)
    found = re.search(r'<p class="code" dir="ltr">([0-9A-Z-]{11})</p>', receipt.text)
    assert found
    assert "Projet" not in receipt.text
    for answer in (shown, receipt):
        assert "no-store" in answer.headers["Cache-Control"]
        assert codes[0] not in answer.request.url


def test_the_receipt_can_be_refreshed_and_goes_with_the_next_person(officer: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    shown = look(officer, cycle, codes[0], "3")
    receipt = cast(officer, cycle, shown)
    assert (receipt.request.method, receipt.request.path) == ("GET", f"/panel/assisted/{cycle}/receipt")
    found = re.search(r'<p class="code" dir="ltr">([0-9A-Z-]{11})</p>', receipt.text)
    assert found
    assert found[1] in officer.get(receipt.request.path).text
    with officer.session_transaction(path="/panel/") as session:
        assert found[1] not in str(dict(session))
    again = cast(officer, cycle, shown)
    assert found[1] in again.text and "This vote was recorded already" in again.text
    officer.get(f"/panel/assisted/{cycle}")
    assert officer.get(receipt.request.path).headers["Location"].endswith(f"/panel/assisted/{cycle}")


def shown_at_the_last_second(panel: Panel, cycle: int, code: str) -> tuple[FlaskClient, dict[str, str]]:
    """Type a ballot as the vote closes; return the browser and what its page would send."""
    to_the_last_second(panel)
    browser = panel.browser(panel.person(RoleName.BUDGET_OFFICER))
    shown = look(browser, cycle, code, "3")
    guard = re.search(r'name="csrf_token" value="([^"]+)"', shown.text)
    assert guard
    return browser, {"csrf_token": guard[1], "ballot": ballot_in(shown)}


def to_the_last_second(panel: Panel) -> None:
    panel.hands.turn(days=9, seconds=-1)


def test_who_votes_with_help_as_the_vote_closes_is_given_the_receipt(panel: Panel, vote: Any) -> None:
    cycle, codes = vote
    browser, typed = shown_at_the_last_second(panel, cycle, codes[0])
    there = browser.post(f"/panel/assisted/{cycle}/cast", data=typed).headers["Location"]
    panel.hands.turn(seconds=2)
    receipt = browser.get(there)
    assert (receipt.status_code, receipt.request.path) == (200, f"/panel/assisted/{cycle}/receipt")
    assert re.search(r'<p class="code" dir="ltr">([0-9A-Z-]{11})</p>', receipt.text)
    assert "Next person" not in receipt.text and "can be changed until" not in receipt.text


def test_who_comes_too_late_with_a_ballot_that_was_shown_reads_that_the_vote_is_closed(panel: Panel, vote: Any) -> None:
    cycle, codes = vote
    browser, late = shown_at_the_last_second(panel, cycle, codes[0])
    panel.hands.turn(seconds=2)
    assert "This vote is closed." in browser.post(f"/panel/assisted/{cycle}/cast", data=late).text


def test_an_observer_and_another_commune_do_not_get_there(panel: Panel, vote: Any) -> None:
    cycle = vote[0]
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert observer.get(f"/panel/assisted/{cycle}").status_code == 403
    assert observer.post(f"/panel/assisted/{cycle}/look").status_code in {400, 403}
    other = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert other.get(f"/panel/assisted/{cycle}").status_code == 404
    assert "No open vote takes ballots with help" in other.get("/panel/assisted/").text


def test_what_was_typed_stands_in_no_session_and_no_address(officer: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    wrong = new_code(lambda _below: 7)
    for code, choices in ((codes[0], "1 2 3 4"), (wrong, "5 6"), (codes[0], "5 6")):
        answer = look(officer, cycle, code, choices)
        assert answer.request.path == f"/panel/assisted/{cycle}/look"
        with officer.session_transaction(path="/panel/") as session:
            kept = str(dict(session))
        assert code not in kept and choices not in kept
        assert "_flashes" not in kept


def test_a_fault_is_said_beside_what_was_typed(officer: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    answer = look(officer, cycle, codes[0], "1 2 3 4")
    assert "A ballot has 3 projects at most, these are 4." in answer.text
    assert codes[0] in answer.text
    assert "not good in this vote" in look(officer, cycle, new_code(lambda _below: 7), "3").text


def test_a_yes_without_what_was_shown_records_nothing(officer: FlaskClient, vote: Any) -> None:
    page = f"/panel/assisted/{vote[0]}"
    assert "shown too long ago" in post(officer, f"{page}/cast", page, ballot="rubbish").text


def test_the_only_vote_with_help_is_shown_at_once(officer: FlaskClient, vote: Any) -> None:
    assert officer.get("/panel/assisted/").headers["Location"].endswith(f"/panel/assisted/{vote[0]}")


def test_the_cycle_says_its_ways_to_vote(officer: FlaskClient, vote: Any) -> None:
    text = officer.get(f"/panel/cycle/{vote[0]}").text
    assert "With an agent’s help" in text
    assert "The sheet of paper counts" in text
