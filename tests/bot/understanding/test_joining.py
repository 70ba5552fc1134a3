"""Where the rules and the learnt model meet: what each of them has the last word about."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand

LANGUAGES = ("fr", "ar", "en")


def meant(text: str, language: str = "fr") -> Understanding:
    return understand(text, language, LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language", "short"),
    [
        ("les toilettes du marché sont toutes bouchées depuis lundi", "fr", Intent.PROJECT),
        ("franchement bravo pour la propreté de la ville", "fr", Intent.FEEDBACK),
        ("abeg who carry first for that vote", "en", Intent.RESULTS),
        ("fo9ach ljtima3 jay dyal lmajlis", "ar", Intent.MEETINGS),
        ("متى سيجتمع المجلس من جديد", "ar", Intent.MEETINGS),
    ],
)
def test_free_words_mean_what_messages_like_them_mean(text: str, language: str, short: Intent) -> None:
    assert meant(text, language).short is short


@pytest.mark.parametrize(
    "text", ["VOTE 3 7", "STOP", "EFFACER", "SUIVI DI-26-0042", "MENU", "BUDGET EAU", "IDEE un puits"]
)
def test_commands_are_certain_without_it(text: str) -> None:
    assert meant(text).sure


@pytest.mark.parametrize(
    "text",
    [
        "arrêtez de m'écrire pour rien svp",
        "je propose qu'on fasse un grand marché couvert pour les femmes",
        "moi c'est le projet 4 que je veux voir gagner",
        "oubliez ma demande finalement",
    ],
)
def test_what_changes_something_is_at_most_asked_about(text: str) -> None:
    found = meant(text)
    assert not found.likely
    assert not (found.sure and found.intent in {Intent.VOTE, Intent.STOP, Intent.ERASE, Intent.BLANK_VOTE})


@pytest.mark.parametrize("text", ["le maire a volé l'argent de la santé", "au secours il y a le feu au marché"])
def test_who_accuses_or_calls_for_help_gets_no_figure(text: str) -> None:
    found = meant(text)
    assert not (found.intent is Intent.BUDGET and (found.sure or found.likely))


def test_why_is_no_question_for_a_figure() -> None:
    found = meant("pourquoi le budget de la santé est si petit")
    assert not (found.intent is Intent.BUDGET and found.likely)


def test_a_language_without_messages_is_understood_by_its_words_alone() -> None:
    assert understand("les toilettes du marché sont bouchées", "ee", ("ee", "fr")).likely is False


def test_a_message_in_arabic_letters_is_heard_by_those_whose_language_is_another() -> None:
    assert meant("متى سيجتمع المجلس من جديد").short is Intent.MEETINGS
