from __future__ import annotations

import pytest
from flask import Flask

from admin.amount_field import read_amount, without_currency, write_amount
from admin.tongue import say_amount, speak
from budgeting.money import decimals_of, format_amount


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


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("5 000 000 Ar", "MGA", 500_000_000),
        ("5000000Ar", "MGA", 500_000_000),
        ("5\u202f000\u202f000\u00a0ariary", "MGA", 500_000_000),
        ("MGA 1 250,50", "MGA", 125_050),
        ("\u20685.000.000 Ar\u2069", "MGA", 500_000_000),
        ("12 500 000 F CFA", "XOF", 12_500_000),
        ("12 500 000 f", "XOF", 12_500_000),
        ("12500 درهم", "MAD", 1_250_000),
        ("12 500 FBu", "BIF", 12_500),
    ],
)
def test_the_commune_s_own_money_may_stand_beside_the_amount(typed: str, currency: str, minor: int) -> None:
    assert read_amount(without_currency(typed, currency), decimals_of(currency)) == minor


@pytest.mark.parametrize("currency", ["XOF", "MGA", "MAD", "BIF", "TND"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_our_own_way_of_writing_an_amount_is_read(currency: str, language: str) -> None:
    for long in (False, True):
        shown = format_amount(5_000_000 * 10 ** decimals_of(currency), currency, language, long=long)
        assert read_amount(without_currency(shown, currency), decimals_of(currency)) == 5_000_000 * 10 ** decimals_of(
            currency
        )


@pytest.mark.parametrize("typed", ["12 500 EUR", "12 M", "12 500 Ar", "F", "", "F 12 F", "FF 12"])
def test_the_money_of_another_country_is_not_taken_for_the_commune_s_own(typed: str) -> None:
    assert read_amount(without_currency(typed, "XOF"), 0) is None


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
