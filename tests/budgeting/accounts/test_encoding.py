"""Text files in the encodings communes' machines write."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.accounts.encoding import decode

FRENCH = "Compte;Libellé;Prévisions\n6011;Salaires des employés à l'école;1 000\n6112;Réparation du forage;2 000\n"
ARABIC = "الرمز;البيان;المبلغ\n10;الصحة والتعليم;100\n20;الطرق والمسالك;200\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "mac_roman", "cp850", "utf-16"])
def test_french_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)).text == FRENCH


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
def test_arabic_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)).text == ARABIC


def test_utf_16_without_a_mark_is_recognised_by_its_noughts() -> None:
    assert decode(FRENCH.encode("utf-16-le")).text == FRENCH
    assert decode(FRENCH.encode("utf-16-be")).text == FRENCH
    assert decode(codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be")).text == FRENCH


def test_lines_of_two_encodings_in_one_file_are_each_read_in_their_own() -> None:
    first, second = "Été;1\n", "Hôpital, santé, écoles;2\n"
    decoded = decode(first.encode() + second.encode("cp1252"))
    assert decoded.text == first + second
    assert decoded.guessed


def test_one_accent_in_a_thousand_lines_is_enough_to_find_the_encoding() -> None:
    text = "Centre;Construction;100\n" * 1000 + "Extrême-Nord;Réhabilitation;5\n"
    assert decode(text.encode("latin-1")).text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_some_text(data: bytes) -> None:
    assert "\0" not in decode(data).text
