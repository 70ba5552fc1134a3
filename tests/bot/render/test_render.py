"""A reply as numbered text and as buttons."""

from __future__ import annotations

from dataclasses import replace

from bot.phrases import Speech, _
from bot.render import render
from bot.reply import Reply
from bot.sms.prepare import prepare
from bot.steps import Ask, Choice, Choose, Say, Wants
from tests.bot.talking import SMS, TELEGRAM

SPEECH = Speech(("en",))
MANY = Choose("many", _("Which?"), [Choice(number, f"Thing {number}") for number in range(1, 12)])
NUMBERED = Choose("own", _("Which?"), [Choice(number, f"Project {number}", number) for number in range(3, 14)])


def test_numbered_text_counts_from_one_on_each_page() -> None:
    first = render(Reply(question=MANY), SPEECH, SMS).text.splitlines()
    assert first == ["Which?", *(f"{n} Thing {n}" for n in range(1, 8)), "8 More", "0 menu, 9 back, ? help"]
    second = render(Reply(question=MANY, page=1), SPEECH, SMS).text.splitlines()
    assert second[:-1] == [f"{n} Thing {n + 7}" for n in range(1, 5)]


def test_a_page_of_a_list_costs_no_more_than_a_message_may() -> None:
    long = Choose("long", _("Which?"), [Choice(number, f"A rather long thing {number}") for number in range(1, 12)])
    seen: list[str] = []
    for page in range(3):
        text = render(Reply(question=long, page=page), replace(SPEECH, is_brief=True), SMS).text
        assert prepare(text).segments == 1
        assert ("Which?" in text) is (page == 0)
        seen += [line.partition(" ")[2] for line in text.splitlines() if "thing" in line]
    assert seen == [choice.label for choice in long.choices]


def test_a_page_of_dear_letters_costs_two_segments() -> None:
    names = ["بئر زونغو", "أقسام المركز", "إنارة المحطة", "ولادة الهضبة", "سقائف السوق", "جسر البحيرة", "ملعب الشباب"]
    dear = Choose("dear", _("Which?"), [Choice(number, name, number) for number, name in enumerate(names * 2, 1)])
    text = render(Reply(question=dear), Speech(("ar",), is_brief=True), SMS).text
    assert prepare(text).segments <= 2
    assert "+ المزيد" in text


def test_a_few_choices_are_shown_together_at_any_price() -> None:
    few = Choose(
        "few",
        _("Which?"),
        [Choice(number, "A choice of sixty letters, and a few more letters than that") for number in range(3)],
    )
    assert render(Reply(question=few), replace(SPEECH, is_brief=True), SMS).text.count("A choice") == 3


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


def test_beside_words_that_must_be_said_a_list_spares_what_works_everywhere_where_that_saves_a_message() -> None:
    speech, notice = replace(SPEECH, is_brief=True), Say(_("Data: PRIVACY"))
    long = Choose("long", _("Which?"), [Choice(number, f"A rather long thing {number}") for number in range(1, 12)])
    whole = render(Reply(question=long), speech, SMS).text
    spared = render(Reply([notice], question=long, spares_hint=True), speech, SMS).text
    assert prepare(render(Reply([notice], question=long), speech, SMS).text).segments == 2
    assert prepare(spared).segments == 1
    assert spared.splitlines()[-1] == "8 More"
    assert set(whole.splitlines()) - set(spared.splitlines()) == {"0 menu, 9 back, ? help"}
    short = Choose("short", _("Which?"), [Choice(1, "One"), Choice(2, "Two")])
    assert "0 menu" in render(Reply([notice], question=short, spares_hint=True), speech, SMS).text
