"""A reply as numbered text and as buttons."""

from __future__ import annotations

from dataclasses import replace

from bot.phrases import Speech, _
from bot.render import render
from bot.reply import Reply
from bot.steps import Ask, Choice, Choose, Say, Wants
from tests.bot.talking import SMS, TELEGRAM

SPEECH = Speech(("en",))
MANY = Choose("many", _("Which?"), [Choice(number, f"Thing {number}") for number in range(1, 12)])
NUMBERED = Choose("own", _("Which?"), [Choice(number, f"Project {number}", number) for number in range(3, 14)])


def test_numbered_text_counts_from_one_on_each_page() -> None:
    first = render(Reply(question=MANY), SPEECH, SMS).text.splitlines()
    assert first == ["Which?", *(f"{n} Thing {n}" for n in range(1, 8)), "8 More", "0 menu, 9 back, ? help"]
    second = render(Reply(question=MANY, page=1), SPEECH, SMS).text.splitlines()
    assert second[1:-1] == [f"{n} Thing {n + 7}" for n in range(1, 5)]


def test_things_with_numbers_of_their_own_keep_them() -> None:
    lines = render(Reply(question=NUMBERED), SPEECH, SMS).text.splitlines()
    assert lines[1] == "3 Project 3"
    assert lines[-2:] == ["+ More", "0 menu, BACK, ? help"]


def test_a_long_text_is_cut_before_the_choices() -> None:
    reply = Reply([Say(_("word " * 400))], question=MANY)
    text = render(reply, SPEECH, SMS).text
    assert len(text) <= SMS.max_length
    assert text.endswith("7 Thing 7\n8 More\n0 menu, 9 back, ? help")


def test_buttons_carry_the_question_they_belong_to() -> None:
    message = render(Reply(question=MANY, serial=5), SPEECH, TELEGRAM)
    data = [button.data for row in message.buttons for button in row]
    assert data == [*(f"5:{number}" for number in range(1, 9)), "5:more", "0", "5:back", "?"]
    assert all(len(item.encode()) <= 64 for item in data)


def test_short_labels_stand_two_in_a_row() -> None:
    message = render(Reply(question=MANY), SPEECH, TELEGRAM)
    assert [len(row) for row in message.buttons] == [2, 2, 2, 2, 1, 3]


def test_without_a_question_there_is_the_menu() -> None:
    message = render(Reply([Say(_("Done."))]), SPEECH, TELEGRAM)
    assert [button.data for row in message.buttons for button in row] == ["0"]


def test_a_question_for_a_card_offers_the_key_that_sends_it() -> None:
    ask = Ask("card", _("Your number?"), read=lambda heard: heard.phone, wants=Wants.CONTACT)
    message = render(Reply(question=ask), SPEECH, TELEGRAM)
    assert message.wants == "contact"
    assert (message.buttons[0][0].label, message.buttons[0][0].data) == ("Share my number", "contact")


def test_a_photo_needs_no_key() -> None:
    ask = Ask("photo", _("A photo?"), read=lambda heard: heard.photo, wants=Wants.PHOTO)
    assert render(Reply(question=ask), SPEECH, TELEGRAM).wants is None


def test_short_forms_are_said_where_letters_are_paid() -> None:
    reply = Reply([Say(_("A long way to say it, %(name)s.", name="Awa").brief(_("Short, %(name)s.")))])
    assert render(reply, SPEECH, SMS).text == "A long way to say it, Awa."
    assert render(reply, replace(SPEECH, is_brief=True), SMS).text == "Short, Awa."
