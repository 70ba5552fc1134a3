"""The code of an idea's authors beside its reference, and what is none."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand


def read(text: str) -> Understanding:
    return understand(text, "fr", ("fr", "ar", "en"))


@pytest.mark.parametrize(
    "text",
    [
        "P-26-0017 4821",
        "COAUTEUR P-26-0017 4821.",
        "COAUTEUR 4821 P-26-0017",
        "COAUTEUR P-26-0017 ٤٨٢١",
        "P-26-0017 3000",
    ],
)
def test_four_digits_beside_the_reference_are_the_code(text: str) -> None:
    found = read(text)
    assert (found.intent, found.reference) == (Intent.JOIN, "P-26-0017")
    assert found.code in {"4821", "3000"}


@pytest.mark.parametrize("text", ["P-26-0017 depuis 2015 la pompe est en panne", "P-26-0017 2026", "P-26-0017 1200"])
def test_a_year_beside_it_is_none_and_uses_no_try_up(text: str) -> None:
    assert (read(text).intent, read(text).code) == (Intent.TRACK, None)
