"""Targets and results are read with certainty or not at all, and kept exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.quantities import LARGEST, kilobytes, read_quantity, write_quantity


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12", 12_000), ("72,5", 72_500), ("72.5 %", 72_500), ("1 200", 1_200_000), ("0,125", 125), ("-3", -3_000),
     ("1\u202f200,25", 1_200_250)],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, kept: int) -> None:
    assert read_quantity(typed) == kept


@pytest.mark.parametrize("typed", ["", "x", "1.200", "12,345", "1,2,3", "1e5", "9" * 40, "--1", "1,2345"])
def test_what_is_no_number_or_may_be_two_is_not_read(typed: str) -> None:
    assert read_quantity(typed) is None


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(["fr", "ar", "en"]))
def test_no_digit_is_lost_in_writing(value: int, language: str) -> None:
    marks = {"fr": (" ", ","), "ar": (".", ","), "en": (" ", ".")}[language]
    plain = write_quantity(value, language).replace(marks[0], "").replace(marks[1], ".")
    whole, _dot, decimals = plain.lstrip("-").partition(".")
    assert (int(whole) * 1000 + int(decimals.ljust(3, "0"))) * (-1 if plain.startswith("-") else 1) == value


@pytest.mark.parametrize(("size", "whole"), [(0, 1), (1, 1), (1535, 1), (1536, 2), (66_048, 65), (65_536, 64)])
def test_the_size_of_a_file_is_the_same_number_wherever_it_is_told(size: int, whole: int) -> None:
    assert kilobytes(size) == whole
