from __future__ import annotations

import copy
from collections.abc import Sequence

import pytest

from bot.ports import ProjectView
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk


class TwoAtZongo(FakeDesk):
    """A desk on which two projects have one word in their names."""

    def projects_named(self, words: str, *, wholly: bool = False) -> Sequence[ProjectView]:
        return [self.project(1), self.project(8)] if words == "zongo" else []


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("answer", "cast"), [("8", (8,)), ("1 8", (1, 8)), ("3", (3,))])
def test_of_several_projects_that_words_fit_those_are_asked_for_that_are_meant(
    channel: str, answer: str, cast: tuple[int, ...]
) -> None:
    talk = Talk(CHANNELS[channel], desk=TwoAtZongo())
    asked = talk.says("vote zongo")
    labels = asked.text + " ".join(button.label for row in asked.buttons for button in row)
    assert "Plusieurs projets" in labels
    assert "8 Latrines école" in labels
    assert "Lampadaires" not in labels
    assert talk.desk.effects == []
    talk.says(answer)
    assert talk.desk.effects == [("cast_ballot", cast)]
    assert talk.spoken is not None
    assert talk.spoken.is_private


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("answers", "cast"),
    [
        (["8", "3"], ((8, 3),)),
        (["8:3"], ((8, 3),)),
        (["1:2 8:3"], ((1, 2), (8, 3))),
        (["1 8", "2", "3"], ((1, 2), (8, 3))),
        (["8 3 points"], ((8, 3),)),
    ],
)
def test_where_points_are_given_they_are_taken_or_asked(
    channel: str, answers: list[str], cast: tuple[tuple[int, int], ...]
) -> None:
    ballots = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
    talk = Talk(CHANNELS[channel], desk=TwoAtZongo(ballots=ballots, proven=True))
    talk.says("vote zongo")
    for answer in answers:
        assert talk.desk.effects == []
        talk.says(answer)
    assert talk.desk.effects == [("cast_ballot", cast)]


def test_more_points_than_there_are_are_refused_there_as_well() -> None:
    ballots = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)
    talk = Talk(desk=TwoAtZongo(ballots=ballots, proven=True))
    talk.says("vote zongo")
    talk.says("8:9")
    assert talk.desk.effects == []
    talk.says("8:5")
    assert talk.desk.effects == [("cast_ballot", ((8, 5),))]


@pytest.mark.parametrize(("answer", "cast"), [("8", (8,)), ("8 1", (8, 1))])
def test_an_order_is_taken_as_it_is_sent(answer: str, cast: tuple[int, ...]) -> None:
    talk = Talk(desk=TwoAtZongo(ballots=BallotRules(BallotFormat.RANKING, max_choices=3), proven=True))
    talk.says("vote zongo")
    talk.says(answer)
    assert talk.desk.effects == [("cast_ballot", cast)]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("language", "words", "cast"),
    [
        ("fr", "le forage de Zongo", (1,)),
        ("fr", "les marchés couverts et le pont de Kossi svp", (7, 4)),
        ("fr", "je vote le pont", (4,)),
        ("ar", "السوق المغطى", (7,)),
        ("en", "the covered market", (7,)),
    ],
)
def test_at_the_list_a_name_is_taken_as_its_number(
    channel: str, language: str, words: str, cast: tuple[int, ...]
) -> None:
    talk = Talk(CHANNELS[channel], language)
    talk.says("vote")
    talk.says(words)
    assert talk.desk.effects == [("cast_ballot", cast)]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("words", "cast"),
    [
        ("le pon de Kosi", (4,)),
        ("kos", (4,)),
        ("le marché et le pont svp", (7, 4)),
        ("le pont et pas le marché", (4,)),
        ("le pont", (4,)),
        ("zongo", (1,)),
        ("forage B", (1,)),
    ],
)
def test_at_the_list_words_that_may_mean_something_else_are_asked_about(
    channel: str, words: str, cast: tuple[int, ...]
) -> None:
    talk = Talk(CHANNELS[channel])
    talk.says("vote")
    assert "Voter pour" in talk.says(words).text
    assert talk.desk.effects == []
    other = copy.deepcopy(talk)
    talk.says("1")
    assert talk.desk.effects == [("cast_ballot", cast)]
    other.says("2")
    assert other.desk.effects == []
    other.says(words)
    assert other.desk.effects == []
    other.says("5")
    assert other.desk.effects == [("cast_ballot", (5,))]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("language", "words"), [("fr", "marché"), ("fr", "santé"), ("ar", "السوق"), ("en", "roads")])
