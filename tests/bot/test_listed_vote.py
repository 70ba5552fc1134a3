"""Lists with markers, ranges, counts and points in parts: recorded where the vote leaves one reading, else asked."""

from __future__ import annotations

import pytest

from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.code_desk import AFI, PASSES, CodeDesk
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, SMS, Talk

APPROVAL = BallotRules(max_choices=3)
POINTS = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
RANKING = BallotRules(BallotFormat.RANKING, max_choices=3)
BASKET = BallotRules(BallotFormat.KNAPSACK, max_choices=3, envelope=30_000_000)
LISTS = ["1) 7 2) 5", "1. 7\n2. 5", "1.7 2.5", "1-7 2-5", "1: 7, 2: 5", "1=7 2=5", "1° 7 2° 5", "(1) 7 (2) 5"]
LISTS += ["1er 7, 2e 5", "choix 1 7 choix 2 5", "7 n°1, 5 n°2"]


def talk(ballots: BallotRules, channel: str = "sms", language: str = "fr") -> Talk:
    return Talk(CHANNELS[channel], language=language, desk=FakeDesk(ballots=ballots, proven=True))


def casts(person: Talk) -> list[object]:
    return [effect[1] for effect in person.desk.effects if effect[0] == "cast_ballot"]


@pytest.mark.parametrize("text", LISTS)
def test_a_ranking_takes_the_order_of_a_list(text: str) -> None:
    for said in ([f"VOTE {text}"], ["VOTE", text]):
        person = talk(RANKING)
        for one in said:
            person.says(one)
        assert casts(person) == [(7, 5)]


@pytest.mark.parametrize("text", [text for text in LISTS if "er" not in text])
@pytest.mark.parametrize("ballots", [APPROVAL, BASKET], ids=["approval", "basket"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_any_other_vote_asks_what_a_list_means(text: str, ballots: BallotRules, channel: str) -> None:
    person = talk(ballots, channel)
    answer = person.says(f"VOTE {text}")
    assert not casts(person) and "Voter pour 7, 5" in str(answer)
    person.presses("Voter pour 7, 5")
    assert casts(person) == [(7, 5)]


@pytest.mark.parametrize("text", [text for text in LISTS if "er" not in text])
def test_at_the_open_list_it_is_asked_as_well_and_a_no_casts_nothing(text: str) -> None:
    person = talk(APPROVAL)
    for said in ("VOTE", text):
        person.says(said)
    assert not casts(person)
    person.says("non")
    assert not casts(person)


def test_in_a_vote_by_points_a_list_is_points_where_a_sign_gives_them() -> None:
    person = talk(POINTS)
    person.says("VOTE 1: 4, 2: 5")
    assert casts(person) == [((1, 4), (2, 5))]
    other = talk(POINTS)
    assert "Voter pour 7, 5" in other.says("VOTE 1) 7 2) 5").text
    other.presses("Voter pour 7, 5")
    assert not casts(other) and "points" in other.answer.text


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("VOTE 1. 7", (7,), (1, 7)), ("VOTE 1-3", (3,), (1, 3)), ("VOTE 5-7", (5, 7), (5, 6, 7))],
)
def test_a_marker_alone_and_a_range_are_asked_about(text: str, first: object, second: object) -> None:
    for key, numbers in (("1", first), ("2", second)):
        person = talk(APPROVAL)
        person.says(text)
        assert not casts(person)
        person.says(key)
        assert casts(person) == [numbers]


@pytest.mark.parametrize("text", ["VOTE 3-7", "VOTE 3-4", "VOTE 7-5", "VOTE 3-5-8"])
def test_a_dash_that_can_be_no_range_parts_two_projects(text: str) -> None:
    person = talk(APPROVAL)
    person.says(text)
    assert len(casts(person)) == 1


