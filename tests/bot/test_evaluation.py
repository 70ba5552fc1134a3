"""A mark for works, by its digit, its words, or both in one message."""

from __future__ import annotations

import pytest

from bot.evaluation import mark_in
from bot.phrases import Speech
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk

SPEECH = Speech(("fr", "ar", "en"))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        *(
            ("1", 1),
            ("oui", 1),
            ("1 oui", 1),
            ("1 oui ca marche", 1),
            ("1, oui, ça marche bien", 1),
            ("1 yes it works", 1),
        ),
        *(("2 un peu", 2), ("3 non", 3), ("3 non rien ne marche", 3), ("1 نعم", 1), ("٣ لا", 3), ("1 oui merci", 1)),
    ],
)
def test_a_mark_and_its_words_are_one_answer(text: str, mark: int) -> None:
    assert mark_in(text, SPEECH) == mark


@pytest.mark.parametrize(
    "text", ["1 non", "1 oui non", "3 oui", "1 7", "1 oui 2", "4 oui", "1 forage", "oui ca marche", "1 oui un peu"]
)
def test_what_says_two_things_is_no_mark(text: str) -> None:
    assert mark_in(text, SPEECH) is None


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_choice_is_taken_by_its_number_and_its_own_words(channel: str) -> None:
    person = Talk(CHANNELS[channel], desk=FakeDesk(proven=True))
    person.says("VOTE 7 (un)")
    person.says("2 voter pour 7")
    assert person.desk.effects[-1] == ("cast_ballot", (7,))
