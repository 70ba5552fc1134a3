from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Commune, Contact
from services.requests import RequestDetails, read_request
from services.roles import RoleName
from tests.admin.pages.conftest import Things

TextOf = Callable[[FlaskClient, str], str]


def send(browser: FlaskClient, page: str, path: str, data: dict[str, Any]) -> TestResponse:
    """Post a form with the token that the page holds."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).get_data(as_text=True))
    assert token is not None
    return browser.post(path, data={"csrf_token": token.group(1), **data}, follow_redirects=True)


def details(things: Things, request_id: int) -> RequestDetails:
    house, commune_id = things.panel.house, things.panel.communes[0].id
    return house.work.read(lambda db: read_request(db, house, commune_id, request_id))


def decide(things: Things, browser: FlaskClient, request_id: int, verb: str, data: dict[str, Any]) -> TestResponse:
    return send(browser, "/panel/requests/", f"/panel/requests/{request_id}/{verb}", data)


def test_the_queue_shows_what_waits_and_marks_what_is_overdue(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.OBSERVER)
    assert "overdue" not in text_of(browser, "/panel/requests/").lower().replace("queue=overdue", "").replace(
        ">overdue</a>", ""
    )
    things.panel.hands.turn(days=20)
    text = text_of(browser, "/panel/requests/?queue=overdue")
    assert text.count("overdue by 5 days") == 2
    assert "DI-26-0001" in text


@pytest.mark.parametrize("queue", ["open", "overdue", "settled", "all", "nonsense", "%00"])
def test_every_queue_opens(things: Things, text_of: TextOf, queue: str) -> None:
    text_of(things.sign_in(RoleName.MODERATOR), f"/panel/requests/?queue={queue}&page=7")


def test_an_answer_is_kept_and_shown_with_its_history(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    decide(things, browser, things.other_question, "answer", {"answer-text": "Mardi <b>matin</b>."})
    text = text_of(browser, f"/panel/requests/{things.other_question}")
    assert "Mardi &lt;b&gt;matin&lt;/b&gt;." in text
    assert "Communication_Officer" in text
    assert details(things, things.other_question).row.state == "answered"


@pytest.mark.parametrize(
    ("verb", "data", "said"),
    [
        ("answer", {"answer-text": " "}, "Write the answer."),
        ("answer", {"answer-text": "x" * 481}, "The text has 481 characters"),
        (
            "extend",
            {"extend-days": "16", "extend-code": "third_parties", "extend-reason": "Plus tard"},
            "An extension is 1 to 15 days.",
        ),
        (
            "extend",
            {"extend-days": "soon", "extend-code": "third_parties", "extend-reason": "Plus tard"},
            "Not a valid integer",
        ),
        ("extend", {"extend-days": "5", "extend-reason": "Plus tard"}, "Choose why more time is needed."),
        ("extend", {"extend-days": "5", "extend-code": "late", "extend-reason": "Plus"}, "Not a valid choice"),
        ("ask", {"ask-text": ""}, "Write what you ask the citizen."),
        ("reply", {"reply-text": "2025"}, "Nothing is asked of the citizen."),
        ("complain", {"complain-stage": "99", "complain-day": "2026-11-01"}, "There is no such stage"),
        ("complain", {"complain-stage": "x", "complain-day": "2026-11-01"}, "There is no such stage"),
        ("publish", {"publish-text": "Eau ?", "publish-is_read": "y"}, "Only what is answered"),
        ("refuse", {"refuse-reason": "Non"}, "Choose the kind of refusal."),
        ("refuse", {"refuse-code": "because", "refuse-reason": "Non"}, "Not a valid choice"),
        ("refuse", {"refuse-code": "not_held", "refuse-reason": ""}, "Write the reason."),
        ("close", {"close-reason": ""}, "Write the reason."),
    ],
)
def test_a_form_that_is_not_right_says_so_in_words_and_changes_nothing(
    things: Things, verb: str, data: dict[str, str], said: str
) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    answer = decide(things, browser, things.other_question, verb, data)
    assert answer.status_code == 200
    assert said in answer.get_data(as_text=True)
    assert details(things, things.other_question).row.state == "received"


@pytest.mark.parametrize(
    ("verb", "data", "state"),
    [
        (
            "extend",
            {"extend-days": "10", "extend-code": "third_parties", "extend-reason": "Le compte arrive."},
            "extended",
        ),
        ("refuse", {"refuse-code": "private_life", "refuse-reason": "Un salaire."}, "refused"),
        ("close", {"close-reason": "Posée deux fois."}, "closed"),
    ],
)
def test_each_decision_is_kept(things: Things, verb: str, data: dict[str, str], state: str) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    decide(things, browser, things.other_question, verb, data)
    assert details(things, things.other_question).row.state == state


def test_the_history_says_on_which_ground_more_time_was_taken(things: Things, text_of: TextOf) -> None:
    browser, page = things.sign_in(RoleName.ADMINISTRATOR), f"/panel/requests/{things.other_question}"
    data = {"extend-days": "10", "extend-code": "third_parties", "extend-reason": "Le compte arrive."}
    decide(things, browser, things.other_question, "extend", data)
    assert "Others must be consulted first" in text_of(browser, page).partition("History")[2]


def test_the_budget_officer_answers_questions_about_the_budget_alone(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.BUDGET_OFFICER)
    assert "answer-text" in text_of(browser, f"/panel/requests/{things.budget_question}")
    assert "answer-text" not in text_of(browser, f"/panel/requests/{things.other_question}")
    data = {"answer-text": "12 millions."}
    assert decide(things, browser, things.other_question, "answer", data).status_code == 403
    assert decide(things, browser, things.budget_question, "answer", data).status_code == 200
    assert details(things, things.budget_question).answer == "12 millions."


@pytest.mark.parametrize("role", [RoleName.OBSERVER, RoleName.MODERATOR])
def test_who_only_reads_sees_no_form_and_cannot_post_one(things: Things, text_of: TextOf, role: RoleName) -> None:
    browser = things.sign_in(role)
    assert "answer-text" not in text_of(browser, f"/panel/requests/{things.budget_question}")
    assert decide(things, browser, things.budget_question, "answer", {"answer-text": "x"}).status_code == 403


def test_a_question_of_another_commune_is_not_found(things: Things) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR, 1)
    assert browser.get(f"/panel/requests/{things.budget_question}").status_code == 404
    assert decide(things, browser, things.budget_question, "answer", {"answer-text": "x"}).status_code == 404


def test_a_post_without_its_token_changes_nothing(things: Things) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    answer = browser.post(f"/panel/requests/{things.other_question}/answer", data={"answer-text": "x"})
    assert answer.status_code == 400
    assert details(things, things.other_question).answer is None


def offered(page: str) -> list[str]:
    """The languages that a page offers, those of its `language` field."""
    field = re.search(r'<select[^>]*name="(?:batch-)?language".*?</select>', page, re.DOTALL)
    return re.findall(r'<option[^>]*value="([a-z]+)"', field[0]) if field else []


@pytest.mark.parametrize("languages", [["fr"], ["fr", "ar"]])
def test_every_page_offers_the_languages_of_the_commune_and_no_other(things: Things, languages: list[str]) -> None:
    where = things.panel.communes[0].id
    things.panel.house.work.write(lambda db: setattr(db.get_one(Commune, where), "languages", languages))
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    for path in ("/panel/requests/desk", "/panel/proposals/desk"):
        assert offered(browser.get(path).text) == languages, path


def test_what_a_visitor_asks_at_the_desk_gets_a_number(things: Things) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    data = {
        "kind": "question",
        "way": "phone",
        "text": "Combien pour l'école ?",
        "topic": "education",
        "zone": "",
        "language": "fr",
    }
    answer = send(browser, "/panel/requests/desk", "/panel/requests/desk", data)
    text = answer.get_data(as_text=True)
    assert "DI-26-0003" in text
    assert "Nobody can be told by message" in text


@pytest.mark.parametrize(
    "data", [{"text": ""}, {"text": "Eau ?", "topic": "gold"}, {"text": "Eau ?", "language": "xx"}]
)
def test_a_desk_entry_that_is_not_right_is_shown_again(things: Things, data: dict[str, str]) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    answer = send(browser, "/panel/requests/desk", "/panel/requests/desk", data)
    assert 'class="errors"' in answer.get_data(as_text=True)


def test_staff_see_that_an_answer_is_on_its_way_and_that_one_was_never_sent(things: Things, text_of: TextOf) -> None:
    browser, page = things.sign_in(RoleName.COMMUNICATION_OFFICER), f"/panel/requests/{things.other_question}"
    decide(things, browser, things.other_question, "answer", {"answer-text": "Mardi."})
    assert "The message waits to be sent." in text_of(browser, page)
    things.panel.house.work.write(lambda db: db.execute(update(Contact).values(wants_news=False)) and None)
    assert "no message will be sent" in text_of(browser, page)
    decide(things, browser, things.other_question, "answer", {"answer-text": "Mercredi."})
    assert "Nobody was told" in text_of(browser, page)


def test_a_receipt_says_where_to_write_and_where_to_go(things: Things, text_of: TextOf) -> None:
    office = {"place": "Office 3, town hall", "hours": "Monday to Thursday, 9 to 15"}

    def say_office(db: Session) -> None:
        db.get_one(Commune, things.panel.communes[0].id).commitments = {"office": office}

    things.panel.house.work.write(say_office)
    page = text_of(things.sign_in(RoleName.OBSERVER), f"/panel/requests/{things.other_question}/receipt")
    said = page.replace("\u2068", "").replace("\u2069", "")
    assert office["place"] in said and office["hours"] in said
    assert ("To follow it by SMS" in said) == bool(re.search(r"Send TRACK \S+ to \S+", said))
