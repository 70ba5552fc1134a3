from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.axe import grave_faults
from tests.browser.conftest import NARROW, WIDE, Window


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_phones_fit_the_window_and_have_no_grave_fault(
    open_window: Callable[..., Window], width: int, language: str
) -> None:
    window = open_window(width)
    number = f"2289001{width:04d}"
    page = window.open(f"/simulator?phone={number}&phone=22890020000&lang={language}")
    assert window.overflow() <= 0
    assert grave_faults(page) == []
    page.locator(".device .chips button").first.click()
    expect(page.locator(f"#talk-sms-{number} .theirs").first).to_be_visible()
    page.locator(".device").nth(1).locator(".chips button").last.click()
    expect(page.locator(f"#talk-chat-{number} .choices").first).to_be_visible()
    assert window.overflow() <= 0
    assert grave_faults(page) == []
    assert window.complaints == []


def test_a_vote_goes_in_and_comes_back_without_javascript(open_window: Callable[..., Window]) -> None:
    window = open_window(NARROW, javascript=False)
    page = window.open("/simulator?phone=22890030001&lang=en")
    page.get_by_role("button", name="VOTE 3 7").first.click()
    talk = page.locator("#talk-sms-22890030001")
    expect(talk.locator(".mine p").first).to_have_text("VOTE 3 7")
    expect(talk.locator(".theirs").first).to_contain_text("GSM-7")
    expect(talk.locator(".theirs").first).to_contain_text("15 F")
    assert window.complaints == []


def test_words_are_typed_and_the_answer_arrives_by_itself(open_window: Callable[..., Window]) -> None:
    window = open_window()
    page = window.open("/simulator?phone=22890040001&lang=en")
    address = page.url
    field = page.locator("#text-sms-22890040001")
    field.fill("HELP")
    field.press("Enter")
    expect(page.locator("#talk-sms-22890040001 .theirs").first).to_be_visible()
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    assert page.url == address
    assert window.complaints == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_code_is_dialled_and_a_vote_goes_in_by_screens(
    open_window: Callable[..., Window], *, javascript: bool
) -> None:
    window = open_window(NARROW, javascript=javascript)
    number = f"2289006000{int(javascript)}"
    page = window.open(f"/simulator?phone={number}&lang=en")
    phone, screen, field = page.locator(f"#ussd-{number}"), page.locator(f"#screen-{number}"), f"#text-ussd-{number}"
    phone.get_by_role("button").click()
    expect(screen).to_contain_text("0 menu")
    page.locator(field).fill("VOTE 3")
    page.locator(field).press("Enter")
    expect(screen).to_contain_text("2 No")
    page.locator(field).fill("1")
    page.locator(field).press("Enter")
    expect(screen).to_contain_text("The session is over.")
    assert window.overflow() <= 0
    assert not javascript or grave_faults(page) == []  # it asks by a script
    assert window.complaints == []


def test_a_message_that_another_window_caused_appears_without_a_touch(open_window: Callable[..., Window]) -> None:
    here, there = open_window(), open_window(javascript=False)
    page = here.open("/simulator?phone=22890050001&lang=en")
    other = there.open("/simulator?phone=22890050001&lang=en")
    other.locator("#text-sms-22890050001").fill("PROJECTS")
    other.locator("#text-sms-22890050001").press("Enter")
    expect(page.locator("#talk-sms-22890050001 .mine p")).to_have_text("PROJECTS")


def test_a_button_of_the_chat_and_the_senders_own_card_are_sent(open_window: Callable[..., Window]) -> None:
    window = open_window()
    page = window.open("/simulator?phone=22890060001&lang=en")
    chat = page.locator("#talk-chat-22890060001")
    page.locator("#text-chat-22890060001").fill("VOTE 3 7")
    page.locator("#text-chat-22890060001").press("Enter")
    chat.locator('button[value="contact"]').click()  # a vote by chat waits for the sender's own number
    expect(chat.locator(".theirs")).to_have_count(2)
    chat.locator('button[value="0"]').last.click()
    expect(chat.locator(".theirs")).to_have_count(3)
    assert window.complaints == []


def test_several_phones_lie_side_by_side_and_one_can_be_put_away(open_window: Callable[..., Window]) -> None:
    window = open_window(javascript=False)
    page = window.open("/simulator?lang=en")
    page.locator("#another").fill("+228 90 07 00 02")
    page.get_by_role("button", name="Add a phone").click()
    expect(page.locator(".person")).to_have_count(2)
    page.locator(".remove").first.click()
    expect(page.locator(".person")).to_have_count(1)
    assert "lang=en" in page.url
