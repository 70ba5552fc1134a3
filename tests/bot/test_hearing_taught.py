"""Taught words in a conversation: where they are heard, and that nothing is done, lost or given up by one."""

from __future__ import annotations

import pytest

from bot.messages import Capabilities
from bot.understanding.intents import Intent, Topic
from bot.understanding.taught import TEACHABLE, Means
from tests.bot.talking import SMS, TELEGRAM, Talk

WORD = "zorglub"


def talk_with(means: Intent | Topic) -> Talk:
    return Talk(SMS, taught={("fr", WORD): Means(topic=means) if isinstance(means, Topic) else Means(means)})


def test_a_taught_topic_is_answered() -> None:
    plain = Talk(SMS)
    wanted = plain.says("eau").text
    assert talk_with(Topic.WATER).says(WORD).text == wanted


@pytest.mark.parametrize("can", [SMS, TELEGRAM])
@pytest.mark.parametrize("intent", TEACHABLE)
@pytest.mark.parametrize("text", [WORD, f"{WORD} zing", f"{WORD} le village est vraiment trop loin"])
def test_a_taught_word_asks_or_answers_and_does_nothing(can: Capabilities, intent: Intent, text: str) -> None:
    talk = Talk(can, taught={("fr", WORD): Means(intent)})
    answer = talk.says(text)
    assert talk.spoken is not None and answer.text
    assert talk.spoken.done == [] and not talk.spoken.was_unheard


@pytest.mark.parametrize("topic", Topic)
def test_a_taught_topic_does_nothing_either(topic: Topic) -> None:
    for text in (WORD, f"{WORD} zing", f"nous voulons {WORD}"):
        talk = talk_with(topic)
        talk.says(text)
        assert talk.spoken is not None and talk.spoken.done == []


def test_at_a_list_it_leads_on() -> None:
    talk = talk_with(Intent.MEETINGS)
    talk.says("MENU")
    talk.says(WORD)
    assert talk.spoken is not None and talk.spoken.intent is Intent.MEETINGS


@pytest.mark.parametrize("before", [("VOTE",), ("VOTE 3 7", "ANNULER MON VOTE"), ("VOTE 3 ou 7",)])
@pytest.mark.parametrize("means", [*TEACHABLE, Topic.WATER])
def test_whoever_is_casting_a_vote_is_not_led_away(before: tuple[str, ...], means: Intent | Topic) -> None:
    taught, plain = talk_with(means), Talk(SMS)
    for text in (*before, WORD, f"{WORD} zing"):
        assert taught.says(text).text == plain.says(text).text
    assert taught.state.as_json() == plain.state.as_json()


@pytest.mark.parametrize("means", [Intent.START, Intent.HELP, Intent.BUDGET, Intent.THANKS, Topic.WATER])
def test_an_idea_that_was_not_sent_yet_is_not_given_up(means: Intent | Topic) -> None:
    taught, plain = talk_with(means), Talk(SMS)
    for text in ("IDEE", "un puits pour le marché", WORD):
        assert taught.says(text).text == plain.says(text).text
    assert taught.state.as_json() == plain.state.as_json()


def test_whom_the_town_hall_has_asked_is_asked_whether_this_is_the_answer() -> None:
    talk = talk_with(Intent.MEETINGS)
    talk.desk.asked = ("DI-26-0041",)
    assert "DI-26-0041" in talk.says(WORD).text


@pytest.mark.parametrize("text", [f"au secours {WORD}", f"ils ont volé notre argent {WORD}"])
def test_who_is_in_danger_or_accuses_is_heard_by_the_houses_words(text: str) -> None:
    assert talk_with(Intent.BUDGET).says(text).text == Talk(SMS).says(text).text
