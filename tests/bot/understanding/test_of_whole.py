"""What is asked of the whole budget without a topic's name is heard; what is narrower, or of something else, is not."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent, Topic
from bot.understanding.money_questions import read_money_question
from bot.understanding.of_whole import LARGEST, STAFF_ALL, STAFF_NUMBER, STAFF_ONE
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    ("said", "language", "key"),
    [
        ("c'est quoi la plus grosse dépense", "fr", LARGEST),
        ("où va le plus d'argent en 2023", "fr", LARGEST),
        ("la plus grande dépense de l'année dernière", "fr", LARGEST),
        ("biggest expense?", "en", LARGEST),
        ("who gets the most money", "en", LARGEST),
        ("where does most of the money go", "en", LARGEST),
        ("ما هي أكبر نفقة", "ar", LARGEST),
        ("effectif de la mairie", "fr", STAFF_NUMBER),
        ("combien d'employés à la mairie", "fr", STAFF_NUMBER),
        ("how many employees does the town hall have", "en", STAFF_NUMBER),
        ("كم عدد الموظفين", "ar", STAFF_NUMBER),
        ("combien gagnent les employés de la mairie", "fr", STAFF_ONE),
        ("how much do the staff earn", "en", STAFF_ONE),
        ("كم يتقاضى الموظفون", "ar", STAFF_ONE),
        ("combien vous payez le personnel", "fr", STAFF_ALL),
        ("what do you pay the staff", "en", STAFF_ALL),
        ("كم تدفعون للموظفين", "ar", STAFF_ALL),
    ],
)
def test_a_question_of_the_whole_is_one_of_money(said: str, language: str, key: str) -> None:
    meaning = understand(said, language, LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.BUDGET, True)
    assert read_money_question(said, LANGUAGES).of_whole == key


@pytest.mark.parametrize(
    "said",
    [
        "la plus grosse dépense de santé",
        "quel quartier reçoit le plus d'argent",
        "which area gets the most money",
        "quel projet coûte le plus",
        "biggest expense of the school",
        "combien d'agents de santé",
        "payez vos impôts",
        "أكبر نفقة في الصحة",
    ],
)
def test_what_is_narrower_is_not(said: str) -> None:
    assert read_money_question(said, LANGUAGES).of_whole == ""


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("est ce que l'argent prévu a été dépensé", "fr"),
        ("tout l'argent a été dépensé ?", "fr"),
        ("has the planned money been spent", "en"),
        ("was the budget used", "en"),
        ("هل صرف المال المبرمج", "ar"),
    ],
)
def test_whether_what_was_planned_was_spent_is_asked_of_the_whole(said: str, language: str) -> None:
    meaning = understand(said, language, LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.BUDGET, True)
    assert read_money_question(said, LANGUAGES).is_against_plan


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Combien coûte l'eau par habitant ?", "fr"),
        ("how much is water per person", "en"),
        ("كم للماء لكل ساكن", "ar"),
    ],
)
def test_the_money_of_each_inhabitant_is_that_of_the_topic(said: str, language: str) -> None:
    meaning = understand(said, language, LANGUAGES)
    assert (meaning.intent, meaning.sure, meaning.topic) == (Intent.BUDGET, True, Topic.WATER)
    assert read_money_question(said, LANGUAGES).is_per_head


def test_so_is_that_of_what_money_is_spent_on() -> None:
    meaning = understand("combien d'investissement par habitant", "fr", LANGUAGES)
    assert (meaning.intent, meaning.sure) == (Intent.BUDGET, True)
