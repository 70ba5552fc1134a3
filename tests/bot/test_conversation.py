"""What a message opens, what is kept of it, and how the conversation survives other versions of itself."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue import find_dialogues, menu_dialogues
from bot.messages import Capabilities
from bot.state import Open, State
from bot.understanding.intents import Intent
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import SMS, TELEGRAM, Talk

ANSWERED = set(Intent) - {Intent.NUMBER_ONLY, Intent.UNKNOWN}


def test_every_intent_opens_a_dialogue() -> None:
    opened = {intent for item in find_dialogues().values() for intent in item.intents}
    assert opened == ANSWERED


def test_no_intent_opens_two_dialogues() -> None:
    opened = [intent for item in find_dialogues().values() for intent in item.intents]
    assert len(opened) == len(set(opened))


def test_dialogues_that_others_go_to_exist() -> None:
    assert {"menu", "numbers", "unknown", "clarify", "card"} <= set(find_dialogues())


def test_the_menu_is_in_order() -> None:
    orders = [item.order for item in menu_dialogues()]
    assert orders == sorted(orders)
    assert len(orders) == len(set(orders))


def test_a_dialogue_that_is_gone_is_forgotten() -> None:
    talk = Talk(SMS, state=State(dialogue="gone", open=Open("x")))
    assert "Que voulez-vous" in talk.says("MENU").text


def test_a_question_that_is_gone_is_replaced_by_the_one_that_stands_there_now() -> None:
    talk = Talk(SMS)
    talk.says("QUESTION")
    talk.state.open = Open("another")
    assert "Quelle est votre question" in talk.says("Qui répare le pont ?").text
    assert talk.desk.effects == []


def test_an_act_that_stands_where_a_question_stood_is_not_run_by_a_stray_answer() -> None:
    talk = Talk(SMS, state=State(dialogue="stop", open=Open("confirm")))
    talk.says("2")
    assert talk.desk.effects == []


@pytest.mark.parametrize("text", ["VOTE 3 7", "3 7", "SOUTENIR 3", "MON VOTE", "voté 3 7 peut-être", "VOTER"])
def test_the_body_of_a_ballot_or_an_attempt_at_one_is_private(text: str) -> None:
    talk = Talk(SMS)
    talk.says(text)
    assert talk.spoken is not None
    assert talk.spoken.is_private


@pytest.mark.parametrize("text", ["BUDGET EAU", "QUESTION pourquoi la mairie est fermée", "PROJETS", "xyzzy"])
def test_other_bodies_are_not(text: str) -> None:
    talk = Talk(SMS)
    talk.says(text)
    assert talk.spoken is not None
    assert not talk.spoken.is_private


def test_what_nobody_understood_is_told_apart() -> None:
    talk = Talk(SMS)
    talk.says("xyzzy")
    assert talk.spoken is not None
    assert talk.spoken.was_unheard
    talk.says("BUDGET EAU")
    assert not talk.spoken.was_unheard


@pytest.mark.parametrize("menu", ["MENU", "le marché", "PROJETS", "LANGUE", "PROJET"])
def test_a_sentence_that_leaves_a_menu_is_kept_for_staff(menu: str) -> None:
    talk = Talk(SMS)
    talk.says(menu)
    talk.says("grzt blurb kwak plomp zing")
    assert talk.spoken is not None
    assert (talk.spoken.was_unheard, talk.spoken.is_private) == (True, False)
    assert talk.state.dialogue == "unknown"


def test_a_wrong_word_at_a_menu_is_not_kept_before_it_leaves() -> None:
    talk = Talk(SMS)
    talk.says("MENU")
    told = []
    for word in ("grzt", "blurb"):
        talk.says(word)
        assert talk.spoken is not None
        told.append(talk.spoken.was_unheard)
    assert told == [False, True]


@pytest.mark.parametrize("said", ["peut-on voter 3 et 7 ?", "3 7 9", "mon vote 3 et 7 est il bien arrivé"])
def test_what_may_be_a_ballot_is_never_kept_for_staff(said: str) -> None:
    for menu in ("MENU", "le marché", "3 7", "VOTE"):
        talk = Talk(SMS)
        talk.says(menu)
        for _time in range(3):
            talk.says(said)
            assert talk.spoken is not None
            assert talk.spoken.is_private or not talk.spoken.was_unheard
            assert "3" not in str(talk.state.opening.get("text", "")) or talk.spoken.is_private


def test_only_the_words_that_name_choices_are_secret() -> None:
    talk = Talk(SMS)
    talk.says("VOTE 3 7")
    assert talk.spoken is not None
    assert talk.spoken.reply.is_secret
    talk.says("PROJETS")
    assert not talk.spoken.reply.is_secret


def test_the_answers_of_a_vote_are_dropped_when_it_ends() -> None:
    talk = Talk(TELEGRAM)
    talk.says("VOTER")
    talk.says("3 7")
    assert talk.state == State(serial=talk.state.serial)


def test_what_was_done_is_named() -> None:
    talk = Talk(SMS)
    talk.says("VOTE 3 7")
    assert talk.spoken is not None
    assert talk.spoken.done == ["cast"]


WAYS_TO_VOTE = [
    ["PROJETS", "3", "2"],
    ["PROJET 3", "2"],
    ["VOTE", "3"],
    ["VOTE 3 7"],
    ["3 7", "1"],
    ["quel projet 3 ?", "2"],
]


@pytest.mark.parametrize("said", WAYS_TO_VOTE, ids=" / ".join)
@pytest.mark.parametrize("can", [SMS, TELEGRAM], ids=["sms", "telegram"])
def test_nothing_of_a_vote_is_left_in_the_conversation(said: list[str], can: Capabilities) -> None:
    talk = Talk(can)
    for words in said:
        talk.presses("Voter pour lui") if words == "2" else talk.says(words)
    if talk.state.dialogue == "vote":  # buttons are pressed one after the other
        talk.presses("Terminer et voter")
    assert [effect[0] for effect in talk.desk.effects] == ["cast_ballot"]
    left = talk.state.as_json()
    assert {name: left[name] for name in ("dialogue", "opening", "answers", "before", "parked", "doubt")} == {
        "dialogue": None, "opening": {}, "answers": {}, "before": None, "parked": None, "doubt": None
    }  # fmt: skip


def test_only_what_shows_and_does_nothing_is_gone_back_to() -> None:
    leading = [item for item in find_dialogues().values() if item.leads_back]
    names = {"action_plan", "budget", "complain", "documents", "projects", "results", "search", "several", "works"}
    assert {item.name for item in leading} == names
    assert not any(item.is_private for item in leading)


@pytest.mark.parametrize(
    "before", [{}, {"dialogue": "gone"}, {"dialogue": "projects"}, {"dialogue": "budget", "spoken": ["topic"]}]
)
def test_a_way_back_kept_by_another_version_loses_nothing(before: dict[str, Any]) -> None:
    talk = Talk(SMS, state=State.from_json({"before": before}))
    assert talk.says("9").text
    talk.says("9")
    assert talk.says("BUDGET EAU").text.startswith("Eau 2026")


def test_an_old_button_of_a_list_is_no_yes_to_words_that_are_asked_about_again() -> None:
    talk = Talk(TELEGRAM, "fr", FakeDesk(asked=("DI-26-0044",)))
    talk.says("Celle du Lac, près de la mosquée")
    listed = talk.says("PROJETS")
    old = next(button.data for row in listed.buttons for button in row if ":" in button.data)
    assert "votre réponse à DI-26-0044" in talk.says("oui").text
    assert "question passée" in talk.says("", button=old).text
    assert talk.desk.effects == []
