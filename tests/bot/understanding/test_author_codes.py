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


@pytest.mark.parametrize("text", ["COAUTEUR P-26-0001 90 14", "COAUTEUR 90 14 P-26-0001", "COAUTEUR P-26-0001 9 0 1 4"])
def test_a_code_in_groups_is_heard_as_one(text: str) -> None:
    found = read(text)
    assert (found.intent, found.reference, found.code) == (Intent.JOIN, "P-26-0001", "9014")


@pytest.mark.parametrize("text", ["P-26-0017 coûte 3500 F", "P-26-0017 coûte 3500F", "P-26-0017 costs 3500 francs"])
def test_an_amount_beside_the_reference_is_no_code(text: str) -> None:
    assert (read(text).intent, read(text).code) == (Intent.TRACK, None)


@pytest.mark.parametrize("text", ["P-26-0017 90 14", "COAUTEUR P-26-0001 90 14 22", "COAUTEUR P-26-0001 20 14"])
def test_figures_apart_are_no_code_without_its_command_or_its_length(text: str) -> None:
    assert read(text).code is None


def test_a_reference_alone_is_read_too() -> None:
    assert (read("P-26-0017").intent, read("P-26-0017").code) == (Intent.TRACK, None)