@pytest.mark.parametrize("text", ["3:-2", "3:2.5", "3:2,5", "7:1 3:1/2", "3=-2", "3:½"])
def test_points_below_one_or_in_parts_are_never_recorded(text: str) -> None:
    for ballots in (POINTS, APPROVAL, RANKING, BASKET):
        for said in ([f"VOTE {text}"], ["VOTE", text]):
            person = talk(ballots)
            for one in said:
                answer = person.says(one).text
            assert not casts(person) and "Rien n" in answer
            if ballots is POINTS:
                part = text.split()[-1]
                assert part in answer and "VOTE 3:2" in answer


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("fr", "VOTE 7 (un)", "Voter pour 7"),
        ("fr", "VOTE 3 7 VOTE 5", "Voter pour 3, 7, 5"),
        ("fr", "VOTE 3 7 VOTE 5", "Voter pour 5"),
        ("fr", "VOTE un 7", "Voter pour 7"),
        ("en", "VOTE one vote for 7", "Vote for 7"),
        ("en", "two votes for 7", "Vote for 7"),
        ("en", "VOTE 7 & 5 (two)", "Vote for 7, 5"),
    ],
)
@pytest.mark.parametrize("channel", CHANNELS)
def test_both_readings_of_a_count_are_offered(language: str, text: str, label: str, channel: str) -> None:
    person = talk(APPROVAL, channel, language)
    person.says(text)
    assert not casts(person)
    person.presses(label)
    assert casts(person) == [tuple(int(number) for number in label.split("o", 1)[1].split(" ", 2)[-1].split(", "))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("fr", text) for text in ("un 7", "7 (un)", "7 et 5 (2)", "deux, 7, 5", "3 vote 7", "1er 7", "3 7 ?")),
        *(("ar", text) for text in ("واحد 7", "الأول 7", "اثنان 7 و 5", "رقم واحد 7", "jouj 7 w 5")),
        *(("en", text) for text in ("one 7", "7 (one)", "two: 7 and 5", "one vote for 7")),
    ],
)
def test_at_the_open_list_no_count_is_recorded_unasked(language: str, text: str) -> None:
    person = talk(APPROVAL, language=language)
    person.says("VOTE")
    person.says(text)
    assert not casts(person)


def test_what_is_surely_a_count_is_left_out_at_once() -> None:
    for said in (["VOTE mes 2 choix 7 et 5"], ["VOTE", "je prends 2 projets: 7 et 5"]):
        person = talk(APPROVAL)
        for one in said:
            person.says(one)
        assert casts(person) == [(7, 5)]


@pytest.mark.parametrize("text", ["7 ou 5", "projets 7 et 5 pour 2026", "PROJETS 7 5"])
def test_numbers_at_the_list_in_other_words_are_told_to_be_no_vote(text: str) -> None:
    person = talk(APPROVAL)
    person.says("VOTE")
    answer = person.says(text).text
    assert not casts(person)
    assert "Rien n" in answer or "Aucun vote" in answer


def test_what_is_most_likely_a_vote_at_the_list_is_offered_and_not_recorded() -> None:
    person = talk(APPROVAL)
    person.says("VOTE")
    assert "Voter pour 7 Marché couvert, et rien d'autre ?" in person.says("le 7 en premier").text
    assert not casts(person)
    person.says("1")
    assert casts(person) == [(7,)]


def test_the_command_for_a_project_still_shows_it_at_the_list() -> None:
    person = talk(APPROVAL)
    person.says("VOTE")
    assert "Marché couvert" in person.says("PROJET 7").text


def test_points_in_words_are_offered_as_they_were_given() -> None:
    person = talk(POINTS)
    assert "3:5, 7:2" in person.says("VOTE 5 à 3 et 2 à 7").text
    person.says("1")
    assert casts(person) == [((3, 5), (7, 2))]


@pytest.mark.parametrize("text", ["add 3:4", "VOTE 3:4 too", "add 3=4 please"])
def test_points_of_what_is_added_are_kept(text: str) -> None:
    person = talk(POINTS, language="en")
    person.says("VOTE 7:2")
    assert "3:4" in person.says(text).text and len(casts(person)) == 1
    person.says("1")
    assert casts(person)[-1] == ((7, 2), (3, 4))


@pytest.mark.parametrize("code", [AFI, f"{AFI[:5]} {AFI[5:]}"])
def test_beside_a_code_a_name_is_heard_and_a_count_is_asked_about(code: str) -> None:
    for text, numbers in ((f"VOTE {code} forage zongo", (1,)), (f"VOTE {code} un 7", (7,))):
        person = Talk(SMS, desk=CodeDesk(ballots=APPROVAL))
        person.says(text)
        assert not person.desk.effects
        person.says("1")
        assert person.desk.effects == [("cast", PASSES[AFI], numbers)]


@pytest.mark.parametrize("text", ["0 7", "7 0", "4821 7", "7 3 / 5 2", "7 5%", "-7", "7 vote 5", "7²"])
def test_at_the_list_no_number_is_left_out_unasked(text: str) -> None:
    person = talk(APPROVAL)
    person.says("VOTE")
    person.says(text)
    assert not casts(person)
