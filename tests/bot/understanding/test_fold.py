from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.fold import ascii_digits, fold, fold_text, rest_after


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Éducation, à Ségou !", "l education a segou"),
        ("e\u0301cole", "ecole"),
        ("ŒUVRE straße", "oeuvre strasse"),
        ("  VOTE\n3 ", "vote 3"),
        ("ouiiiii svppp", "oui svp"),
        ("100000", "100000"),
        ("المَدْرَسَةُ", "المدرسه"),
        ("أ إ آ ٱ ى", "ا ا ا ا ي"),
        ("مـــاء", "ماء"),
        ("٣ ۷ ߃ ３", "3 7 3 3"),
        ("sse77a 3lach", "sse77a 3lach"),
        ("ƊƐƝ", "den"),
        ("a_b", "a b"),
        ("...", ""),
    ],
)
def test_what_does_not_matter_is_gone(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_digits_of_every_script_become_ascii_one_for_one(text: str) -> None:
    digits = ascii_digits(text)
    assert len(digits) == len(text)
    for before, after in zip(text, digits, strict=True):
        if unicodedata.decimal(before, None) is not None and 0x660 <= ord(before) < 0x1000:
            assert after == str(unicodedata.decimal(before))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_rest_keeps_the_citizens_spelling() -> None:
    folded = fold_text("IDEE :  L’École à Bè, n° ٣")
    assert rest_after(folded, 1) == "L’École à Bè, n° ٣"
    assert rest_after(folded, 0) == "IDEE :  L’École à Bè, n° ٣"
    assert rest_after(folded, 99) == ""
