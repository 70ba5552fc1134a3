"""Texts with separators, quotes and line ends of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.accounts.separated import split_rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_the_evenness_of_the_rows(separator: str) -> None:
    rows = [["Code", "Label", "Amount"], ["601", "Water, wells; pumps", "1"], ["602", "Roads", "2"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert split_rows(text) == rows


def test_commas_of_amounts_do_not_pass_for_separators() -> None:
    assert split_rows("Libellé;Montant\nEau;1,5\nBois;2,5\n") == [
        ["Libellé", "Montant"],
        ["Eau", "1,5"],
        ["Bois", "2,5"],
    ]


def test_a_cell_of_two_lines_stays_one_row() -> None:
    assert split_rows('a;"b\nc"\nd;e\n') == [["a", "b\nc"], ["d", "e"]]


def test_a_declared_separator_is_taken_and_its_row_still_counted() -> None:
    assert split_rows("sep=;\na,b;c\n") == [[""], ["a,b", "c"]]


def test_an_unclosed_quote_does_not_swallow_the_file() -> None:
    text = 'Libellé;Montant\n"Eau;1\n' + "".join(f"Ligne {n};{n}\n" for n in range(200))
    rows = split_rows(text)
    assert len(rows) == 202
    assert rows[-1] == ["Ligne 199", "199"]


def test_a_field_longer_than_any_reader_allows_is_no_crash() -> None:
    assert isinstance(split_rows("a;b\n" + "x" * 300_000 + ";1\n"), list)


@given(st.text(max_size=200))
def test_any_text_gives_rows(text: str) -> None:
    assert all(isinstance(cell, str) for row in split_rows(text) for cell in row)
