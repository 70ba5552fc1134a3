from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from admin.amount_field import is_ambiguous, read_amount, without_currency, write_amount
from admin.tongue import say_amount, speak
from budgeting.money import decimals_of, format_amount, marks_of


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
        ("12,5", 2, 1_250),
        ("0.5", 2, 50),
        ("12,500", 2, 1_250_000),
        ("1 234 567,500", 3, 1_234_567_500),
        ("1.234.567,5", 3, 1_234_567_500),
        ("1,234,567", 3, 1_234_567_000),
        ("12,500", 3, 12_500),
        ("0,500", 3, 500),
        ("0.500", 3, 500),
        ("1500.250", 3, 1_500_250),
        ("12,50", 3, 12_500),
        ("١٢٫٥٠٠", 3, 12_500),
        ("١٢٬٥٠٠", 3, 12_500_000),
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


@pytest.mark.parametrize(
    ("typed", "decimals"), [("0,500", 2), ("1,234,56", 2), ("1.234,567", 2), ("12,5,5", 3), ("12,5000", 3), ("1,2", 0)]
)
def test_marks_that_part_neither_thousands_nor_decimals_are_not_read(typed: str, decimals: int) -> None:
    assert read_amount(typed, decimals) is None


def test_three_digits_behind_the_only_mark_are_decimals_where_the_language_says_so_and_else_not_read() -> None:
    assert (read_amount("12,500", 3, ","), read_amount("12.500", 3, ".")) == (12_500, 12_500)
    assert (read_amount("12.500", 3, ","), read_amount("12,500", 3, ".")) == (None, None)
    assert is_ambiguous("12.500", 3, ",") and not is_ambiguous("12,500", 3, ",") and not is_ambiguous("12.500", 2, ",")


MINOR = st.integers(min_value=0, max_value=2**53)
DECIMALS = st.sampled_from([0, 2, 3])
LANGUAGES = st.sampled_from(["fr", "ar", "en", "ha", "sw"])


@given(MINOR, DECIMALS, LANGUAGES)
def test_what_the_field_shows_in_any_language_is_read_again(minor: int, decimals: int, language: str) -> None:
    mark = marks_of(language).decimal
    assert read_amount(write_amount(minor, decimals, mark), decimals, mark) == minor


@given(MINOR, st.sampled_from(["XOF", "MAD", "TND"]), LANGUAGES, LANGUAGES)
def test_an_amount_copied_from_a_page_is_read_as_it_is_or_not_at_all(
    minor: int, currency: str, written_in: str, read_in: str
) -> None:
    shown = without_currency(format_amount(minor, currency, written_in), currency)
    decimals = decimals_of(currency)
    found = read_amount(shown, decimals, marks_of(read_in).decimal)
    assert found == minor or (found is None and decimals == 3)


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
