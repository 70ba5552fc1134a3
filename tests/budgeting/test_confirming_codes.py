"""The code that confirms a ballot: never a year, never a project, and known only where nothing else is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.confirming_codes import YEARS, find_confirming_code, is_long, new_confirming_code, new_long_code

DRAWN = st.integers(0, 10_000 - len(YEARS) - 1)


@given(DRAWN)
def test_a_code_has_four_digits_and_is_no_year(drawn: int) -> None:
    code = new_confirming_code(lambda _below: drawn)
    assert len(code) == 4
    assert code.isascii() and code.isdecimal()
    assert int(code) not in YEARS


def test_every_code_can_be_drawn_once() -> None:
    below = []
    codes = {new_confirming_code(lambda most, drawn=drawn: below.append(most) or drawn) for drawn in range(9_800)}
    assert (len(codes), set(below)) == (9_800, {9_800})


@given(DRAWN, st.sampled_from(["{}", " {}.", "code {}", "le code: {}", "VOTE {}", "«{}»", "{} merci bien"]))
def test_a_code_is_found_in_few_words_and_in_the_digits_of_every_script(drawn: int, words: str) -> None:
    code = new_confirming_code(lambda _below: drawn)
    for zero in "0٠۰०":
        written = "".join(chr(ord(zero) + int(digit)) for digit in code)
        assert find_confirming_code(words.format(written)) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4 8 3 1",
        "48 31",
        "483",
        "48311",
        "4831 4832",
        "VOTE 3 4831",
        "2026",
        "1950",
        "budget 2026",
        "4831?",
        "٤٨٣١؟",
    ],
)
def test_other_numbers_and_questions_are_no_code(text: str) -> None:
    assert find_confirming_code(text) is None


def test_a_sentence_with_four_digits_is_no_code() -> None:
    assert find_confirming_code("la parcelle 4831 du marché est sale depuis longtemps") is None
    assert find_confirming_code("4831 " + "x" * 100) is None


def test_a_long_code_has_eight_digits_and_is_found_alike() -> None:
    below: list[int] = []
    code = new_long_code(lambda most: below.append(most) or 42)
    assert (code, below, is_long(code)) == ("00000042", [10**8], True)
    assert find_confirming_code(f"le code {code}") == code
    assert find_confirming_code("0000 0042") is None


@given(st.text(max_size=120))
def test_nothing_that_anybody_sends_breaks_the_search(text: str) -> None:
    found = find_confirming_code(text)
    assert found is None or (len(found) in (4, 8) and found.isascii() and found.isdecimal())
