"""A question about a project at the list of a vote: answered, with the vote still open behind it."""

from __future__ import annotations

import pytest

from bot.sms.prepare import prepare
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, SMS, Talk

ASKED = [
    ("fr", "combien coûte le 7 ?", "7. "),
    ("fr", "c'est quoi le 4", "4. "),
    ("fr", "le 4 c'est quoi", "4. "),
    ("en", "what is number 4?", "4. "),
    ("en", "how much does 7 cost", "7. "),
    ("ar", "ما هو 4؟", "4. "),
    ("ar", "كم يكلف 7؟", "7. "),
]


def casts(person: Talk) -> list[object]:
    return [effect[1] for effect in person.desk.effects if effect[0] == "cast_ballot"]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("language", "asked", "told"), ASKED)
def test_the_project_is_told_and_numbers_that_follow_are_the_vote(
    channel: str, language: str, asked: str, told: str
) -> None:
    person = Talk(CHANNELS[channel], language=language, desk=FakeDesk(proven=True))
    person.says("VOTE")
    assert person.says(asked).text.startswith(told)
    assert casts(person) == []
    person.says("3 7")
    assert casts(person) == [(3, 7)]


@pytest.mark.parametrize(("language", "waits"), [("fr", "Le vote attend"), ("en", "still waits"), ("ar", "ينتظر")])
def test_that_the_vote_waits_is_said_where_it_costs_no_other_sms(language: str, waits: str) -> None:
    person = Talk(SMS, language=language, desk=FakeDesk(proven=True))
    person.says("VOTE")
    asked = next(text for tag, text, _told in ASKED if tag == language)
    answer = prepare(person.says(asked).text)
    assert waits in answer.text and answer.segments <= (2 if language == "ar" else 1)


@pytest.mark.parametrize("said", ["le 4 ou le 7", "4 ?", "c'est quoi le 99", "je ne sais pas"])
def test_what_asks_of_no_one_project_is_answered_as_before(said: str) -> None:
    person = Talk(SMS, desk=FakeDesk(proven=True))
    person.says("VOTE")
    answer = person.says(said)
    assert not answer.text.startswith(("4. ", "7. ")) and casts(person) == []
