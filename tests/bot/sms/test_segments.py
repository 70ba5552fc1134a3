from __future__ import annotations

import time

import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.alphabet import BASIC, EXTENSION, Encoding
from bot.sms.graphemes import graphemes
from bot.sms.segments import measure, septets, split, utf16_units

FAMILY = "👨\u200d👩\u200d👧"
GSM = st.text(st.sampled_from(BASIC + EXTENSION), max_size=700)
WITHOUT_CLUSTERS = st.text(st.sampled_from("abé€[]êçم😀𞤀 \n"), max_size=400)
ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from("e\u0301👍🏽\u200d👩🇹🇬\ufe0f\u20e3")), max_size=400)


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" + "b" * 152, "GSM-7", 306, 3),
        ("a" * 151 + "€" + "b" * 152, "GSM-7", 305, 2),
        ("ê" * 70, "UCS-2", 70, 1),
        ("ê" * 71, "UCS-2", 71, 2),
        ("ê" * 134, "UCS-2", 134, 2),
        ("😀" * 35, "UCS-2", 70, 1),
        ("😀" * 66, "UCS-2", 132, 2),
        ("ê" + "😀" * 66, "UCS-2", 133, 2),
        ("😀" * 67, "UCS-2", 134, 3),
        ("𞤀" * 35, "UCS-2", 70, 1),
        ("م" * 85, "UCS-2", 85, 2),
        ("e\u0301", "UCS-2", 2, 1),
        ("Ç", "GSM-7", 1, 1),
        ("ç", "UCS-2", 1, 1),
    ],
)
def test_a_text_is_measured_as_the_network_does(text: str, encoding: str, units: int, parts: int) -> None:
    assert measure(text) == (encoding, units, parts)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a" * 152 + "€" + "b" * 10, "a" * 152),
        ("ê" * 66 + "😀" + "b" * 10, "ê" * 66),
        ("ê" * 66 + "x\u0323" + "b" * 10, "ê" * 66),
        ("ê" * 62 + FAMILY + "b" * 10, "ê" * 62),
        ("ê" * 65 + "🇹🇬" + "b" * 10, "ê" * 65),
        ("ê" * 64 + "👍🏽" + "b" * 10, "ê" * 64),
    ],
)
def test_a_character_a_reader_sees_as_one_is_never_cut(text: str, first: str) -> None:
    assert split(text)[0] == first


def test_a_heap_of_marks_longer_than_a_part_is_still_sent_whole() -> None:
    text = "e" + "\u0323" * 200
    assert "".join(split(text)) == text
    assert len(split(text)) == measure(text).segments == 3


@given(GSM)
def test_gsm_parts_agree_with_an_independent_implementation(text: str) -> None:
    if text:
        assert len(split(text)) == measure(text).segments == len(smsutil.split(text).parts)


@given(WITHOUT_CLUSTERS)
def test_unicode_parts_agree_with_an_independent_implementation(text: str) -> None:
    if text:
        assert len(split(text)) == measure(text).segments == len(smsutil.split(text).parts)


@given(ANYTHING)
def test_parts_joined_are_the_text_and_each_part_fits(text: str) -> None:
    parts, (encoding, _, count) = split(text), measure(text)
    assert "".join(parts) == text
    assert len(parts) == count
    size, alone, room = (septets, 160, 153) if encoding is Encoding.GSM7 else (utf16_units, 70, 67)
    assert all(0 < size(part) <= (alone if count == 1 else room) for part in parts)


@given(ANYTHING)
def test_no_part_begins_inside_a_grapheme_that_would_have_fitted(text: str) -> None:
    edges, at = {0}, 0
    for cluster in graphemes(text):
        inside = range(at, at + len(cluster)) if utf16_units(cluster) > 67 else ()
        at += len(cluster)
        edges.update((*inside, at))
    at = 0
    for part in split(text):
        assert at in edges
        at += len(part)


def test_a_lone_surrogate_is_measured_and_not_a_crash() -> None:
    assert measure("\ud83d").units == 1


def test_measuring_an_ordinary_message_is_cheap() -> None:
    text = "Votre demande DI-26-0042 est reçue".replace("ç", "c") * 4
    started = time.perf_counter()
    for _ in range(2000):
        measure(text)
    assert (time.perf_counter() - started) / 2000 < 15e-6 * 3  # three times the promise: the machine is shared
