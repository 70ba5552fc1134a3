from __future__ import annotations

from fractions import Fraction

import pytest
from babel.numbers import get_currency_precision, get_decimal_symbol
from hypothesis import given
from hypothesis import strategies as st

from budgeting.money import (
    MoneyReason,
    decimals_of,
    format_amount,
    per_head,
    round_half_away,
    share_of_hundred,
    shares_of_hundred,
    short_amount,
)
from budgeting.refusal import Refusal


@pytest.mark.parametrize(
    ("minor", "currency", "language", "written"),
    [
        (12_500_000, "XOF", "fr", "12 500 000 F"),
        (12_500_000, "XAF", "en", "12 500 000 F"),
        (999, "XOF", "fr", "999 F"),
        (1000, "BIF", "fr", "1 000 FBu"),
        (1_250_050, "MAD", "fr", "12 500,50 DH"),
        (1_250_050, "MAD", "en", "12 500.50 DH"),
        (1_250_050, "MAD", "ar", "12.500,50\u00a0درهم"),
        (1_250_000, "MAD", "ar-MA", "12.500\u00a0درهم"),
        (12_500, "XOF", "ar", "12.500\u00a0فرنك"),
        (12_500, "XAF", "ar-TD", "12.500\u00a0فرنك"),
        (1_108_460_575, "MGA", "fr_MG", "11 084 605,75 Ar"),
        (1_108_460_500, "MGA", "fr", "11 084 605 Ar"),
        (5, "MAD", "fr", "0,05 DH"),
        (1_234, "TND", "fr", "1,234 TND"),
        (0, "XOF", "fr", "0 F"),
        (-12_500, "XOF", "fr", "-12 500 F"),
        (-50, "MAD", "fr", "-0,50 DH"),
        (7_000, "XOF", "mos", "7 000 F"),
    ],
)
def test_an_amount_is_written_as_people_read_it(minor: int, currency: str, language: str, written: str) -> None:
    assert format_amount(minor, currency, language) == written


def test_the_long_form_names_the_cfa_franc() -> None:
    assert format_amount(500, "XOF", "fr", long=True) == "500 F CFA"
    assert format_amount(500, "XAF", "fr", long=True) == "500 F CFA"
    assert format_amount(50_000, "MAD", "fr", long=True) == "500 DH"


@pytest.mark.parametrize(
    ("minor", "currency", "language", "written"),
    [
        (12_500_000, "XOF", "fr", "12,5 M F"),
        (12_500_000, "XOF", "en", "12.5 M F"),
        (12_500_000, "XOF", "ar", "12,5\u00a0مليون\u00a0F"),
        (12_000_000, "XOF", "fr", "12 M F"),
        (1_000_000, "XOF", "fr", "1 M F"),
        (999_999, "XOF", "fr", "999 999 F"),
        (1_050_000, "XOF", "fr", "1,1 M F"),
        (1_049_999, "XOF", "fr", "1 M F"),
        (999_949_999, "XOF", "fr", "999,9 M F"),
        (999_950_000, "XOF", "fr", "1 Md F"),
        (2_340_000_000, "XOF", "fr", "2,3 Md F"),
        (2_340_000_000, "XOF", "en", "2.3 bn F"),
        (1_234_500_000_000, "XAF", "fr", "1 234,5 Md F"),
        (-12_500_000, "XOF", "fr", "-12,5 M F"),
        (99_999_949, "MAD", "fr", "999 999 DH"),
        (99_999_950, "MAD", "fr", "1 M DH"),
        (49, "MAD", "fr", "0 DH"),
        (-49, "MAD", "fr", "0 DH"),
    ],
)
def test_a_short_amount_keeps_one_decimal_of_a_million(minor: int, currency: str, language: str, written: str) -> None:
    assert short_amount(minor, currency, language) == written


currencies = st.sampled_from(["XOF", "MAD", "TND", "MGA"])


@given(st.integers(-(10**15), 10**15), currencies, st.sampled_from(["fr", "en", "ar"]))
def test_nothing_of_an_amount_is_lost(minor: int, currency: str, language: str) -> None:
    number = format_amount(minor, currency, language).rsplit("\u00a0" if language == "ar" else " ", 1)[0]
    if language == "ar":
        number = number.replace(".", "")
    plain = number.replace(" ", "").replace(",", ".")
    assert Fraction(plain) * 10 ** decimals_of(currency) == minor
    assert number.isascii()


@pytest.mark.parametrize("currency", ["XOF", "XAF", "BIF", "MAD", "TND", "EUR", "USD", "GNF", "RWF", "JPY", "DJF"])
def test_decimals_agree_with_cldr_where_it_follows_the_standard(currency: str) -> None:
    assert decimals_of(currency) == get_currency_precision(currency)


