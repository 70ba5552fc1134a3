"""Natures and things that a question about money names beside, or instead of, a topic."""

from __future__ import annotations

import pytest

from bot.understanding.money_questions import read_money_question

LANGUAGES = ("fr", "ar", "en")


@pytest.mark.parametrize(
    ("said", "topic", "nature"),
    [
        ("BUDGET SALAIRES", "administration", "personnel"),
        ("combien pour les salaires ?", "administration", "personnel"),
        ("combien coûte le personnel de santé", "health", "personnel"),
        ("BUDGET biens et services", None, "goods_services"),
        ("budget investissement", None, "investment"),
        ("BUDGET fonctionnement", None, "operation"),
        ("travaux et équipements", None, "works"),
        ("how much for wages", "administration", "personnel"),
        ("كم للأجور", "administration", "personnel"),
        ("BUDGET EAU", "water", None),
        ("BUDGET SUBVENTIONS", "revenue", None),
    ],
)
def test_a_nature_is_read_beside_the_topic(said: str, topic: str | None, nature: str | None) -> None:
    asked = read_money_question(said, LANGUAGES)
    assert (asked.topic, asked.nature, asked.about) == (topic, nature, "")


@pytest.mark.parametrize("said", ["carburant", "BUDGET CARBURANT 2022", "how much for fuel", "كم للوقود"])
def test_a_thing_is_read_with_its_name_in_every_language(said: str) -> None:
    assert {"carburant", "fuel", "وقود"} <= set(read_money_question(said, LANGUAGES).things)


def test_what_is_no_thing_and_no_nature_is_none() -> None:
    asked = read_money_question("combien pour les écoles du quartier", LANGUAGES)
    assert (asked.things, asked.nature) == ((), None)


def test_contracts_that_were_made_are_no_market() -> None:
    assert read_money_question("les marchés passés cette année", LANGUAGES).topic == "administration"
    assert read_money_question("le marché de Zongo", LANGUAGES).topic == "markets"
