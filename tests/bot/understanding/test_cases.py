from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.understand import understand
from locales.words import load_words

FOLDER = Path(__file__).parents[2] / "understanding_cases"
LANGUAGES = ("fr", "ar", "en")
OWN = {"fr": "fr", "en": "en", "ar": "ar", "darija": "ar"}
FLOORS = {"fr": 0.95, "en": 0.95, "ar": 0.90, "darija": 0.85}
BALLOTS_RIGHT = 0.98

Case = tuple[frozenset[str], tuple[int, ...], str]


def cases(name: str) -> list[Case]:
    rows = (line.split("\t") for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines())
    return [
        (frozenset(intents.split("|")), tuple(int(part) for part in numbers.split(",") if part), text)
        for intents, numbers, text in rows
    ]


@pytest.mark.parametrize("name", FLOORS)
def test_intents_are_understood_above_the_floor(name: str) -> None:
    rows = cases(name)
    wrong = [text for intents, _, text in rows if understand(text, OWN[name], LANGUAGES).intent not in intents]
    assert len(rows) >= 120
    assert 1 - len(wrong) / len(rows) >= FLOORS[name], wrong


@pytest.mark.parametrize("name", FLOORS)
def test_ballots_are_read_exactly(name: str) -> None:
    ballots = [(numbers, text) for _, numbers, text in cases(name) if numbers]
    read = [(numbers, understand(text, OWN[name], LANGUAGES)) for numbers, text in ballots]
    right = [meant.sure and meant.intent is Intent.VOTE and meant.numbers == numbers for numbers, meant in read]
    assert sum(right) / len(right) >= BALLOTS_RIGHT


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_but_a_ballot_is_taken_for_one(name: str, language: str) -> None:
    for _, numbers, text in cases(name):
        meant = understand(text, language, LANGUAGES)
        assert numbers or not (meant.intent is Intent.VOTE and meant.sure and meant.numbers), text


@pytest.mark.parametrize("name", FLOORS)
def test_the_cases_are_not_the_examples(name: str) -> None:
    examples = {fold(line) for tag in LANGUAGES for lines in load_words(tag).examples.values() for line in lines}
    copied = [text for _, _, text in cases(name) if fold(text) in examples and len(text.split()) > 2]
    assert copied == []
