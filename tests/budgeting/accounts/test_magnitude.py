from __future__ import annotations

from budgeting.accounts.magnitude import Earlier, check_against, check_per_head, name_line
from budgeting.accounts.reading import Reading
from tests.budgeting.accounts.examples import read_text

TABLE = """Budget 2025
Compte;Libellé;Recettes/Dépenses;Prévisions 2025
70;Impôts;Recettes;15 000 000
6111;Fournitures;Dépenses;3 000 000
2151;Forages;Dépenses;12 000 000
"""


def reading() -> Reading:
    return read_text(TABLE)


def before(*lines: tuple[str, str, str, int]) -> Earlier:
    return Earlier(2024, {name_line(side, code, label): {"voted": amount} for side, code, label, amount in lines})


def test_a_usual_amount_a_head_is_no_finding() -> None:
    assert check_per_head(reading().lines, 3_000, "XOF", 0) == []


def test_a_budget_given_in_thousands_is_seen_by_what_it_gives_each_inhabitant() -> None:
    found = check_per_head(reading().lines, 300_000, "XOF", 0)
    assert [(each.kind.value, each.values["side"], each.values["head"]) for each in found] == [
        ("per_head", "revenue", "50"),
        ("per_head", "expenditure", "50"),
    ]
    assert {each.values["head"] for each in check_per_head(reading().lines, 50, "XOF", 0)} == {"300 000"}


def test_decimals_of_the_currency_are_no_factor_of_a_hundred() -> None:
    assert check_per_head(read_text(TABLE, decimals=2).lines, 15_000, "MAD", 2) == []


def test_without_inhabitants_or_a_known_currency_nothing_is_said() -> None:
    assert check_per_head(reading().lines, None, "XOF", 0) == check_per_head(reading().lines, 1, "XTS", 0) == []


def test_a_line_ten_times_that_of_last_year_s_document_is_found_by_code_and_words() -> None:
    earlier = before(
        ("revenue", "70", "Impôts", 14_000_000),
        ("expenditure", "6111", "FOURNITURES", 300_000),
        ("expenditure", "2151", "Forages", 11_000_000),
    )
    (found,) = check_against(reading().lines, earlier, 0)
    assert (found.kind.value, found.sheet, found.row, found.column) == ("jump", "budget.csv", 4, "4 (Prévisions 2025)")
    assert (found.values["before"], found.values["before_year"]) == ("300 000", "2024")


def test_a_whole_side_that_jumps_is_told_once_and_not_line_by_line() -> None:
    earlier = before(
        ("revenue", "70", "Impôts", 14_000), ("expenditure", "6111", "Fournitures", 3_000),
        ("expenditure", "2151", "Forages", 12_000),
    )  # fmt: skip
    found = check_against(reading().lines, earlier, 0)
    assert [(each.kind.value, each.values["side"]) for each in found] == [
        ("side_jump", "revenue"),
        ("side_jump", "expenditure"),
    ]


def test_lines_too_small_to_matter_move_as_they_like() -> None:
    text = TABLE + "6115;Timbres;Dépenses;50 000\n"
    earlier = before(("expenditure", "6115", "Timbres", 1_000), ("expenditure", "2151", "Forages", 11_000_000))
    assert check_against(read_text(text).lines, earlier, 0) == []


def test_the_first_document_is_compared_with_nothing() -> None:
    assert check_against(reading().lines, None, 0) == []
