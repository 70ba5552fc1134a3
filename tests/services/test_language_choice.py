from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.sms.alphabet import Encoding
from bot.sms.prepare import prepare
from models import Commune, Contact
from services.house import House
from services.telling import speech_of
from tests.services.polling_day import PollingDay, plant_polling_day

THREE = ["fr", "sw", "rn"]
NAMES = "Kiswahili / Ikirundi"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house, languages=THREE)


def answer(day: PollingDay, sender: str, text: str) -> str:
    reply = day.sms(sender, text).reply
    assert reply is not None
    return reply.text


def language_of(day: PollingDay) -> str | None:
    return day.house.work.read(lambda session: session.scalars(select(Contact.language)).one())


@pytest.mark.parametrize("text", ["xyzzy", "0", "8", "grzt blurb kwak"])
def test_first_words_of_no_language_are_answered_in_the_communes_own_with_the_others_named(
    day: PollingDay, text: str
) -> None:
    said = answer(day, "+22890112233", text)
    assert NAMES in said and "Vos données" in said
    assert language_of(day) is None
    assert NAMES not in answer(day, "+22890112233", text)


@pytest.mark.parametrize("text", ["bonjour", "combien pour l'eau", "je veux poser une question"])
def test_first_words_of_the_communes_own_language_are_answered_without_a_choice(day: PollingDay, text: str) -> None:
    assert NAMES not in answer(day, "+22890112233", text)


def test_a_first_vote_is_recorded_and_costs_one_sms_as_ever(day: PollingDay) -> None:
    assert prepare(answer(day, "+22890112233", "VOTE 3")).segments == 1


def test_one_word_chooses_a_language_and_one_word_changes_it(day: PollingDay) -> None:
    answer(day, "+22890112233", "xyzzy")
    assert "Kiswahili" in answer(day, "+22890112233", "kiswahili")
    assert language_of(day) == "sw"
    assert "Unataka nini?" in answer(day, "+22890112233", "0")
    assert "mu Kirundi" in answer(day, "+22890112233", "IKIRUNDI")
    assert "Mushaka iki?" in answer(day, "+22890112233", "0")
    assert "français" in answer(day, "+22890112233", "français") and language_of(day) == "fr"


def test_a_language_once_chosen_is_kept_whatever_is_written_next(day: PollingDay) -> None:
    answer(day, "+22890112233", "ikirundi")
    assert "Nta tora" in answer(day, "+22890112233", "MON VOTE")
    answer(day, "+22890112233", "combien pour l'eau")
    assert language_of(day) == "rn"


def test_a_command_of_one_language_alone_as_first_word_is_answered_in_it(day: PollingDay) -> None:
    assert NAMES not in answer(day, "+22890112233", "miradi")
    assert language_of(day) == "sw"


@pytest.mark.parametrize(
    ("languages", "own", "chain"),
    [
        (["fr", "ar", "sw"], "sw", ("sw", "fr", "ar", "en")),
        (["ar", "zgh"], "zgh", ("zgh", "ar", "en")),
        (["bm"], None, ("bm", "fr", "en")),
        (["ar"], None, ("ar", "en")),
    ],
)
def test_what_a_language_lacks_is_said_in_the_communes_first(
    languages: list[str], own: str | None, chain: tuple[str, ...]
) -> None:
    commune, contact = Commune(languages=languages, currency="XOF", time_zone="UTC"), Contact(language=own)
    assert speech_of(commune, contact, is_brief=True).languages == chain


def test_other_languages_are_named_in_letters_that_cost_no_more(house: House) -> None:
    day = plant_polling_day(house, languages=["fr", "ar", "ee", "zgh"])
    said = answer(day, "+22890112233", "xyzzy")
    assert "arabe / ewe / tifinagh" in said
    assert prepare(said).encoding is Encoding.GSM7
