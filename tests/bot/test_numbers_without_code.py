"""Numbers without a code where people vote by codes: never a vote, and whoever sends them hears that theirs stands."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sms.prepare import prepare
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.code_desk import AFI, PASSES, CodeDesk
from tests.bot.talking import CHANNELS, Talk
from tests.bot.worst_case import ALLOWED, LANGUAGES

TOLD = {
    "fr": ("Rien n'a changé", "un vote par code reste", "VOTE + code + 4 7"),
    "ar": ("لم يتغير شيء", "التصويت بالرمز باق", "صوت + رمزك + 4 7"),
    "en": ("Nothing was changed", "a vote by code stays", "VOTE + code + 4 7"),
}


def voted(language: str = "fr", channel: str = "sms", **desk: Any) -> Talk:
    talk = Talk(CHANNELS[channel], language, CodeDesk(**desk))
    talk.state.has_language = True
    talk.says(f"VOTE {AFI} 3")
    return talk


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", ["4 7", "4, 7", "7 4 7", "4 99 7"])
def test_numbers_after_a_vote_by_code_change_nothing_and_say_what_would(said: str, language: str) -> None:
    talk = voted(language)
    answer = talk.says(said)
    for words in TOLD[language][:2]:
        assert words in answer.text
    assert ("99" in answer.text) is ("99" in said)
    assert TOLD[language][2] in answer.text or said == "7 4 7"
    assert prepare(answer.text).segments <= ALLOWED[language]
    assert talk.state.open is None
    assert talk.desk.effects == [("cast", PASSES[AFI], (3,))]


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_it_says_to_send_is_taken_as_it_says(channel: str) -> None:
    talk = voted(channel=channel)
    told = talk.says("4 7").text.rpartition("VOTE + code")[2].replace("+", "")
    talk.says(f"VOTE {AFI} {told}")
    assert talk.desk.effects[-1] == ("cast", PASSES[AFI], (4, 7))


def test_points_are_said_as_they_are_typed() -> None:
    talk = voted(ballots=BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5))
    talk.says(f"VOTE {AFI} 3:5")
    assert talk.says("4:3 7:2").text.endswith("VOTE + code + 4:3 7:2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_number_may_be_a_project_to_see_and_the_question_says_that_the_vote_stays(language: str) -> None:
    talk = voted(language)
    answer = talk.says("4")
    assert TOLD[language][1] in answer.text
    assert talk.state.open is not None
    assert prepare(answer.text).segments <= ALLOWED[language]
    assert talk.desk.effects == [("cast", PASSES[AFI], (3,))]


@pytest.mark.parametrize(("language", "said"), [("fr", "pas 3"), ("fr", "enlève le 3"), ("en", "not 3")])
def test_whoever_takes_a_number_out_without_a_code_hears_that_the_vote_stays(language: str, said: str) -> None:
    talk = voted(language)
    assert TOLD[language][1] in talk.says(said).text
    assert talk.desk.effects == [("cast", PASSES[AFI], (3,))]


def test_numbers_of_no_project_are_named() -> None:
    assert "20" in voted().says("20 22").text
