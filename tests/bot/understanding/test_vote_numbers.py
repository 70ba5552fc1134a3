"""The numbers of votes in people's own words: read as labelled above a floor, and no other ballot is ever recorded."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand

CASES = Path(__file__).parents[2] / "understanding_cases"
OWN = {"fr": "fr", "en": "en", "ar": "ar", "darija": "ar"}
LANGUAGES = ("fr", "ar", "en")
FLOORS = {"numbers": 0.95, "numbers_held_out": 0.88}
"""Of what is understood as a vote so much is read exactly, at least, in every language."""

LEAST = 400
"""Messages of a language in both halves together."""


def read(folder: str, name: str) -> list[tuple[str, str, Understanding]]:
    with (CASES / folder / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(text, numbers, understand(text, OWN[name], LANGUAGES)) for _intent, numbers, text in rows]


def said(meaning: Understanding) -> str:
    return ",".join(map(str, meaning.numbers))


@pytest.mark.parametrize("folder", FLOORS)
@pytest.mark.parametrize("name", OWN)
def test_the_numbers_of_a_vote_are_read_above_the_floor(folder: str, name: str) -> None:
    votes = [
        (numbers, said(meaning)) for _text, numbers, meaning in read(folder, name) if meaning.intent is Intent.VOTE
    ]
    assert sum(wanted == found for wanted, found in votes) / len(votes) >= FLOORS[folder]


@pytest.mark.parametrize("folder", FLOORS)
@pytest.mark.parametrize("name", OWN)
def test_no_other_ballot_is_recorded_without_asking(folder: str, name: str) -> None:
    for text, numbers, meaning in read(folder, name):
        is_recorded = meaning.intent is Intent.VOTE and meaning.sure and bool(meaning.numbers)
        assert not is_recorded or said(meaning) == numbers, text


@pytest.mark.parametrize("name", OWN)
def test_there_are_enough_of_them(name: str) -> None:
    assert sum(len(read(folder, name)) for folder in FLOORS) >= LEAST
