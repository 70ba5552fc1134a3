"""What a request is about is corrected, a question is put to others, and who may not is told who may."""

from __future__ import annotations

import pytest

from services.roles import RoleName
from tests.admin.pages.conftest import Things
from tests.admin.pages.test_requests import TextOf, decide, details, send

GROUPS = "/panel/request-groups/"


def test_a_question_that_becomes_one_about_the_budget_is_the_budget_officers_too(
    things: Things, text_of: TextOf
) -> None:
    page, question = f"/panel/requests/{things.other_question}", things.other_question
    officer, sorter = things.sign_in(RoleName.BUDGET_OFFICER), things.sign_in(RoleName.COMMUNICATION_OFFICER)
    text = text_of(officer, page)
    assert "It is decided by: Administrator and Communication officer." in text
    assert "can be corrected by: Administrator and Communication officer." in text
    assert decide(things, officer, question, "tag", {"tag-is_budget": "y"}).status_code == 403
    decide(things, sorter, question, "tag", {"tag-is_budget": "y", "tag-topic": "markets"})
    assert (details(things, question).row.is_budget, details(things, question).row.topic) == (True, "markets")
    assert "What it is about was corrected" in text_of(sorter, page)
    assert "answer-text" in text_of(officer, page)
    assert "Corrected what a request is about" in text_of(things.sign_in(RoleName.ADMINISTRATOR), "/panel/audit/")


@pytest.mark.parametrize("role", [RoleName.OBSERVER, RoleName.MODERATOR])
def test_who_only_reads_is_told_who_decides(things: Things, text_of: TextOf, role: RoleName) -> None:
    browser = things.sign_in(role)
    text = text_of(browser, f"/panel/requests/{things.budget_question}")
    assert "It is decided by: Administrator, Budget officer, and Communication officer." in text


def test_repeated_questions_say_who_groups_them_and_show_no_box_to_who_may_not(things: Things, text_of: TextOf) -> None:
    desk = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    for text in ("Quand ouvre le grand marché couvert ?", "quand le grand marche couvert ouvre"):
        data = {"kind": "question", "way": "desk", "text": text, "topic": "", "zone": "", "language": "fr"}
        send(desk, "/panel/requests/desk", "/panel/requests/desk", data)
    read = text_of(things.sign_in(RoleName.BUDGET_OFFICER), GROUPS)
    assert "is done by: Administrator and Communication officer." in read and 'type="checkbox"' not in read
    assert "is done by:" not in text_of(desk, GROUPS)


def test_a_question_is_put_to_another_by_its_number(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.COMMUNICATION_OFFICER)
    other = details(things, things.budget_question).row.reference
    question = things.other_question
    nowhere = decide(things, browser, question, "join", {"join-reference": "DI-26-9999", "join-question": "Quand ?"})
    assert "There is no other question of this number." in nowhere.get_data(as_text=True)
    decide(things, browser, question, "join", {"join-reference": other, "join-question": "Quand ouvre le marché ?"})
    text = text_of(browser, GROUPS)
    assert "Quand ouvre le marché ?" in text and f"/panel/requests/{question}" in text
    assert "join-reference" not in text_of(browser, f"/panel/requests/{question}")