@pytest.mark.parametrize("language", ["fr", "en", "ha", "sw", "ar_MA"])
def test_decimal_marks_agree_with_cldr(language: str) -> None:
    mark = get_decimal_symbol(language)
    assert format_amount(150, "MAD", language).startswith(f"1{mark}50")


def test_where_letters_are_paid_a_unit_is_written_short_in_every_language() -> None:
    assert short_amount(1_250_000, "MAD", "ar") == "12.500\u00a0DH"
    assert short_amount(1_250_000_000, "MAD", "ar") == "12,5\u00a0مليون\u00a0DH"


@pytest.mark.parametrize(
    ("part", "whole", "language", "written"),
    [
        (18, 100, "fr", "18"),
        (175, 1000, "fr", "18"),
        (185, 1000, "fr", "19"),
        (4, 1000, "fr", "0,4"),
        (4, 1000, "en", "0.4"),
        (95, 10_000, "fr", "1"),
        (94, 10_000, "fr", "0,9"),
        (5, 10_000, "fr", "0,1"),
        (4, 10_000, "fr", "<0,1"),
        (0, 100, "fr", "0"),
        (100, 100, "fr", "100"),
        (12_000, 1, "fr", "1 200 000"),
        (-18, 100, "fr", "-18"),
        (-4, 1000, "fr", "-0,4"),
    ],
)
def test_a_share_is_said_of_a_hundred(part: int, whole: int, language: str, written: str) -> None:
    assert share_of_hundred(part, whole, language) == written


@pytest.mark.parametrize(
    ("parts", "whole", "written"),
    [
        # Each rounded by itself, they would make 98,9.
        ([704, 103, 82, 34, 24, 17, 16, 11, 9], 1000, ["71", "10", "8", "3", "2", "2", "2", "1", "1"]),
        ([1, 1, 1], 3, ["34", "33", "33"]),
        ([996, 4], 1000, ["100", "<1"]),
        ([996, 3, 1, 0], 1000, ["100", "<1", "<1", "0"]),
        ([50, 25], 100, ["50", "25"]),
        ([110, -10], 100, ["110", "-10"]),
        ([1001, -1], 1000, ["100", "-<1"]),
        ([], 100, []),
    ],
)
def test_shares_of_one_table_add_up(parts: list[int], whole: int, written: list[str]) -> None:
    assert list(shares_of_hundred(parts, whole)) == written


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=20).filter(any))
def test_shares_of_all_of_a_whole_make_a_hundred_and_each_is_within_one(parts: list[int]) -> None:
    written = shares_of_hundred(parts, sum(parts))
    shares = [0 if share == "<1" else int(share) for share in written]
    assert sum(shares) == 100
    assert all(abs(share - Fraction(part * 100, sum(parts))) < 1 for share, part in zip(shares, parts, strict=True))
    assert all((share == "0") == (part == 0) for share, part in zip(written, parts, strict=True))


@pytest.mark.parametrize("whole", [0, -1])
def test_nothing_has_no_share(whole: int) -> None:
    with pytest.raises(Refusal) as refused:
        share_of_hundred(1, whole)
    assert refused.value.reason is MoneyReason.NOTHING_TO_SHARE


@pytest.mark.parametrize(
    ("amount", "population", "each"),
    [(10, 4, 3), (-10, 4, -3), (9, 4, 2), (11, 4, 3), (0, 7, 0), (10**30 + 1, 2, 5 * 10**29 + 1)],
)
def test_an_amount_per_head_is_rounded_half_away_from_nought(amount: int, population: int, each: int) -> None:
    assert per_head(amount, population) == each


def test_without_inhabitants_there_is_no_amount_per_head() -> None:
    with pytest.raises(Refusal) as refused:
        per_head(10, 0)
    assert refused.value.reason is MoneyReason.NOBODY_TO_SHARE


@given(st.fractions())
def test_rounding_moves_by_half_at_most_and_a_half_away_from_nought(value: Fraction) -> None:
    rounded = round_half_away(value)
    assert abs(rounded - value) <= Fraction(1, 2)
    assert round_half_away(-value) == -rounded
    if abs(rounded - value) == Fraction(1, 2):
        assert abs(rounded) > abs(value)


def test_a_head_is_whole_where_nobody_pays_in_hundredths() -> None:
    assert per_head(577_989, 100, "MGA") == 5_800
    assert per_head(577_989, 100, "MAD") == 5_780
    assert per_head(577_989, 100, "XOF") == 5_780
