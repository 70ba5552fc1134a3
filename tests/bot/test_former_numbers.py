"""Numbers from before a public draw: said with those of today and asked about, never a vote for anything unasked."""

from __future__ import annotations

import pytest

from bot.sms.prepare import prepare
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.code_desk import AFI, PASSES, CodeDesk
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk
from tests.bot.worst_case import ALLOWED, LANGUAGES

FORMER = {7: 13, 8: 14}
"""What two of the nine projects were called before the draw."""


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("text", "cast"), [("VOTE 13", (7,)), ("VOTE 3 13", (3, 7)), ("VOTE 14 13", (8, 7)), ("VOTE 13 7", (7,))]
)
def test_a_vote_by_a_former_number_is_asked_about_and_recorded_by_that_of_today(
    channel: str, text: str, cast: tuple[int, ...]
) -> None:
    talk = Talk(CHANNELS[channel], desk=FakeDesk(former=FORMER))
    asked = talk.says(text)
    assert "13 est le 7" in asked.text and "7 Marché couvert" in asked.text
    assert talk.desk.effects == []
    talk.presses("Oui")
    assert talk.desk.effects == [("cast_ballot", cast)]


@pytest.mark.parametrize(("language", "text"), [("fr", "VOTE 13"), ("en", "VOTE 13"), ("ar", "صوت 13")])
def test_who_says_no_has_voted_for_nothing_and_sees_the_list(language: str, text: str) -> None:
    talk = Talk(language=language, desk=FakeDesk(former=FORMER))
    talk.says(text)
    talk.says("2")
    assert talk.desk.effects == []
    talk.says("3")
    assert talk.desk.effects == [("cast_ballot", (3,))]


def test_beside_a_voting_code_it_is_asked_about_as_well() -> None:
    talk = Talk(desk=CodeDesk(former=FORMER))
    asked = talk.says(f"VOTE {AFI} 13")
    assert "13 est le 7" in asked.text
    assert talk.desk.effects == []
    talk.says("1")
    assert talk.desk.effects == [("cast", PASSES[AFI], (7,))]


def test_points_follow_the_project_they_were_given() -> None:
    ballots = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
    talk = Talk(desk=FakeDesk(former=FORMER, ballots=ballots))
    assert "13 est le 7" in talk.says("VOTE 3:2 13:4").text
    talk.says("1")
    assert talk.desk.effects == [("cast_ballot", ((3, 2), (7, 4)))]


def test_a_former_number_is_added_by_that_of_today_once_that_is_meant() -> None:
    talk = Talk(desk=FakeDesk(former=FORMER))
    talk.says("VOTE 3")
    talk.desk.effects.clear()
    talk.says("13")
    asked = talk.presses("Ajouter le 13 à mon vote")
    assert "13 est le 7" in asked.text and "Ajouter 7" in asked.text
    assert talk.desk.effects == []
    talk.says("1")
    assert talk.desk.effects == [("cast_ballot", (3, 7))]


@pytest.mark.parametrize(("text", "cast"), [("ajoute le 13", (3, 8, 7)), ("enlève le 14", (3,))])
def test_a_vote_is_changed_by_former_numbers_once_those_of_today_are_shown(text: str, cast: tuple[int, ...]) -> None:
    talk = Talk(desk=FakeDesk(former=FORMER))
    talk.says("VOTE 3 8")
    talk.desk.effects.clear()
    asked = talk.says(text)
    assert "Nouveaux numéros" in asked.text
    assert talk.desk.effects == []
    talk.presses(f"Voter pour {', '.join(map(str, cast))} à la place")
    assert talk.desk.effects == [("cast_ballot", cast)]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("text", ["13", "3 13", "VOTE 13"])
def test_at_the_open_list_the_new_number_is_asked_for(channel: str, text: str) -> None:
    talk = Talk(CHANNELS[channel], desk=FakeDesk(former=FORMER))
    talk.says("VOTE")
    assert "13 est le 7" in talk.says(text).text
    assert talk.desk.effects == []
    talk.says("VOTE 3 7")
    assert talk.desk.effects == [("cast_ballot", (3, 7))]


def test_who_cannot_be_asked_votes_for_the_numbers_there_are() -> None:
    talk = Talk(desk=FakeDesk(former=FORMER, replies_left=False))
    heard = talk.says("VOTE 3 13")
    assert talk.desk.effects == [("cast_ballot", (3,))]
    assert "Pas au vote: 13" in heard.text


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "Pas au vote: 99."), ("ar", "ليس هنا: 99."), ("en", "Not here: 99.")]
)
@pytest.mark.parametrize("said", [f"VOTE {AFI} 13 99 14", "VOTE 13 99 14"])
def test_a_number_on_no_ballot_is_named_beside_the_question_and_again_once_it_is_answered(
    said: str, language: str, told: str
) -> None:
    talk = Talk(language=language, desk=(CodeDesk if AFI in said else FakeDesk)(former=FORMER))
    asked = talk.says(said)
    assert asked.text.startswith(told)
    assert prepare(asked.text).segments <= ALLOWED[language]
    answer = talk.says("1")
    assert "99" in answer.text
    assert [effect[-1] for effect in talk.desk.effects] == [(7, 8)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_names_leave_no_room_the_projects_are_asked_about_by_their_numbers(language: str) -> None:
    talk = Talk(language=language, desk=FakeDesk(former={6: 112, 7: 113, 8: 114}))
    asked = talk.says("VOTE 112 999 113 998 114")
    assert "6, 7, 8" in asked.text.replace("،", ",")
    assert prepare(asked.text).segments <= ALLOWED[language]


def test_two_projects_are_not_called_one_alone() -> None:
    assert "seul" not in Talk(desk=FakeDesk(former=FORMER)).says("VOTE 13 14").text
