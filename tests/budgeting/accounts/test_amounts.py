"""Amounts out of whatever stands in a cell."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.accounts.amounts import NIL, NOTHING, Amount, Cell, Fault, decimal_mark_of, read_amount

SPACES = [" ", "\u00a0", "\u202f", "\u2009"]


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        (" 2,000,000 ", 200000000),
        ("2 000 000", 200000000),
        ("2\u202f000\u00a0000", 200000000),
        ("2'000’000", 200000000),
        ("2.000.000", 200000000),
        ("12,34,567", 123456700),
        ("1,234", 123400),
        ("1.234", 123400),
        ("12,5", 1250),
        ("0.25", 25),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1 234,5", 123450),
        ("(1.234,50)", -123450),
        ("-1 000", -100000),
        ("1 000-", -100000),
        ("−1 000", -100000),
        ("12 000 FCFA", 1200000),
        ("Ar 1 000", 100000),
        ("51.988.701 Ar", 5198870100),
        ("1 000 DH", 100000),
        ("KSh 1,000,000", 100000000),
        ("1 000 F.CFA", 100000),
        ("١٢٬٣٤٥٫٥", 1234550),
        ("۱۲۳", 12300),
        ("1000*", 100000),
        ("5.", 500),
        ("7000000000000", 700000000000000),
    ],
)
def test_an_amount_is_read_however_it_is_written(text: str, minor: int) -> None:
    assert read_amount(text, 2) == Amount(minor)


@pytest.mark.parametrize("text", ["-", " -   ", "–", "—", "- F", "néant", "Néant", "NIL", "pm", "p.m."])
def test_signs_and_words_for_nothing_are_nought(text: str) -> None:
    assert read_amount(text, 2) == NIL


@pytest.mark.parametrize("text", [None, "", " ", "\u00a0", "…", "n/a", "nd"])
def test_a_blank_is_no_amount_and_no_nought(text: Cell) -> None:
    assert read_amount(text, 2) == NOTHING


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("#DIV/0!", Fault.FORMULA_ERROR),
        ("#REF!", Fault.FORMULA_ERROR),
        ("#N/A", Fault.FORMULA_ERROR),
        ("#VALUE!", Fault.FORMULA_ERROR),
        ("Err:502", Fault.FORMULA_ERROR),
        ("######", Fault.HIDDEN_DIGITS),
        ("environ deux millions", Fault.NOT_AN_AMOUNT),
        ("45 %", Fault.NOT_AN_AMOUNT),
        ("1OO", Fault.NOT_AN_AMOUNT),
        ("2,000,00", Fault.AMBIGUOUS),
        ("12 34", Fault.AMBIGUOUS),
        ("1000 2000", Fault.AMBIGUOUS),
        (True, Fault.NOT_AN_AMOUNT),
        (float("nan"), Fault.NOT_AN_AMOUNT),
        (float("inf"), Fault.NOT_AN_AMOUNT),
        (1e300, Fault.NOT_AN_AMOUNT),
        ("9" * 40, Fault.NOT_AN_AMOUNT),
        (dt.date(2023, 5, 12), Fault.DATE),
        (dt.timedelta(hours=3), Fault.DATE),
    ],
)
def test_what_is_no_amount_is_named(cell: Cell, fault: Fault) -> None:
    assert read_amount(cell, 2) == Amount(None, fault)


def test_an_amount_with_more_decimals_than_the_currency_is_rounded_and_said_to_be() -> None:
    assert read_amount(11084605.75, 0) == Amount(11084606, Fault.ROUNDED)
    assert read_amount(11084605.75, 2) == Amount(1108460575)
    assert read_amount("12,345.678", 2) == Amount(1234568, Fault.ROUNDED)


def test_noise_of_binary_arithmetic_is_no_fraction_of_a_centime() -> None:
    assert read_amount(0.1 + 0.2, 2) == Amount(30)
    assert read_amount(1160.0000000001, 0) == Amount(1160)


def test_digits_lost_to_a_narrow_column_are_reported_beside_the_amount() -> None:
    assert read_amount("1,2E+07", 0) == Amount(12000000, Fault.LOST_DIGITS)


def test_amounts_in_thousands_are_multiplied_exactly() -> None:
    assert read_amount("1 234,5", 0, 1000) == Amount(1234500)
    assert read_amount(0.1, 0, 1000) == Amount(100)
    assert read_amount("1,2345", 0, 1000) == Amount(1234, Fault.ROUNDED)


def test_the_decimal_mark_of_a_document_settles_what_one_amount_leaves_open() -> None:
    assert decimal_mark_of(["1,50", "2,000"]) == ","
    assert read_amount("2,125", 3, decimal_mark=",") == Amount(2125)
    assert read_amount("2,125", 3) == Amount(2125000)
    assert decimal_mark_of(["1,50", "1.50"]) == ""
    assert decimal_mark_of(["1,000", "2.000"]) == ""


@pytest.mark.parametrize("text", ["GH¢ 12,500.00", "GH₵12,500", "Ksh 12,500", "Kshs 12,500", "12 500 Tsh"])
def test_the_monies_of_english_speaking_councils_are_no_part_of_the_amount(text: str) -> None:
    assert read_amount(text, 2) == Amount(1_250_000)


def test_the_space_behind_the_sign_of_a_money_parts_no_thousands() -> None:
    assert decimal_mark_of(["$ 950,000", "FCFA 12,500", "GH₵ 12,500", "Ar 12,500"]) == ""
    assert decimal_mark_of(["$ 1 950,500"]) == ","


@given(
    minor=st.integers(-(10**14), 10**14),
    decimals=st.integers(0, 3),
    separator=st.sampled_from(["", *SPACES, "'", ".", ","]),
    parentheses=st.booleans(),
)
def test_every_amount_survives_being_written_and_read(
    minor: int, decimals: int, separator: str, parentheses: bool
) -> None:
    whole, rest = divmod(abs(minor), 10**decimals)
    mark = "." if separator == "," else ","
    written = f"{whole:,}".replace(",", separator) + (f"{mark}{rest:0{decimals}d}" if decimals else "")
    if minor < 0:
        written = f"({written})" if parentheses else f"-{written}"
    assert read_amount(written, decimals, decimal_mark=mark) == Amount(minor)


@given(st.text(max_size=40), st.integers(0, 3), st.sampled_from(["", ",", "."]))
def test_any_text_gives_an_amount_or_a_reason_and_never_fails(text: str, decimals: int, mark: str) -> None:
    amount = read_amount(text, decimals, decimal_mark=mark)
    assert amount.minor is not None or amount.fault is not None or amount == NOTHING


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12), st.integers(0, 3))
def test_a_number_of_a_spreadsheet_comes_out_within_half_a_minor_unit(number: float, decimals: int) -> None:
    minor = read_amount(number, decimals).minor
    assert minor is not None
    assert abs(Fraction(minor) - Fraction(number) * 10**decimals) <= Fraction(1, 2) + Fraction(1, 10**2)
