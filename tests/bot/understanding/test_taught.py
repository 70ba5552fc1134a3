"""Taught words: what they change, and what they never touch."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent, Topic
from bot.understanding.taught import HARMLESS, TEACHABLE, Means, key_of, with_taught
from bot.understanding.understand import Understanding, understand
from locales.words import load_words

TONGUES = ("fr", "ar", "en")
EVERYTHING = [*(Means(intent) for intent in TEACHABLE), *(Means(topic=topic) for topic in Topic)]
TAUGHT = {
    ("fr", key_of("robinè")): Means(topic=Topic.WATER),
    ("ar", key_of("روبيني")): Means(topic=Topic.WATER),
    ("fr", key_of("gbedoho")): Means(Intent.BUDGET),
    ("fr", key_of("gbedoho vovo")): Means(Intent.RESULTS),
    ("fr", key_of("mina lo")): Means(Intent.PROPOSE),
    ("fr", key_of("wezon")): Means(Intent.START),
}


def heard(text: str, language: str = "fr") -> Understanding:
    tongues = (language, *(tag for tag in TONGUES if tag != language))
    return with_taught(understand(text, language, tongues), TAUGHT, tongues)


@pytest.mark.parametrize(
    ("text", "language", "intent", "topic"),
    [
        ("Robinè", "fr", Intent.BUDGET, Topic.WATER),
        ("robinès ?", "fr", Intent.BUDGET, Topic.WATER),
        ("robinè", "en", Intent.BUDGET, Topic.WATER),
        ("combien d'argent pour les robinè", "fr", Intent.BUDGET, Topic.WATER),
        ("الروبيني", "ar", Intent.BUDGET, Topic.WATER),
        ("gbedoho", "fr", Intent.BUDGET, None),
        ("gbedoho robinè", "fr", Intent.BUDGET, Topic.WATER),
        ("robinè gbedoho zing", "fr", Intent.BUDGET, Topic.WATER),
        ("gbedoho vovo", "fr", Intent.RESULTS, None),
        ("mina lo zing zang", "fr", Intent.PROPOSE, None),
        ("wezon", "fr", Intent.START, None),
    ],
)
def test_a_taught_word_is_heard(text: str, language: str, intent: Intent, topic: Topic | None) -> None:
    meaning = heard(text, language)
    assert (meaning.intent, meaning.topic, meaning.sure) == (intent, topic, True)
    assert not meaning.is_whole and not meaning.looks_like_ballot


def test_words_that_may_be_passed_on_stay_as_they_were_written() -> None:
    meaning = heard("Mina lo robinè zing zang")
    assert (meaning.text, meaning.rest) == ("Mina lo robinè zing zang", "Mina lo robinè zing zang")


def test_two_taught_words_that_say_different_things_are_asked_about() -> None:
    meaning = heard("gbedoho wezon")
    assert (meaning.intent, meaning.runner_up, meaning.sure) == (Intent.BUDGET, Intent.START, False)


UNTOUCHED = """
{} 3 | {} 3 7 | {} le 3 et le 7 svp | vote {} | vote 3 {} | je vote {} 3 | pas {} 3 | {} non pas le 7 | {} 3,7,9
stop {} | {} stop | effacer {} | annuler {} | annuler mon vote {} | mon vote {} | voter blanc {} | soutenir {} P-26-0001
{} DI-26-0042 | code {} 4711 | {} code 123456 | 1234 5678 90 {} | bonjour | BUDGET SANTE {} | IDEE {} au village
combien pour la santé {} | projets | sewet {} 3 | صوت {} 3 | i vote {} 7 | {} trois et sept | vote trois {} | {} ٣ ٧
"""


@pytest.mark.parametrize("text", [one.strip() for line in UNTOUCHED.strip().splitlines() for one in line.split(" | ")])
def test_what_is_sure_or_acts_or_may_be_a_ballot_is_heard_by_the_houses_words_alone(text: str) -> None:
    before = understand(text.format("zorglub"), "fr", TONGUES)
    for means in EVERYTHING:
        assert with_taught(before, {("fr", "zorglub"): means}, TONGUES) is before


@pytest.mark.parametrize("language", TONGUES)
def test_whatever_stands_beside_a_taught_word_it_never_acts(language: str) -> None:
    words = load_words(language)
    sections = (words.commands, words.alone, words.examples)
    lines = [line for section in sections for lists in section.values() for line in lists]
    for at, line in enumerate(lines[::5]):
        means = EVERYTHING[at % len(EVERYTHING)]
        for text in (f"zorglub {line}", f"{line} zorglub"):
            before = understand(text, language, TONGUES)
            meaning = with_taught(before, {(language, "zorglub"): means}, TONGUES)
            if meaning is not before:
                guesses = {meaning.intent} if meaning.sure else {meaning.intent, meaning.runner_up} - {None}
                assert guesses <= HARMLESS and not (meaning.looks_like_ballot or meaning.numbers), text


def test_a_word_of_a_language_that_nobody_speaks_here_is_not_heard() -> None:
    meaning = understand("zing", "fr", TONGUES)
    assert with_taught(meaning, {("sw", "zing"): Means(Intent.START)}, TONGUES) is meaning


def test_a_word_inside_another_is_none() -> None:
    assert heard("supergbedoho").intent is Intent.UNKNOWN


def test_no_word_taught_changes_nothing() -> None:
    meaning = understand("zorglub", "fr", TONGUES)
    assert with_taught(meaning, {}, TONGUES) is meaning
