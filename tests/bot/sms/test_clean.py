from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.clean import clean_text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("VOTE 3", "VOTE 3"),
        ("VOTE\x00 3\x07", "VOTE 3"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("x\u202eevil\u2066\u200f", "xevil"),
        ("3\u200b7", "37"),
        ("\ud83d", "\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("e\u0301", "é"),
        ("\x85fin", "\nfin"),
        ("صحّة", "صحّة"),
    ],
)
def test_strangers_text_is_made_safe(raw: str, expected: str) -> None:
    assert clean_text(raw) == expected


def test_a_message_without_end_is_cut() -> None:
    assert len(clean_text("é" * 1_000_000)) == 2000


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_clean_text_can_be_stored_anywhere(raw: str) -> None:
    text = clean_text(raw)
    text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert clean_text(text) == text
    assert not any(unicodedata.category(character) == "Cc" and character not in "\t\n" for character in text)
