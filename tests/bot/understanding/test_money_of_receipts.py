"""Questions about receipts are answered with receipts, whatever else their words are called."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Topic
from bot.understanding.money_questions import read_money_question
from budgeting.accounts.natures import Nature

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    "text",
    [
        "recettes d'investissement 2026",
        "subvention d'investissement reçue de l'Etat",
        "impôt sur les salaires",
        "taxe sur les véhicules",
        "taxe carburant",
        "tax on wages",
        "ضريبة الوقود",
    ],
)
def test_a_receipt_is_neither_a_nature_nor_a_thing_of_expenditure(text: str) -> None:
    asked = read_money_question(text, LANGUAGES)
    assert (asked.topic, asked.nature, asked.things) == (Topic.REVENUE, None, ())


def test_a_thing_that_is_itself_a_receipt_stays_a_thing() -> None:
    asked = read_money_question("patente 2025", LANGUAGES)
    assert asked.topic == Topic.REVENUE
    assert "patente" in asked.things


def test_grants_given_are_expenditure() -> None:
    assert read_money_question("subventions versées", LANGUAGES).nature == Nature.TRANSFERS
