"""A ballot that may only change the one that stands is asked about: nothing of that one is lost unsaid."""

from __future__ import annotations

import pytest

from bot.paging import BACK_IN_SESSION
from bot.paging import MORE as MORE_OF_IT
from bot.render.screens import Turning, cut_screens
from bot.sms.prepare import prepare
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.code_desk import AFI, PASSES, CodeDesk
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, SMS, TELEGRAM, USSD, Talk

MORE = [
    ("fr", "VOTE 5 aussi"),
    ("fr", "je choisis le 5 aussi"),
    ("fr", "vote 5 avec"),
    ("fr", "VOTE 5 +"),
    ("fr", "vote 5 et"),
    ("en", "vote 5 also"),
    ("en", "my choice is 5 too"),
    ("en", "vote 5 plus"),
    ("ar", "صوت 5 أيضا"),
    ("ar", "أصوت على 5 كذلك"),
    ("ar", "صوت ٥ ايضا"),
    ("ar", "sewet zid 5"),
    ("ar", "nsewet 3la 5 7ta howa"),
]
OUT = [
    ("fr", "VOTE 5 pas 3"),
    ("fr", "vote 5 sans le 3"),
    ("en", "vote 5 not 3"),
    ("en", "vote 5 except 3"),
    ("ar", "صوت 5 ماشي 3"),
    ("ar", "صوت 5 بدون 3"),
    ("ar", "sewet 5 machi 3"),
]


def talk(language: str = "fr", *stands: int, channel: str = "sms", **more: object) -> Talk:
    person = Talk(CHANNELS[channel], language, FakeDesk(**more))  # type: ignore[arg-type]
    if stands:
        person.desk.cast_ballot(stands)
        person.desk.effects.clear()
    return person


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("language", "text"), MORE)
def test_a_word_that_adds_asks_whether_the_vote_that_stands_is_kept(language: str, text: str, channel: str) -> None:
    person = talk(language, 3, 7, channel=channel)
    asked = person.says(text)
    assert person.desk.effects == []
    assert "3" in asked.text and "7" in asked.text
    person.says("1")
    assert person.desk.effects == [("cast_ballot", (3, 7, 5))]


@pytest.mark.parametrize(("language", "text"), [("fr", "VOTE 5 aussi"), ("ar", "صوت 5 أيضا"), ("en", "vote 5 also")])
def test_the_whole_vote_may_be_replaced_all_the_same(language: str, text: str) -> None:
    person = talk(language, 3, 7)
    person.says(text)
    person.says("2")
    assert person.desk.effects == [("cast_ballot", (5,))]


@pytest.mark.parametrize(("language", "text"), [*MORE, *OUT])
def test_a_first_vote_has_nothing_to_lose_and_is_never_more_than_was_said(language: str, text: str) -> None:
    person = talk(language)
    person.says(text)
    if not person.desk.effects:
        person.says("1")
    assert person.desk.effects == [("cast_ballot", (5,))]


@pytest.mark.parametrize(("language", "text"), OUT)
def test_a_project_that_is_said_not_to_be_meant_may_leave_the_others(language: str, text: str) -> None:
    person = talk(language, 3, 7)
    asked = person.says(text).text
    assert person.desk.effects == []
    assert "7, 5" in asked.replace("،", ",")
    person.says("1")
    assert person.desk.effects == [("cast_ballot", (7, 5))]


@pytest.mark.parametrize(("language", "text"), OUT)
def test_what_does_not_stand_cannot_be_taken_out(language: str, text: str) -> None:
    person = talk(language, 2, 7)
    person.says(text)
    assert person.desk.effects == [("cast_ballot", (5,))]


@pytest.mark.parametrize("text", ["VOTE 3 7 5 aussi", "VOTE 5 3 7 +", "VOTE 7 5 pas 3"])
def test_a_vote_that_leaves_nothing_out_is_recorded_at_once(text: str) -> None:
    person = talk("fr", 3, 7)
    person.says(text)
    assert len(person.desk.effects) == 1


@pytest.mark.parametrize("text", ["VOTE 5 4 aussi", "VOTE aussi 5 4", "vote 5 et 4 aussi"])
def test_several_projects_are_added_together(text: str) -> None:
    person = talk("fr", 7)
    assert "Voter pour 7, 5, 4 à la place" in person.says(text).text
    person.says("1")
    assert person.desk.effects == [("cast_ballot", (7, 5, 4))]


