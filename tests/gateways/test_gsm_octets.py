from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.alphabet import BASIC, EXTENSION
from gateways.gsm_octets import decode_octets


def test_every_letter_of_the_main_table_stands_at_its_place() -> None:
    places = [place for place in range(128) if place != 0x1B]
    assert decode_octets(bytes(places), 0) == BASIC


def test_every_letter_of_the_extension_table_is_found() -> None:
    octets = bytes.fromhex("1b0a 1b14 1b28 1b29 1b2f 1b3c 1b3d 1b3e 1b40 1b65")
    assert decode_octets(octets, 0) == "\f^{}\\[~]|€"
    assert set("\f^{}\\[~]|€") == set(EXTENSION)


@pytest.mark.parametrize(
    ("octets", "coding", "text"),
    [
        (b"\x1bA", 0, "A"),  # nothing there in the extension table
        (b"A\x1b", 0, "A"),  # cut behind the escape
        ("où".encode("latin-1"), 0, "où"),
        (b"abc", 1, "abc"),
        (b"\xe9", 3, "é"),
        (b"\x06\x35\x06", 8, "ص\ufffd"),
        (b"\x00", 2, None),
        (b"\x00", 4, None),
        (b"x", 999, None),
    ],
)
def test_octets_are_read_in_their_coding(octets: bytes, coding: int, text: str | None) -> None:
    assert decode_octets(octets, coding) == text


@given(octets=st.binary(max_size=200), coding=st.integers(0, 999))
def test_whatever_comes_gives_a_text_or_none(octets: bytes, coding: int) -> None:
    found = decode_octets(octets, coding)
    assert found is None or isinstance(found, str)
