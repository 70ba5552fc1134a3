from __future__ import annotations

import pytest

from services.requests.masking import BLOT, propose_mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Je m'appelle Awa Koné et je veux le budget", f"Je m'appelle {BLOT} et je veux le budget"),
        ("Bonjour, mon nom est Kossi. Quand ?", f"Bonjour, mon nom est {BLOT}. Quand ?"),
        ("My name is John Doe, when does it open?", f"My name is {BLOT}, when does it open?"),
        ("اسمي فاطمة، متى يفتح السوق؟", f"اسمي {BLOT}، متى يفتح السوق؟"),
        ("Appelez le 90 12 34 56 svp", f"Appelez le {BLOT} svp"),
        ("+228 90.12.34.56", BLOT),
        ("رقمي ٩٠١٢٣٤٥٦", f"رقمي {BLOT}"),
        ("écrivez à awa.kone@mail.tg demain", f"écrivez à {BLOT} demain"),
        ("CNI n° 4455667788", BLOT),
        ("ma carte BK445566", f"ma {BLOT}"),
    ],
)
def test_what_may_say_who_somebody_is_is_blotted_out(text: str, masked: str) -> None:
    assert propose_mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Le forage a coûté 12 000 000 F en 2025",
        "12 000 000 francs pour l'eau",
        "le budget 2025-2026 est voté",
        "la séance du 20-11-2026",
        "Ma question DI-26-0042",
        "كلف البئر 12000000 درهم",
        "3 puits, 45 lampes, 7 classes",
    ],
)
def test_amounts_years_dates_and_references_stay(text: str) -> None:
    assert propose_mask(text) == text


def test_masking_a_masked_text_changes_nothing_and_no_text_breaks_it() -> None:
    for text in ("", "\0", BLOT, "je m'appelle", "@" * 500, "9" * 5000, "a@" * 2000):
        once = propose_mask(text)
        assert propose_mask(once) == once
