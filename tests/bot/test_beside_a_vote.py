"""A vote among other words of a message: those are heard, whatever can be seen of the vote."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.phrases import say
from bot.ports import CastBallot
from bot.vote_not_cast import NO_VOTE
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
    assert "Ce message ne change aucun vote. Pour voter, envoyez VOTE 3" in answer and person.state.open is not None
    assert not [effect for effect in person.desk.effects if effect[0] == "cast_ballot"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_sentence_with_numbers_of_a_vote_is_offered_a_way_where_no_ballot_can_be_read(channel: str) -> None:
    person = Talk(CHANNELS[channel], desk=KeylessDesk())
    answer = person.says("hier quelqu'un a dit voter 3 ou 5 parce que le pont")
    offered = answer.text + "".join(button.label for row in answer.buttons for button in row)
    assert "voter" in offered and person.state.open is not None
    assert not [effect for effect in person.desk.effects if effect[0] == "cast_ballot"]


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
    assert say(NO_VOTE, person.speech).partition(".")[0] in said
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


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("fr", "Combien pour l'eau et la santé, et je vote 3", "VOTE 3"),
        ("fr", "VOTE 3 et QUESTION quand ouvre le marché", "VOTE 3"),
        ("fr", "je vote 1 et 3 et je voudrais savoir combien coûte l'eau", "VOTE 1 3"),
        ("fr", "je vote pour le marché couvert. combien pour l'eau", "VOTE 7"),
        ("fr", "je vote le forage et le marché. la pompe est cassée", "VOTE 1 7"),
        ("en", "how much for water, and I vote 3 and 1", "VOTE 3 1"),
        ("ar", "كم ميزانية الماء وأصوت 3", "صوت 3"),
    ],
)
def test_what_was_not_recorded_is_said_as_it_is_sent_alone(channel: str, language: str, words: str, told: str) -> None:
    person = Talk(CHANNELS[channel], language)
    lines = person.says(words).text.splitlines()
    assert lines[0].endswith(told) and len(lines) > 1
    assert not [effect for effect in person.desk.effects if effect[0] == "cast_ballot"]
    person.says("0")
    person.says(told)
    numbers = tuple(int(one) for one in told.split()[1:])
    assert person.desk.effects[-1] == ("cast_ballot", numbers)


def test_who_has_voted_otherwise_is_told_how_it_is_replaced_and_who_has_voted_so_is_not() -> None:
    person = Talk()
    person.says("VOTE 3")
    assert (
        "votre vote reste comme il était. Pour le remplacer : VOTE 1"
        in person.says("je vote 1. combien pour l'eau").text
    )
    again = person.says("je vote 3. combien pour l'eau").text
    assert "votre vote reste comme il était." in again and "VOTE 3" not in again


@pytest.mark.parametrize("words", ["je vote 44. combien pour l'eau", "je vote 1 2 3 4. combien pour l'eau"])
def test_what_could_not_be_recorded_is_not_told_to_be_sent(words: str) -> None:
    assert "Pour voter : VOTE\n" in Talk().says(words).text
