"""Words compared without case, accents, marks and scripts of digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.accounts.words import fold, pattern_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("N° d'Œuvre_2023", "no d oeuvre 2023"),
        ("  PRÉVISIONS\u00a0définitives (1) ", "previsions definitives 1"),
        ("Taux d'exécution %", "taux d execution percent"),
        ("السَّنة ٢٠٢٣", "السنه 2023"),
        ("أسواق", "اسواق"),
    ],
)
def test_a_text_is_folded_to_bare_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_phrase_is_found_across_little_words_and_endings_only() -> None:
    pattern = pattern_of(["credit* paiement*", "cp"])
    assert pattern.search(fold("Crédits de paiement 2024"))
    assert pattern.search("cp 2024")
    assert not pattern.search("cpam")
    assert not pattern.search("credits bancaires sans paiement")


def test_an_arabic_word_is_found_with_and_without_its_article() -> None:
    pattern = pattern_of(["المداخيل"])
    assert pattern.search(fold("مداخيل"))
    assert pattern.search(fold("المداخيل"))
    assert pattern.search(fold("للمداخيل"))


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
