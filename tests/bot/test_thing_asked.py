"""People are of a topic whose money is not theirs: where no line bears their name it is said so."""

from __future__ import annotations

import pytest

from bot.thing_asked import is_not_told
from bot.understanding.money_questions import read_money_question

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    "text",
    ["combien pour les femmes", "combien pour les handicapés", "how much for women", "كم للنساء", "كم للمعاقين"],
)
def test_the_money_of_social_help_is_not_told_as_that_of_women_or_the_disabled(text: str) -> None:
    asked = read_money_question(text, LANGUAGES)
    assert asked.topic == "social"
    assert is_not_told(asked, "social")


@pytest.mark.parametrize("text", ["combien pour l'aide sociale", "combien pour les associations"])
def test_social_help_itself_is_told(text: str) -> None:
    assert not is_not_told(read_money_question(text, LANGUAGES), "social")
