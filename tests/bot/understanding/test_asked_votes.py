"""Votes in free words: which projects are offered, and that none is recorded by them."""

from __future__ import annotations

import pytest

from bot.understanding.asked_numbers import read_asked
from bot.understanding.facts import read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import understand

LANGUAGES = ("fr", "ar", "en")


def asked(text: str, language: str = "fr") -> tuple[int, ...]:
    order = (language, *(tag for tag in LANGUAGES if tag != language))
    return read_asked(read_facts(text, lexicon_of(order))).numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("j'ai 51 ans, zone 2, je vote projet 5", (5,)),
        ("ni le 2 ni le 3, je vote le 4", (4,)),
        ("le 3 non, le 5 oui", (5,)),
        ("remplacez le 4 par le 11", (11,)),
        ("l'an passé c'était 3, vote 14", (14,)),
        ("sept et neuf, que Dieu bénisse la commune", (7, 9)),
        ("le cinquième, celui de la maternité", (5,)),
        ("vote 2 mais plutôt 6", (6,)),
        ("je vote 3 pas 7 plutôt 8", (3, 8)),
        ("vote7svp", (7,)),
        ("mes deux votes, 3 et 7", (3, 7)),
    ],
)
def test_of_many_numbers_the_projects_are_read(text: str, numbers: tuple[int, ...]) -> None:
    assert asked(text) == numbers


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("not 13 oh, 14, my vote na 14", "en", (14,)),
        ("I am 30 I vote 9", "en", (9,)),
        ("ساكن فالمنطقة 5 وصوتي على 3", "ar", (3,)),
        ("٢ و ٨ من فضلكم", "ar", (2, 8)),
        ("ana m3a tlata w machi sb3a", "ar", (3,)),
    ],
)
def test_so_they_are_in_other_languages(text: str, language: str, numbers: tuple[int, ...]) -> None:
    assert asked(text, language) == numbers


def test_one_s_own_vote_with_other_words_is_asked_about() -> None:
    meant = understand("VOTE 3 c'est bon", "fr", LANGUAGES)
    assert (meant.intent, meant.numbers, meant.sure, meant.runner_up) == (Intent.VOTE, (3,), False, Intent.MY_VOTE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vote the two", "en"),
        ("vote 3 1/2", "fr"),
        ("vote dix et sept", "fr"),
        ("vote cent trois", "fr"),
        ("vot4 15", "en"),
        ("je vote 17 dix-sept un sept", "fr"),
        ("taswit m3a 8", "ar"),
    ],
)
def test_what_may_be_read_in_two_ways_is_no_ballot(text: str, language: str) -> None:
    meant = understand(text, language, LANGUAGES)
    assert not (meant.sure and meant.numbers)
