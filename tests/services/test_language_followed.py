"""The language a person writes in becomes the contact's, until they choose one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.understanding.tongues import script_of
from models import Contact
from services.house import House
from tests.services.polling_day import PollingDay, plant_polling_day

VOTER = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def said(day: PollingDay, text: str) -> str:
    reply = day.sms(VOTER, text).reply
    assert reply is not None
    return reply.text


def language(day: PollingDay) -> str | None:
    return day.house.work.read(lambda session: session.scalars(select(Contact.language)).one())


def test_a_vote_in_english_is_recorded_and_answered_in_english(day: PollingDay) -> None:
    assert "recorded" in said(day, "vote 3 and 7")
    assert (language(day), day.choices()) == ("en", [[3, 7]])
    assert "What would you like" in said(day, "menu")


def test_words_of_two_languages_leave_the_contact_in_the_language_of_the_commune(day: PollingDay) -> None:
    said(day, "VOTE 3 7")
    said(day, "menu")
    assert language(day) is None


def test_a_language_that_was_chosen_stays(day: PollingDay) -> None:
    said(day, "français")
    assert "What would you like" not in said(day, "show me the menu please")
    assert language(day) == "fr"


def test_the_language_of_the_app_gives_way_to_the_one_that_is_written(day: PollingDay) -> None:
    day.telegram("501", "/start", language="en")
    assert language(day) == "en"
    reply = day.telegram("501", "je voudrais voir les projets de la commune").reply
    assert reply is not None
    assert "Envoyez" in reply.text
    assert language(day) == "fr"


def test_a_commune_of_one_language_keeps_it(house: House) -> None:
    day = plant_polling_day(house, languages=["fr"])
    assert "Vot" in said(day, "vote 3 and 7")
    assert language(day) is None


@pytest.mark.parametrize(
    ("word", "spoken", "expected"),
    [("HELP", "en", "Send:"), ("Aide", "fr", "Envoyez"), ("مساعدة", "ar", "أرسل"), ("hello", "en", "Welcome")],
)
def test_a_first_word_that_is_of_one_language_is_answered_in_it(
    day: PollingDay, word: str, spoken: str, expected: str
) -> None:
    assert expected in said(day, word)
    assert language(day) == spoken


def test_a_first_word_of_help_does_not_fix_the_language(day: PollingDay) -> None:
    said(day, "HELP")
    said(day, "je voudrais voir les projets de la commune")
    assert language(day) == "fr"


def test_help_where_english_is_not_spoken_is_answered_in_the_language_of_the_commune(house: House) -> None:
    assert "Envoyez" in said(plant_polling_day(house, languages=["fr"]), "HELP")


@pytest.mark.parametrize("text", ["bghit nsawet", "chhal d lflous f sbitar", "wach kayn chi budget", "3afak", "salam"])
def test_darija_in_latin_letters_is_answered_in_latin_letters(house: House, text: str) -> None:
    day = plant_polling_day(house, languages=["ar", "fr"])
    for _time in range(2):
        assert script_of(said(day, text)) == "LATIN"
    assert language(day) == "fr"
    assert script_of(said(day, "chhal sraftou 3la lma")) == "LATIN"


def test_darija_changes_no_language_that_is_spoken(day: PollingDay) -> None:
    said(day, "BUDGET EAU")
    assert script_of(said(day, "bghit nsawet")) == "LATIN"
    assert language(day) is None


def test_who_writes_in_arabic_letters_keeps_them_when_darija_comes_in_latin_ones(house: House) -> None:
    day = plant_polling_day(house, languages=["ar", "fr"])
    assert script_of(said(day, "ميزانية الماء")) == "ARABIC"
    assert script_of(said(day, "bghit nsawet").splitlines()[0]) == "ARABIC"  # names below stay as they are written


def test_arabic_letters_after_latin_ones_are_answered_in_arabic(house: House) -> None:
    day = plant_polling_day(house, languages=["ar", "fr"])
    said(day, "bghit nsawet")
    assert script_of(said(day, "أريد أن أرى المشاريع")) == "ARABIC"


@pytest.mark.parametrize("text", ["3 7", "0", "?"])
def test_a_first_message_without_letters_is_answered_in_the_language_of_the_commune(house: House, text: str) -> None:
    day = plant_polling_day(house, languages=["ar", "fr"])
    assert script_of(said(day, text)) == "ARABIC"


@pytest.mark.parametrize("text", ["VOTE I", "vote l", "VOTE O", "vote I 7"])
def test_a_letter_in_the_place_of_a_figure_changes_no_language_and_records_nothing(day: PollingDay, text: str) -> None:
    asked = said(day, text)
    assert "1" in asked and "Vot" not in asked.splitlines()[0].removeprefix("Un vote blanc")
    assert (language(day), day.choices()) == (None, [])
