from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.intents import Intent
from bot.understanding.tongues import language_of, language_of_letters, strange_words
from bot.understanding.understand import understand

FOLDER = Path(__file__).parents[2] / "understanding_cases"
ALL = ("fr", "ar", "en")
TOLD = {"en": 0.85, "ar": 0.95, "darija": 0.85}
"""Of a hundred messages in another language than the commune's, how many are told by their words or letters."""


def texts_of(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [text for text in (line.split("\t")[2] for line in lines) if understand(text, "fr", ALL).sure]


def told(text: str, own: str = "fr") -> str | None:
    """The other language a text is in, None when it may be in `own`."""
    meaning = understand(text, own, ALL)
    is_understood = meaning.sure and meaning.intent not in {Intent.UNKNOWN, Intent.THANKS}
    return language_of(text, own, [tag for tag in ALL if tag != own], is_understood=is_understood)


@pytest.mark.parametrize(("name", "own"), [("fr", "fr"), ("en", "en"), ("ar", "ar"), ("darija", "ar")])
def test_nobody_who_writes_in_the_language_spoken_is_taken_for_somebody_else(name: str, own: str) -> None:
    named = {"english", "français"}  # the name of a language asks for it, whatever language it is in
    # "suivi" is French to the words of Arabic, also where somebody who writes Darija borrows it.
    assert [text for text in texts_of(name) if text not in named and told(text, own)] in ([], ["suivi DI-26-0042"])


@pytest.mark.parametrize("name", TOLD)
def test_another_language_is_told(name: str) -> None:
    language = {"darija": "ar"}.get(name, name)
    found = [told(text) for text in texts_of(name)]
    assert set(found) <= {language, None}
    assert found.count(language) / len(found) >= TOLD[name]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello, how much for water?", "en"),
        ("كم للماء؟", "ar"),
        ("budget health", "en"),
        ("vote 3 and 7", "en"),
        ("hi", "en"),
        ("bghit nsewet 3la 3", "ar"),
        ("my name is John and we live near the river", "en"),
    ],
)
def test_a_first_message_in_another_language(text: str, language: str) -> None:
    assert told(text) == language


@pytest.mark.parametrize(
    "text", ["budget", "vote 3 7", "VOTE3,7", "menu", "stop", "P-26-0017", "DI-26-0107", "0", "?", ""]
)
def test_words_that_languages_share_tell_nothing(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize("text", ["ok thanks", "zzzz", "Ouagadougou", "😀", "Ŋ"])
def test_a_word_that_is_not_understood_tells_nothing(text: str) -> None:
    assert told(text) is None


def test_a_word_of_two_other_languages_tells_neither() -> None:
    assert told("hello", "ar") is None


def test_the_usual_words_are_not_looked_at_twice() -> None:
    for text in ("vote 3 7", "combien pour l'eau", "bonjour", "MON VOTE", "BUDGET EAU", "3 7", "PROJETS"):
        assert strange_words(text, "fr") == set()


def test_letters_of_several_languages_tell_none() -> None:
    assert language_of_letters("xyzzy", "ar", ["fr", "en"]) is None
    assert language_of_letters("xyzzy", "ar", ["fr"]) == "fr"
    assert language_of_letters("شسيب", "fr", ["en", "ar"]) == "ar"
