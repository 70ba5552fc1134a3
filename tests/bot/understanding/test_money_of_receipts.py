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


@pytest.mark.parametrize(
    "text",
    [
        "d ou vient l argent",
        "D'où vient l'argent ?",
        "combien la commune a reçu",
        "les droits de marché rapportent combien ?",
        "combien de recettes pour le marché",
        "budget dotation sante",
        "where does the money come from",
        "how much did the commune receive",
        "من أين يأتي المال",
        "شحال دخل للجماعة",
        "كم مدخول البلدية في 2023؟",
        "كم المدخول",
        "combien ont rapporté les taxes de fêtes",
    ],
)
def test_what_comes_in_is_a_receipt_whatever_topic_stands_beside_it(text: str) -> None:
    assert read_money_question(text, LANGUAGES).topic == Topic.REVENUE


@pytest.mark.parametrize(
    "text", ["nos taxes pour la santé", "impôts pour la santé", "where do our taxes for health go"]
)
def test_what_taxes_are_spent_on_is_spending(text: str) -> None:
    assert read_money_question(text, LANGUAGES).topic == Topic.HEALTH


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("BUDGET SANTE ET EAU", (Topic.HEALTH, Topic.WATER)),
        ("health and water", (Topic.HEALTH, Topic.WATER)),
        ("ميزانية الصحة والماء", (Topic.HEALTH, Topic.WATER)),
        ("l'eau de l'école", ()),
        ("santé", ()),
    ],
)
def test_two_topics_are_asked_at_once_where_an_and_joins_them(text: str, both: tuple[Topic, ...]) -> None:
    assert read_money_question(text, LANGUAGES).lines.both == both


def test_receipts_and_spending_are_both_meant_where_both_are_said() -> None:
    assert read_money_question("recettes et dépenses", LANGUAGES).lines.is_both
    assert not read_money_question("recettes 2025", LANGUAGES).lines.is_both


def test_a_number_behind_the_word_project_is_no_topic() -> None:
    assert read_money_question("BUDGET projet 4", LANGUAGES).lines.project == 4
    assert read_money_question("budget projets", LANGUAGES).lines.project is None


@pytest.mark.parametrize(
    ("text", "is_general"),
    [
        ("combien d'impôts avez-vous reçus", True),
        ("how much tax did you collect in 2023?", True),
        ("الضرائب كم؟", True),
        ("combien de taxe d'abattage a-t-on reçu", False),
        ("how much tax from land did you collect", False),
        ("recettes", False),
        ("nos taxes pour la santé", False),
    ],
)
def test_taxes_are_asked_for_as_a_whole_where_none_is_named(text: str, is_general: bool) -> None:
    assert read_money_question(text, LANGUAGES).lines.taxes is is_general


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("combien ont rapporté les taxes de fêtes", "taxes fetes"),
        ("combien de taxe d'abattage a-t-on reçu", "taxe abattage"),
    ],
)
def test_a_tax_is_named_by_its_own_words_alone(text: str, words: str) -> None:
    assert read_money_question(text, LANGUAGES).lines.words == words


def test_a_tax_that_has_a_name_is_that_thing() -> None:
    assert read_money_question("how much tax from land did you collect", LANGUAGES).thing == "land_tax"
