"""The booth without JavaScript: each voter alone with the page, nothing of the last one left, no way into the panel."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from admin.booth_choices import choices_in
from admin.booth_lock import OPEN
from admin.pages.booth import LEFT_AFTER
from budgeting.ballot import BallotFormat
from budgeting.refusal import Refusal
from budgeting.voting_codes import new_code
from budgeting.ways_in import WaysIn
from services.printing.project_marks import COLOURS
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_assisted import plant_hand_vote, post

RECEIPT = re.compile(r'<p class="code receipt" dir="ltr">([0-9A-Z-]{11})</p>')


@pytest.fixture
def vote(panel: Panel) -> tuple[int, tuple[str, ...]]:
    return plant_hand_vote(panel, WaysIn(in_booth=True))


@pytest.fixture
def agent(officer: FlaskClient, vote: tuple[int, tuple[str, ...]]) -> FlaskClient:
    """A browser that was shut into the booth."""
    page = f"/panel/booth/{vote[0]}"
    assert "Vos choix" in post(officer, f"{page}/open", page).text
    return officer


def begin(browser: FlaskClient, cycle: int) -> str:
    return browser.get(f"/panel/booth/{cycle}/vote/fr").text


def hidden(name: str, page: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def send(browser: FlaskClient, to: str, page: str, **values: Any) -> Any:
    guards = {name: hidden(name, page) for name in ("csrf_token", "turn")}
    return browser.post(to, data={**guards, **values}, follow_redirects=True)


def order_in(page: str) -> list[str]:
    return re.findall(r'<strong class="which">(\d+)</strong>', page)


def test_each_turn_has_an_order_of_its_own_that_a_refusal_leaves(
    agent: FlaskClient, vote: tuple[int, tuple[str, ...]]
) -> None:
    pages = [begin(agent, vote[0]) for _ in range(12)]
    orders = [order_in(page) for page in pages]
    assert len({tuple(order) for order in orders}) > 1
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(orders[0]))}
    assert order_in(look(agent, vote[0], pages[-1], code="").text) == orders[-1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_line_breaks_before_a_sign_or_within_an_amount(language: str, agent: FlaskClient, vote: Any) -> None:
    page = agent.get(f"/panel/booth/{vote[0]}/vote/{language}").text
    words = re.sub(r"<[^>]*>", "\n", page.split("<main")[1])
    assert not re.search(r" [:;!?»]|« ", words)
    assert re.search(r"\d\u00a0F", words) and not re.search(r"\d (\d{3}\b|F)", words)


def look(browser: FlaskClient, cycle: int, page: str, **values: Any) -> Any:
    return send(browser, f"/panel/booth/{cycle}/vote/fr/look", page, **values)


def cast(browser: FlaskClient, cycle: int, shown: str) -> Any:
    return send(browser, f"/panel/booth/{cycle}/vote/fr/cast", shown, ballot=hidden("ballot", shown))


def test_somebody_votes_alone_and_takes_the_receipt(agent: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    shown = look(agent, cycle, begin(agent, cycle), code=codes[0], choice=["3", "4"])
    assert "Projet 3" in shown.text and "Projet 4" in shown.text and codes[0] not in shown.text
    receipt = cast(agent, cycle, shown.text)
    assert RECEIPT.search(receipt.text) and "Projet" not in receipt.text
    for answer in (shown, receipt, agent.get(f"/panel/booth/{cycle}/vote")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert codes[0] not in answer.request.url
    with agent.session_transaction(path="/panel/") as session:
        assert RECEIPT.findall(receipt.text)[0] not in str(dict(session)) and codes[0] not in str(dict(session))


def test_each_project_has_the_mark_of_the_sheet(agent: FlaskClient, vote: Any) -> None:
    page = begin(agent, vote[0])
    marks = re.findall(r'<rect width="24" height="24" rx="4" fill="(#[0-9a-f]{6})"/><svg ', page)
    assert agent.get(f"/panel/booth/{vote[0]}/vote/xx").status_code == 404
    assert len(marks) == page.count('name="choice"') > 2
    assert set(marks) == set(COLOURS)


def test_the_next_voter_finds_an_empty_page_whatever_the_browser_brings_back(agent: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    first = begin(agent, cycle)
    shown = look(agent, cycle, first, code=codes[0], choice=["3"]).text
    cast(agent, cycle, shown)
    empty = begin(agent, cycle)
    assert codes[0] not in empty and "checked" not in empty
    again = cast(agent, cycle, shown)
    assert RECEIPT.search(again.text) is None and "Vos choix" in again.text
    again = look(agent, cycle, first, code=codes[0], choice=["3"])
    assert "Projet 3" in again.text and 'name="ballot"' not in again.text and "checked" not in again.text
    assert agent.get(f"/panel/booth/{cycle}/vote/fr/receipt").headers["Location"].endswith(f"/{cycle}/vote/fr")


def test_who_has_voted_is_not_shown_again_by_a_page_that_is_sent_anew(agent: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    first = begin(agent, cycle)
    shown = look(agent, cycle, first, code=codes[0], choice=["3"]).text
    receipt = RECEIPT.findall(cast(agent, cycle, shown).text)
    assert RECEIPT.findall(cast(agent, cycle, shown).text) == receipt  # pressed twice
    again = look(agent, cycle, first, code=codes[0], choice=["3"])  # Back, while the receipt still stands there
    assert 'name="ballot"' not in again.text and "checked" not in again.text and codes[0] not in again.text
    assert RECEIPT.findall(cast(agent, cycle, shown).text) == []


def test_a_page_that_somebody_walked_away_from_is_cleared_without_a_script_too(agent: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    empty = agent.get(f"/panel/booth/{cycle}/vote/fr")
    wrong = look(agent, cycle, empty.text, code=codes[0])
    shown = look(agent, cycle, empty.text, code=codes[0], choice=["3"])
    for page in (wrong, shown, cast(agent, cycle, shown.text)):
        assert page.headers["Refresh"] == f"{LEFT_AFTER}; url=/panel/booth/{cycle}/vote"
    assert "Refresh" not in empty.headers


def test_what_is_wrong_is_said_beside_what_was_chosen(agent: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    page = begin(agent, cycle)
    many = look(agent, cycle, page, code=codes[0], choice=["1", "2", "3", "4"]).text
    assert 'role="alert"' in many and codes[0] in many and many.count(" checked") == 4
    for values in ({"code": codes[0]}, {"code": "", "choice": "3"}, {"code": "x" * 41, "choice": "3"}):
        assert 'role="alert"' in look(agent, cycle, page, **values).text
    wrong = look(agent, cycle, page, code=new_code(lambda _below: 7), choice="3")
    assert 'role="alert"' in wrong.text and 'name="ballot"' not in wrong.text


def test_a_blank_ballot_is_cast_on_purpose(agent: FlaskClient, vote: Any) -> None:
    cycle, codes = vote
    shown = look(agent, cycle, begin(agent, cycle), code=codes[0], blank="1")
    assert RECEIPT.search(cast(agent, cycle, shown.text).text)


def test_from_a_booth_nothing_else_of_the_panel_opens_until_who_opened_it_signs_out(
    panel: Panel, agent: FlaskClient, vote: Any
) -> None:
    cycle, tried = vote[0], 0
    for rule in panel.app.url_map.iter_rules():
        if not rule.rule.startswith("/panel") or rule.endpoint in OPEN:
            continue
        for method in {"GET", "POST"} & (rule.methods or set()):
            answer = agent.open(panel.path_of(rule), method=method, data={"csrf_token": hidden_token(agent, cycle)})
            tried += 1
            if answer.status_code == 404:  # an address of no page, for want of a better number in its place
                assert "/panel/account" not in answer.text and 'id="menu"' not in answer.text
                continue
            assert answer.headers.get("Location") == f"/panel/booth/{cycle}/vote", (rule.rule, method)
    assert tried > 100
    agent.post("/panel/logout", data={"csrf_token": hidden_token(agent, cycle)})
    assert agent.get("/panel/today/").headers["Location"].startswith("/panel/login")


def hidden_token(browser: FlaskClient, cycle: int) -> str:
    return hidden("csrf_token", browser.get(f"/panel/booth/{cycle}/agent").text)


def test_nobody_votes_in_a_booth_that_was_not_opened_there(officer: FlaskClient, panel: Panel, vote: Any) -> None:
    cycle, codes = vote
    page = f"/panel/booth/{cycle}"
    assert officer.get(f"{page}/vote").headers["Location"] == page
    for step in ("look", "cast"):
        answer = post(officer, f"{page}/vote/fr/{step}", page, turn="", code=codes[0], choice="3", ballot="x")
        assert answer.request.path == page
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert observer.get(page).status_code == 403
    other = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert other.get(page).status_code == 404


def test_rules_that_announce_no_booth_have_none(panel: Panel, officer: FlaskClient) -> None:
    cycle, _codes = plant_hand_vote(panel, WaysIn(with_help=True))
    assert officer.get(f"/panel/booth/{cycle}").status_code == 404
    assert "No open vote has a booth now" in officer.get("/panel/booth/").text


def test_after_the_closing_the_booth_says_so(panel: Panel, agent: FlaskClient, vote: Any) -> None:
    panel.hands.turn(days=9)
    page = begin(agent, vote[0])
    assert 'name="code"' not in page and 'role="alert"' not in page


@pytest.mark.parametrize(
    ("ballots", "sent", "choices"),
    [
        (BallotFormat.APPROVAL, [("choice", "3"), ("choice", "7")], "3 7"),
        (BallotFormat.KNAPSACK, [("choice", "7"), ("choice", "x")], "7"),
        (BallotFormat.POINTS, [("points-3", "5"), ("points-7", "2"), ("points-4", "0"), ("points-5", "")], "3:5 7:2"),
        (BallotFormat.RANKING, [("place-3", "2"), ("place-7", " 1 "), ("place-8", "٣")], "7 3 8"),
        (BallotFormat.RANKING, [("blank", "1"), ("place-3", "2")], "0"),
    ],
)
def test_what_is_touched_is_read_as_what_would_be_typed(ballots: BallotFormat, sent: Any, choices: str) -> None:
    assert choices_in(MultiDict(sent), ballots) == choices


@pytest.mark.parametrize(
    ("ballots", "sent", "reason"),
    [
        (BallotFormat.APPROVAL, [], "ballot_none_given"),
        (BallotFormat.POINTS, [("points-3", "0")], "ballot_none_given"),
        (BallotFormat.POINTS, [("points-3", "-1")], "typed_unreadable"),
        (BallotFormat.POINTS, [("points-3", "9999")], "typed_unreadable"),
        (BallotFormat.RANKING, [("place-3", "1"), ("place-7", "1")], "typed_order_unclear"),
    ],
)
def test_what_is_no_choice_is_refused(ballots: BallotFormat, sent: Any, reason: str) -> None:
    with pytest.raises(Refusal) as no:
        choices_in(MultiDict(sent), ballots)
    assert no.value.reason == reason
