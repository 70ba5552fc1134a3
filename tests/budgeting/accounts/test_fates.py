"""Nothing is lost and nothing is counted twice, whatever the rows hold."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgeting.accounts.stages import Slot, Stage
from tests.budgeting.accounts.examples import read_sheets, read_text, rows_accounted

WORDS = [
    *("", "", "Total", "TOTAL GENERAL", "60", "601", "6011", "710.xxx", "2023", "1 000", "-", "12,5", "#DIV/0!"),
    *("Eau", "RECETTES", "SECTION INVESTISSEMENT", "Programme II : Santé", "Report", "Excédent", "Libellé", "Compte"),
]
HEADERS = [["Compte", "Libellé", "Voté 2023", "Payé 2023"], ["Code", "Label", "Year", "Budget"], ["a", "b", "c", "d"]]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(HEADERS),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), max_size=14),
)
def test_every_row_of_any_sheet_has_a_fate(header: list[str], rows: list[list[str]]) -> None:
    reading = read_text("\n".join(";".join(row) for row in [header, *rows]) + "\n")
    accounted = rows_accounted(reading)
    assert set(accounted) == {("budget.csv", row) for row in range(1, len(rows) + 2)}
    lines = Counter(row for line in reading.lines for row in line.rows)
    assert max(lines.values(), default=1) == 1


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30))
def test_the_lines_of_a_plain_list_add_up_to_its_figures(amounts: list[int]) -> None:
    rows = [f"6{n:04d};Ligne {n};{amount}" for n, amount in enumerate(amounts)]
    reading = read_text("Compte;Libellé;Voté 2023\n" + "\n".join(rows) + f"\n;TOTAL;{sum(amounts)}\n")
    assert [line.amounts[Slot(2023, Stage.VOTED)] for line in reading.lines] == amounts
    assert all(total.agrees for total in reading.totals)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(
    st.dictionaries(
        st.integers(10, 99), st.lists(st.integers(1, 10**6), min_size=2, max_size=5), min_size=1, max_size=5
    )
)
def test_chapters_with_articles_count_their_articles_alone(chapters: dict[int, list[int]]) -> None:
    rows: list[list[object]] = [["Compte", "Libellé", "Voté 2023"]]
    for chapter, articles in chapters.items():
        rows.append([chapter, f"Chapitre {chapter}", sum(articles)])
        rows += [[f"{chapter}{n}1", f"Article {n}", amount] for n, amount in enumerate(articles)]
    reading = read_sheets({"DEPENSES": rows})
    assert sum(line.amounts[Slot(2023, Stage.VOTED)] for line in reading.lines) == sum(map(sum, chapters.values()))
    assert all(total.agrees for total in reading.totals)
    assert set(rows_accounted(reading).values()) == {1}


def test_ten_thousand_rows_are_read() -> None:
    rows = "".join(f"{600_000 + n};Ligne {n};{n};{n}\n" for n in range(10_000))
    reading = read_text("Compte;Libellé;Voté 2023;Payé 2023\n" + rows)
    assert sum(line.amounts[Slot(2023, Stage.VOTED)] for line in reading.lines) == 10_000 * 9_999 // 2
