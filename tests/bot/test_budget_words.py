"""Planned and done are both said of every figure; nothing done yet is said as such, never as a bare nought."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.asked_words import nothing_on
from bot.budget_words import STATUSES, budget_answer, overview, topic_label
from bot.comparing_words import comparison
from bot.phrases import Speech, say
from bot.ports import BudgetView, TopicView
from bot.records import plain, record
from bot.sms.prepare import prepare

MILLION = 10**6
PLANNED, DONE = 540 * MILLION, 324 * MILLION


def view(status: str, amount: int, planned: int | None, done: int | None) -> BudgetView:
    return BudgetView(
        "health", 2026, None, status, "Budget 2026", amount, 2000 * MILLION, planned, done, amount // 45_000
    )


def answered(language: str, *, is_brief: bool, **values: Any) -> str:
    return budget_answer(record(plain(view(**values))), language).spoken(Speech((language,), is_brief=is_brief))


NOTHING_PAID = {"status": "executed", "amount": 0, "planned": PLANNED, "done": 0}
NEVER_SAID = {"status": "voted", "amount": PLANNED, "planned": PLANNED, "done": None}
UNDER_WAY = {"status": "voted", "amount": PLANNED, "planned": PLANNED, "done": DONE}
ACCOUNT = {"status": "executed", "amount": DONE, "planned": PLANNED, "done": DONE}
ALL_DONE = {"status": "executed", "amount": PLANNED, "planned": PLANNED, "done": PLANNED}
NO_PLAN = {"status": "executed", "amount": DONE, "planned": None, "done": DONE}

SAID: list[tuple[dict[str, Any], str, tuple[str, ...]]] = [
    (NOTHING_PAID, "fr", ("540 M F prévus.", "Réalisé: rien de noté.")),
    (NOTHING_PAID, "ar", ("540\u00a0مليون\u00a0F مبرمجة.", "أنجز: لم يسجل شيء.")),
    (NOTHING_PAID, "en", ("540 M F planned.", "Done: none noted yet.")),
    (NEVER_SAID, "fr", ("540 M F prévus, 27 sur 100 F du budget,", "Réalisé: rien de noté.")),
    (UNDER_WAY, "fr", ("540 M F prévus", "Réalisé: 324 M F.")),
    (UNDER_WAY, "en", ("540 M F planned", "Done: 324 M F.")),
    (ACCOUNT, "fr", ("324 M F réalisés, 16 sur 100 F dépensés,", "Prévu: 540 M F.")),
    (ACCOUNT, "ar", ("324\u00a0مليون\u00a0F منجزة، 16 من كل 100\u00a0F صُرفت،", "المبرمج: 540\u00a0مليون\u00a0F.")),
    (ACCOUNT, "en", ("324 M F done, 16 of every 100 F spent,", "Planned: 540 M F.")),
    (ALL_DONE, "fr", ("540 M F réalisés, 27 sur 100 F dépensés,", "Prévu: 540 M F.")),
    (NO_PLAN, "fr", ("324 M F réalisés", "Prévu: non dit.")),
]


@pytest.mark.parametrize(("values", "language", "expected"), SAID)
def test_planned_and_done_are_both_said(values: dict[str, Any], language: str, expected: tuple[str, ...]) -> None:
    text = answered(language, is_brief=True, **values)
    for words in expected:
        assert words in text, text


@pytest.mark.parametrize("is_brief", [True, False])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_line_with_nothing_paid_is_never_a_bare_nought(language: str, is_brief: bool) -> None:
    text = answered(language, is_brief=is_brief, **NOTHING_PAID)
    assert "540" in text
    assert " 0 F" not in text


def test_the_whole_of_a_year_with_nothing_paid_says_what_was_planned() -> None:
    whole = record(plain(view(**NOTHING_PAID)))
    assert (
        overview(whole)
        .spoken(Speech(("fr",), is_brief=True))
        .startswith("Budget 2026 (compte de l'année): 540 M F prévus.")
    )
    assert "rien n'est encore noté" in overview(whole).spoken(Speech(("fr",)))
    account = record(plain(view(**ACCOUNT)))
    assert overview(account).spoken(Speech(("fr",), is_brief=True)).startswith("Compte 2026: 324 M F réalisés.")


def test_a_topic_with_nothing_paid_is_listed_with_what_was_planned() -> None:
    whole = record(plain(view(**ACCOUNT)))
    label = topic_label(record(plain(TopicView("water", 0, 36 * MILLION))), whole, "fr")
    assert say(label, Speech(("fr",), is_brief=True)) == "Eau: 36 M F prévus"


def test_a_fiscal_year_that_is_no_calendar_year_is_said_by_both_its_numbers() -> None:
    burundi = replace(
        view(**UNDER_WAY), year_name="2025/2026", last_year=2024, last_amount=1, last_year_name="2024/2025"
    )
    for is_brief in (True, False):
        speech = Speech(("fr",), is_brief=is_brief)
        assert "2025/2026" in overview(record(plain(burundi))).spoken(speech)
        assert "2025/2026" in budget_answer(record(plain(burundi)), "fr").spoken(speech)
    assert "2024/2025" in budget_answer(record(plain(burundi)), "fr").spoken(Speech(("fr",)))


@pytest.mark.parametrize(
    ("is_brief", "said"),
    [(True, "2026/2027: non publié."), (False, "2026/2027 n'est pas publié")],
)
def test_a_year_that_is_not_published_is_called_as_the_communes_years_are(is_brief: bool, said: str) -> None:
    asked = {"asked_year": 2026, "asked_year_name": "2026/2027", "year": 2025, "year_name": "2025/2026"}
    found = record(plain(replace(view(**UNDER_WAY), **asked)))
    assert budget_answer(found, "fr").spoken(Speech(("fr",), is_brief=is_brief)).startswith(said)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_year_before_is_said_with_a_shorter_source_before_it_is_left_out(language: str) -> None:
    before = {"last_year": 2025, "last_amount": 301 * MILLION, "source": "Compte administratif de la commune 2026"}
    found = record(plain(replace(view(**ACCOUNT), **before)))
    text = budget_answer(found, language).spoken(Speech((language,), is_brief=True))
    assert "2025: 301" in text
    assert prepare(text).segments == (2 if language == "ar" else 1)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Réalisé: 0 F."), ("ar", "أنجز: 0\u00a0F."), ("en", "Done: 0 F.")]
)
def test_a_nought_that_the_document_states_is_told_as_nought(language: str, said: str) -> None:
    found = record(plain(replace(view(**NOTHING_PAID), done_is_nought=True)))
    assert said in budget_answer(found, language).spoken(Speech((language,), is_brief=True))


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (
            ("Compte administratif 2024", "Compte administratif 2025"),
            "Compte... 2024, Compte... 2025 (account of",
        ),
        (("Le compte administratif un", "Le compte administratif deux"), "Source: Le compte... (account of the year)."),
        (("Comptes", "Comptes"), "Source: Comptes (account of the year)."),
    ],
)
def test_two_sources_of_one_status_say_it_once(sources: tuple[str, str], said: str) -> None:
    earlier, later = (
        record(plain(replace(view(**ACCOUNT), source=source, year=year)))
        for source, year in zip(sources, (2024, 2025), strict=True)
    )
    text = prepare(comparison(earlier, later, STATUSES, "en").spoken(Speech(("en",), is_brief=True))).text
    assert said in text
    assert text.count("account of the year") == 1


def test_what_was_planned_beside_the_amount_is_left_out_before_another_message_is_paid() -> None:
    asked: dict[str, Any] = {"asked_topic": "debt", "asked_year": 2019, "source": "Compte administratif communal"}
    found = record(plain(replace(view(**ACCOUNT), **asked)))
    said = budget_answer(found, "fr", nothing_on("médicaments")).spoken(Speech(("fr",), is_brief=True))
    assert prepare(said).segments == 1
    assert "Prévu" not in said
    assert "Source" in said


@pytest.mark.parametrize(("language", "segments"), [("fr", 1), ("en", 1), ("ar", 2)])
def test_a_year_a_topic_and_a_place_that_are_not_told_are_said_without_another_message(
    language: str, segments: int
) -> None:
    place = "دار السلام القد" if language == "ar" else "Dar Salam Nord"
    asked: dict[str, Any] = {"asked_topic": "sanitation", "asked_year": 2019, "asked_place": place}
    found = record(plain(replace(view(**ACCOUNT), **asked, source="Compte administratif communal")))
    said = budget_answer(found, language).spoken(Speech((language,), is_brief=True))
    assert place[:10] in said and "2019" in said and "2026" in said
    assert prepare(said).segments == segments
    assert place in budget_answer(found, language).spoken(Speech((language,)))