def test_at_the_list_a_topic_alone_is_a_matter_of_the_budget(channel: str, language: str, words: str) -> None:
    talk = Talk(CHANNELS[channel], language)
    talk.says("vote")
    talk.says(words)
    assert talk.desk.effects == []
    assert (talk.state.open is None or talk.state.dialogue != "vote") and talk.state.dialogue != "ask"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "words",
    ["où est le forage ?", "enlève le forage", "pas le forage", "le forage est en panne", "la mosquée", "forage 99",
     "suivre le pont", "le forage ou le pont"],
)  # fmt: skip
def test_at_the_list_words_that_are_more_than_names_are_no_vote(channel: str, words: str) -> None:
    talk = Talk(CHANNELS[channel])
    talk.says("vote")
    talk.says(words)
    assert not [effect for effect in talk.desk.effects if effect[0] == "cast_ballot"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_at_the_list_a_name_that_fits_several_is_asked_about(channel: str) -> None:
    talk = Talk(CHANNELS[channel], desk=TwoAtZongo())
    talk.says("vote")
    assert "Plusieurs projets" in talk.says("zongo").text
    assert talk.desk.effects == []


def test_at_the_list_a_name_is_asked_for_its_points() -> None:
    talk = Talk(desk=FakeDesk(ballots=BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5)))
    for words in ("vote", "le pont", "oui", "3"):
        assert talk.desk.effects == []
        talk.says(words)
    talk.says("terminé")
    assert talk.desk.effects == [("cast_ballot", ((4, 3),))]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("language", "words", "number"),
    [
        ("fr", "je veux donner ma voix au marché couvert", 7),
        ("fr", "je donne ma voix au marché", 7),
        ("en", "i give my vote to the covered market", 7),
    ],
)
def test_a_voice_given_to_a_named_project_is_asked_about_by_its_name(
    channel: str, language: str, words: str, number: int
) -> None:
    talk = Talk(CHANNELS[channel], language)
    assert f"{number} " in talk.says(words).text and talk.state.open is not None and talk.state.dialogue == "vote"
    assert talk.desk.effects == []
    talk.says("1")
    assert talk.desk.effects == [("cast_ballot", (number,))]


def test_two_names_at_the_list_are_asked_about_whatever_the_budget_says_of_them() -> None:
    talk = Talk()
    talk.says("VOTE")
    assert (
        "Voter pour 1 Forage à Zongo, 7 Marché couvert, et rien d'autre ?"
        in talk.says("le forage et le marché svp").text
    )
    talk.says("oui")
    assert talk.desk.effects == [("cast_ballot", (1, 7))]


def test_a_second_name_that_is_on_no_ballot_is_said_to_be_none() -> None:
    talk = Talk()
    said = talk.says("je vote le pont et le marché du carrefour nord").text
    assert "Pas au vote: le marché du carrefour nord." in said
    assert "Voter pour 4 Pont de Kossi, et rien d'autre ?" in said and talk.desk.effects == []


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("fr", "je change, je prends le forage et le marché", "Voter pour 1 Forage à Zongo, 7 Marché couvert,"),
        ("fr", "finalement le forage et le marché svp", "Voter pour 1 Forage à Zongo, 7 Marché couvert,"),
        ("en", "I change, only the well and the market", "Vote for 1 Zongo well, 7 Covered market,"),
    ],
)
def test_at_the_list_a_change_of_mind_is_no_name_of_a_project(language: str, said: str, asked: str) -> None:
    talk = Talk(language=language)
    talk.says("VOTE")
    assert talk.says(said).text.startswith(asked) and talk.desk.effects == []


PUT_RIGHT = [
    ("fr", "change pour les lampes et le forage", (3, 1)),
    ("fr", "prends les classes et le forage", (2, 1)),
    ("fr", "en fait je prends plutôt le forage", (1,)),
    ("fr", "finalement le forage et les classes", (1, 2)),
    ("fr", "je me suis trompé, le pont, le forage", (4, 1)),
    ("en", "change to the well and the market", (1, 7)),
    ("en", "actually the well and the market", (1, 7)),
    ("ar", "غيرت رأيي البئر والسوق", (1, 7)),
]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("language", "words", "cast"), PUT_RIGHT)
def test_names_behind_words_that_put_a_vote_right_are_asked_about_where_one_stands(
    channel: str, language: str, words: str, cast: tuple[int, ...]
) -> None:
    talk = Talk(CHANNELS[channel], language, FakeDesk(proven=True, ballot=(5,)))
    asked = talk.says(words).text
    assert all(str(number) in asked for number in cast) and talk.desk.effects == []
    assert talk.spoken is not None and talk.spoken.is_private
    other = copy.deepcopy(talk)
    talk.says("1")
    assert talk.desk.effects == [("cast_ballot", cast)]
    other.says("2")
    assert other.desk.effects == []


@pytest.mark.parametrize(
    "words",
    [
        "change le forage pour les lampes",
        "en fait combien pour le forage et le pont ?",
        "finalement budget forage et pont",
        "finalement le forage",
        "finalement le forage et la mosquée",
        "finalement le forage est en panne et le pont aussi",
    ],
)
def test_what_says_more_than_names_or_less_is_no_vote_put_right(words: str) -> None:
    talk = Talk(desk=FakeDesk(proven=True, ballot=(5,)))
    assert "Voter pour" not in talk.says(words).text
    assert talk.desk.effects == []


def test_where_no_vote_stands_names_behind_such_words_are_no_vote() -> None:
    talk = Talk(desk=FakeDesk(proven=True))
    assert "Voter pour" not in talk.says("finalement le forage et les classes").text
