"""What is read out on the radio where zones have money of their own."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from sqlalchemy.orm import Session

from budgeting.ballot import Pot
from printing.press import overflows
from services.communes import find_commune
from services.house import House
from services.printing.radio import RadioScript, say_radio_script
from services.printing.where_to import where_to
from tests.printing.sheets_of import order
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.printing.test_vote_papers import rules_of

ZONGO = Pot(300, (1,), {"fr": "Zongo", "ar": "زنغو"})
PLAIN = str.maketrans({"\u2068": None, "\u2069": None, "\u00a0": " ", "\u202f": " "})


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def radio_with(day: PollingDay, language: str, *pots: Pot) -> RadioScript:
    rules = rules_of(day)
    rules = replace(rules, ballot=replace(rules.ballot, pots=pots))

    def say(db: Session) -> RadioScript:
        commune = find_commune(db, day.commune_id)
        assert commune is not None
        place = where_to(db, day.house, day.commune_id)
        return say_radio_script(commune, rules, place, day.opens_at.date(), language)

    return day.house.work.read(say)


@pytest.mark.parametrize(
    ("language", "whole", "of_zone", "of_all"),
    [
        (
            "fr", 400, "Zongo en a 300 F, pour ces numéros seuls : 1.",
            "Toute la commune en a 400 F, pour ces numéros : 2, 3.",
        ),
        (
            "fr", 0, "Zongo en a 300 F, pour ces numéros seuls : 1.",
            "Toute la commune a ce que les zones laissent, pour ces numéros : 2, 3.",
        ),
        (
            "en", 400, "Zongo has 300 F of it, for these numbers alone: 1.",
            "The whole commune has 400 F of it, for these numbers: 2, 3.",
        ),
        (
            "ar", 400, "لـزنغو منها 300 فرنك، لهذه الأرقام وحدها: 1.",
            "وللجماعة كلها منها 400 فرنك، لهذه الأرقام: 2، 3.",
        ),
    ],
)  # fmt: skip
def test_the_radio_says_which_money_is_for_which_numbers(
    day: PollingDay, language: str, whole: int, of_zone: str, of_all: str
) -> None:
    script = radio_with(day, language, ZONGO, Pot(whole, (2, 3)))
    assert [words.translate(PLAIN) for words in script.opening[1:3]] == [of_zone, of_all]
    zone = "زنغو" if language == "ar" else "Zongo"
    assert [zone in words for words in script.projects[:3]] == [True, False, False]
    assert overflows(order("radio_script", asdict(script), language)) == []


def test_it_names_no_envelope_of_nobody_and_none_where_all_money_is_one(day: PollingDay) -> None:
    assert len(radio_with(day, "fr").opening) == 3
    assert len(radio_with(day, "fr", ZONGO, Pot(400, ())).opening) == 4
