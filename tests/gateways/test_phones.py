from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateways.phones import read_international, read_phone


@pytest.mark.parametrize(
    ("raw", "region", "expected"),
    [
        ("+22890112233", "TG", "+22890112233"),
        ("90112233", "TG", "+22890112233"),
        ("90 11 22 33", "TG", "+22890112233"),
        ("22890112233", "TG", "+22890112233"),
        ("0022890112233", "TG", "+22890112233"),
        ("tel:+228-90-11-22-33", "TG", "+22890112233"),
        ("0612345678", "MA", "+212612345678"),
        ("٠٦١٢٣٤٥٦٧٨", "MA", "+212612345678"),
        ("+237 6 71 23 45 67", "TG", "+237671234567"),
        ("+393331234567", "TG", "+393331234567"),
        ("whatsapp:+22890112233", "TG", "+22890112233"),
        ("\u200e+228\u00a090 11 22 33\u200f", "TG", "+22890112233"),
    ],
)
def test_a_number_is_one_number_however_it_is_written(raw: str, region: str, expected: str) -> None:
    assert read_phone(raw, region) == expected


@pytest.mark.parametrize(
    "raw", ["", "7011", "MOOV", "TOGOCOM", "+", "+1", "++++", "\0", "\ud83d", "9" * 300, "anonymous"]
)
def test_what_nobody_can_answer_to_is_no_number(raw: str) -> None:
    assert read_phone(raw, "TG") is None


@pytest.mark.parametrize(
    "raw",
    [
        "A90112233",
        "INFO90112233",
        "Vote 90112233",
        "90112233A",
        "9011CALL",
        "90112233 ext. 5",
        "tel:INFO90112233",
        "+TG",
    ],
)
def test_a_senders_name_is_no_number_whatever_digits_stand_in_it(raw: str) -> None:
    assert read_phone(raw, "TG") is None
    assert read_international(raw) is None


def test_a_contact_card_may_lack_the_plus_sign() -> None:
    assert read_international("22890112233") == read_international("+22890112233") == "+22890112233"


@given(raw=st.text(max_size=60))
@settings(max_examples=500, deadline=None)
def test_any_text_is_a_number_or_none(raw: str) -> None:
    for found in (read_phone(raw, "TG"), read_phone(raw), read_international(raw)):
        assert found is None or (found.startswith("+") and found[1:].isdigit() and read_phone(found) == found)
