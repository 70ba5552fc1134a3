"""A vote among other words of a message: those are heard, whatever can be seen of the vote."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.beside_a_vote import CHANGES_NONE, NO_VOTE
from bot.phrases import say
from bot.ports import CastBallot
from budgeting.refusal import Refusal
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk


@dataclass
class KeylessDesk(FakeDesk):
    """The vote is open and no ballot can be read: the key of the cycle is not at hand, or the telephone is on trial."""

    def my_ballot(self, passed: str | None = None) -> CastBallot | None:
        raise Refusal("vote_not_ready")


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_stands_beside_a_ballot_is_heard_where_no_ballot_can_be_read(channel: str) -> None:
    person = Talk(CHANNELS[channel], desk=KeylessDesk())
    answer = person.says("Le forage est en panne. VOTE 3").text
    assert say(CHANGES_NONE, person.speech) in answer and person.state.open is not None
    assert not [effect for effect in person.desk.effects if effect[0] == "cast_ballot"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_sentence_with_numbers_of_a_vote_is_offered_a_way_where_no_ballot_can_be_read(channel: str) -> None:
    person = Talk(CHANNELS[channel], desk=KeylessDesk())
    answer = person.says("hier quelqu'un a dit voter 3 parce que le pont").text
    assert say(CHANGES_NONE, person.speech) in answer and person.state.open is not None


BY_NAME = [
    ("fr", "la pompe est cassée je vote le forage", "la pompe est cassée"),
    ("fr", "La pompe de Kossi est cassée. Je vote pour le marché couvert", "La pompe de Kossi est cassée"),
    ("fr", "la pompe est cassée mais je vote le pont et le marché", "la pompe est cassée"),
    ("fr", "je vote le forage, le marché. la pompe est cassée", "la pompe est cassée"),
    ("fr", "je vote le forage la pompe est cassée", "la pompe est cassée"),
    ("fr", "je vote le forage de Zongo est cassé", "le forage de Zongo est cassé"),
    ("fr", "j'ai voté 5 car le forage de Zongo est cassé", "le forage de Zongo est cassé"),
    ("fr", "je vote pour le 9 la pompe est cassée", "la pompe est cassée"),
    ("en", "the pump is broken I vote the Zongo well", "the pump is broken"),
    ("ar", "المضخة خاسرة كنصوت على السوق", "المضخة خاسرة"),
]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("language", "words", "rest"), BY_NAME)
def test_a_ballot_by_name_is_cut_out_and_the_rest_is_heard(channel: str, language: str, words: str, rest: str) -> None:
    person = Talk(CHANNELS[channel], language)
    said = person.says(words).text
    assert say(NO_VOTE, person.speech) in said
    assert rest in said
    person.says("1")
    assert person.desk.effects == [("ask_question", rest)]
    assert person.spoken is not None


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("IDEE je vote pour une école à 5 classes", "je vote pour une école à 5 classes"),
        ("QUESTION si je vote le forage on aura quoi", "si je vote le forage on aura quoi"),
        ("QUESTION nous avons voté le pont l'an dernier", "nous avons voté le pont l'an dernier"),
    ],
)
def test_talk_of_a_vote_keeps_its_words(words: str, kept: str) -> None:
    person = Talk()
    assert say(NO_VOTE, person.speech) not in person.says(words).text
    assert kept in str(person.desk.effects) + str(person.state.opening)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_vote_by_name_is_asked_about_and_goes_to_nobody_where_a_question_is_waited_for(channel: str) -> None:
    person = Talk(CHANNELS[channel])
    person.says("QUESTION")
    assert "Voter pour 1" in person.says("je vote le forage").text
    assert person.desk.effects == []
    person.says("1")
    assert person.desk.effects == [("cast_ballot", (1,))]


def test_a_vote_by_name_with_its_reason_is_asked_about() -> None:
    person = Talk()
    assert "Voter pour 1" in person.says("je vote le forage car la pompe est cassée").text


def test_who_does_not_vote_for_a_project_keeps_their_words() -> None:
    person = Talk()
    words = "je ne vote pas le forage. la pompe est cassée"
    assert words in person.says(words).text


def test_a_greeting_before_the_vote_goes_with_it() -> None:
    person = Talk()
    assert (
        "Envoyer ceci à la mairie ?\nla pompe est cassée"
        in person.says("bonjour VOTE le forage. la pompe est cassée").text
    )


def test_a_sentence_behind_the_name_is_heard_whole() -> None:
    person = Talk()
    person.says("je vote le forage. Est-ce que le marché ouvre demain ?")
    assert "Est-ce que le marché ouvre demain ?" in str(person.state.opening)
