"""No cell of an export may be taken for a formula (OWASP ASVS 5.0, 1.2.10)."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.indicators.export import BYTE_ORDER_MARK, as_csv, guard_cell

DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "−"]
BLANKS = ["", " ", "\u00a0", "\u200b", "\ufeff", "  \u2003"]


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("first", DANGEROUS)
def test_a_cell_that_begins_like_a_formula_is_guarded(first: str, blank: str) -> None:
    guarded = guard_cell(f"{blank}{first}cmd|' /C calc'!A0")
    assert guarded.startswith("'")
    assert "\0" not in guarded


@pytest.mark.parametrize(
    ("value", "kept"), [("Forage", "Forage"), ("a=b", "a=b"), ("", ""), (None, ""), (12, "12"), ("'tis", "'tis")]
)
def test_a_harmless_cell_stays_as_it_is(value: object, kept: str) -> None:
    assert guard_cell(value) == kept


def test_a_number_below_nought_stays_a_number_and_words_like_it_do_not() -> None:
    assert [guard_cell(value) for value in (-120, Decimal("-2.5"), "-120")] == ["-120", "-2.5", "'-120"]


def test_a_formula_behind_a_quote_or_a_separator_stays_inside_its_cell() -> None:
    nasty = ['","=1+1', "a\r\n=1+1", 'b";"=2', ",,,", "x\n@SUM(A1)"]
    assert cells(as_csv(["name"], [[text] for text in nasty]))[1:] == [[text] for text in nasty]


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=5))
def test_whatever_people_write_no_cell_begins_like_a_formula(rows: list[list[str]]) -> None:
    for row in cells(as_csv(["a"], rows))[1:]:
        for cell in row:
            assert cell.lstrip(" \u00a0\u200b\ufeff")[:1] not in set(DANGEROUS)


def test_a_table_begins_with_what_excel_needs_to_read_accents() -> None:
    assert as_csv(["Jour"], []).startswith(BYTE_ORDER_MARK)
