"""Messages with numbers that are no ballots: none is recorded as one, in whatever language its writer is spoken to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import understand

FOLDER = Path(__file__).parents[2] / "understanding_cases" / "no_ballots"
LANGUAGES = ("fr", "ar", "en")
LEAST = 300


def messages(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["fr", "en", "ar", "darija"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ballot_comes_of_them(name: str, language: str) -> None:
    for text in messages(name):
        meant = understand(text, language, LANGUAGES)
        is_ballot = meant.intent in {Intent.VOTE, Intent.BLANK_VOTE} and meant.sure and bool(meant.numbers)
        assert not is_ballot, (text, meant.numbers)


def test_there_are_enough_of_them() -> None:
    assert sum(len(messages(path.stem)) for path in FOLDER.glob("*.txt")) >= LEAST
