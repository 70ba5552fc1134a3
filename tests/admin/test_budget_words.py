from __future__ import annotations

import pytest

from admin.budget_words import say_place


@pytest.mark.parametrize(("column", "place"), [("B", "B7"), ("3 (Voté)", "row 7, column 3 (Voté)")])
def test_a_place_is_a_cell_of_a_workbook_or_a_row_and_a_column_of_a_text(column: str, place: str) -> None:
    assert say_place(7, column) == place
