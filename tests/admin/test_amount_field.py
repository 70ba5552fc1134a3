from __future__ import annotations

import pytest
from flask import Flask

from admin.amount_field import read_amount, write_amount
from admin.tongue import say_amount, speak


@pytest.mark.parametrize(
    ("typed", "decimals", "minor"),
    [
        ("12500000", 0, 12_500_000),
        ("12 500 000", 0, 12_500_000),
        ("12\u202f500\u00a0000", 0, 12_500_000),
        ("12.500.000", 0, 12_500_000),
        ("12,500,000", 2, 1_250_000_000),
        ("1 250,50", 2, 125_050),
        ("1.250,50", 2, 125_050),
        ("١٢٥٠٠", 0, 12_500),
        ("0", 0, 0),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, decimals: int, minor: int) -> None:
    assert read_amount(typed, decimals) == minor


@pytest.mark.parametrize("typed", ["12,5", "1.25", "12 M", "-4", "1e6", "", "12.50.000", "1" * 40])
def test_what_could_be_read_in_two_ways_is_not_read(typed: str) -> None:
    assert read_amount(typed, 0) is None


@pytest.mark.parametrize(("minor", "decimals", "text"), [(12_500_000, 0, "12 500 000"), (125_050, 2, "1 250,50")])
def test_what_the_field_shows_is_read_again(minor: int, decimals: int, text: str) -> None:
    assert write_amount(minor, decimals) == text
    assert read_amount(text, decimals) == minor


def test_money_keeps_its_own_direction_in_an_arabic_page() -> None:
    with Flask("palabre_test").test_request_context():
        speak(("ar",))
        assert say_amount(15, "XOF").startswith("\u2068") and say_amount(15, "XOF").endswith("\u2069")
        speak(("fr",))
        assert "\u2068" not in say_amount(15, "XOF")