def test_more_projects_than_a_vote_may_have_are_chosen_anew() -> None:
    person = talk("fr", 3, 7, 1)
    person.says("VOTE 5 aussi")
    assert "TOUS vos numéros" in person.says("1").text
    person.says("3 7 5")
    assert person.desk.effects == [("cast_ballot", (3, 7, 5))]


def test_something_else_records_nothing() -> None:
    person = talk("fr", 3, 7)
    person.says("VOTE 5 aussi")
    person.says("3")
    assert person.desk.effects == []


@pytest.mark.parametrize("text", ["VOTE 5 aussi", "VOTE 5 pas 3", "VOTE 5 pas 4"])
def test_where_choices_are_not_told_the_question_tells_none(text: str) -> None:
    person = talk("fr", 3, 7, echo=False)
    asked = person.says(text).text.partition("0 menu")[0]
    assert person.desk.effects == []
    assert "7" not in asked and "3," not in asked


def test_points_and_an_order_are_kept_with_what_is_added() -> None:
    points = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
    person = talk(ballots=points)
    person.says("VOTE 3:5")
    person.says("VOTE 7:2 aussi")
    person.says("1")
    assert person.desk.effects[-1] == ("cast_ballot", ((3, 5), (7, 2)))
    person = talk("fr", 3, 7, ballots=BallotRules(BallotFormat.RANKING, max_choices=3))
    person.says("VOTE 5 pas 3")
    person.says("1")
    assert person.desk.effects[-1] == ("cast_ballot", (5, 7))


def test_beside_a_code_it_is_asked_of_the_ballot_of_that_code() -> None:
    person = Talk(SMS, desk=CodeDesk())
    person.says(f"VOTE {AFI} 3 7")
    assert "3, 7" in person.says(f"VOTE {AFI} 5 aussi").text
    person.says("1")
    assert person.desk.effects[-1] == ("cast", PASSES[AFI], (3, 7, 5))


def test_who_has_to_show_their_number_first_is_asked_once_it_is_known_what_stands() -> None:
    desk = FakeDesk()
    desk.cast_ballot((3, 7))
    desk.effects.clear()
    desk.proven = False
    person = Talk(TELEGRAM, "fr", desk)
    person.says("VOTE 5 aussi")
    assert "3, 7" in person.shares().text
    person.says("1")
    assert desk.effects[-1] == ("cast_ballot", (3, 7, 5))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("text", ["3 7", "7 3"])
def test_the_numbers_that_stand_change_nothing_and_are_not_offered_as_a_change(text: str, channel: str) -> None:
    person = talk("fr", 3, 7, channel=channel)
    told = person.says(text).text
    assert "C'est ce qui est enregistré" in told and "3, 7" in told and "à la place" not in told
    assert person.desk.effects == []


def test_other_numbers_are_still_offered_in_place_of_those_that_stand() -> None:
    assert "Voter pour 3, 5 à la place" in talk("fr", 3, 7).says("3 5").text


def test_what_a_commune_does_not_echo_is_not_told_by_comparing() -> None:
    assert "enregistré" not in talk("fr", 3, 7, echo=False).says("3 7").text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_second_vote_by_dialling_has_its_example_and_the_list_on_the_first_screen(language: str) -> None:
    others = tuple(tag for tag in ("fr", "ar", "en") if tag != language)
    person = Talk(USSD, language=language, languages=(language, *others))
    for words in ("VOTE 1 3 7", "1", "VOTE"):
        person.says(words)
    turning = Turning(BACK_IN_SESSION.spoken(person.speech), f"00 {MORE_OF_IT.spoken(person.speech)}")
    first = cut_screens(prepare(person.answer.text).text, turning)[0]
    assert "1 2" in first and "3" in first.splitlines()[0] and "7" in first.splitlines()[0]
    assert "\n1 " in first and "\n2 " in first
    person.says("2 3 8")
    person.says("1")
    assert [effect for effect in person.desk.effects if effect[0] == "cast_ballot"][-1] == ("cast_ballot", (2, 3, 8))
