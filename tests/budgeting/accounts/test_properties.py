"""What holds for any file whatever: no row without a fate, no amount counted twice, none that is not in the file."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.accounts.amounts import read_amount
from budgeting.accounts.read import read_budget
from budgeting.accounts.sheets import open_file
from tests.budgeting.accounts.councils import separated
from tests.budgeting.accounts.examples import workbook

WORDS = st.sampled_from(
    ["", "", "Total", "Sous-total", "RECETTES", "DÉPENSES", "Chapitre 60", "Salaires", "Programme 2 : Santé", "الباب",
     "dont eau", "601", "6011", "602", "N°", "Libellé", "Prévisions 2025", "Voté", "Payé 2024", "#DIV/0!", "%",
     "12/03/2025"]
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-(10**7), 10**7), st.sampled_from(["1 500", "(200)", "-", "1,5", "12.000,00", "1e6", "2025", "45 %"])
)
CELLS = st.one_of(WORDS, NUMBERS, st.text(max_size=6).map(lambda text: text.replace("\0", "")))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=14)
HEADED = ROWS.map(lambda rows: [["Compte", "Libellé", "Prévisions 2025", "Payé 2025", "Voté 2024", "%"], *rows])


@settings(max_examples=200, deadline=None)
@given(rows=st.one_of(ROWS, HEADED), name=st.sampled_from(["b.csv", "b.txt"]))
def test_any_text_keeps_the_promises(rows: list[list[object]], name: str) -> None:
    keeps_promises(separated(rows).encode(), name)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(st.one_of(WORDS, NUMBERS), min_size=1, max_size=6), min_size=1, max_size=12))
def test_any_workbook_keeps_the_promises(rows: list[list[object]]) -> None:
    head = ["Compte", "Libellé", "Recettes 2025", "Dépenses 2025"]
    keeps_promises(workbook({"A": [head, *rows], "B": rows, "Récap": [head, *rows[:3]]}), "b.xlsx")


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_keep_the_promises(data: bytes) -> None:
    keeps_promises(data, "b.xls")


def keeps_promises(data: bytes, name: str) -> None:
    reading, opened = read_budget(data, name), open_file(data, name)
    cells = {(grid.sheet, row + 1): grid.rows[row] for grid in opened.grids for row in range(len(grid.rows))}
    in_lines = {(line.sheet, row) for line in reading.lines for row in line.rows}
    skipped = {(each.sheet, each.row) for each in reading.skipped}
    assert in_lines | skipped == set(cells)
    counted: Counter[tuple[str, int, str]] = Counter()
    for line in reading.lines:
        for slot, amount in line.amounts.items() if len(line.rows) == 1 else ():
            place = (line.sheet, line.row, line.columns[slot])
            counted[place] += 1
            assert read_amount(cells[place[:2]][_number(place[2])]).minor == amount
    assert set(counted.values()) <= {1}


def _number(letters: str) -> int:
    if letters[:1].isdecimal():  # a text, whose columns have numbers
        return int(letters.partition(" ")[0]) - 1
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
