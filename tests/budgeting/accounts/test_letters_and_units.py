"""Digits, letters and units as files write them, and amounts that are none."""

from __future__ import annotations

import pytest

from budgeting.accounts.faults import Kind
from budgeting.accounts.stages import Section, Side, Slot, Stage
from tests.budgeting.accounts.examples import (
    fates,
    line_named,
    read_text,
    total,
    wrong,
)


def test_an_arabic_budget_is_read_with_its_digits() -> None:
    reading = read_text(
        "ميزانية سنة 2023\nالمداخيل\nالرمز;البيان;التقديرات;المقبوضات\n10.10;الرسم على الأراضي;١٢٠٠٠٠٫٠٠;٨٠٠٠٠٫٥٠\n"
        "10.20;مداخيل الأسواق;٥٠٠٠٠٫٠٠;٤٠٠٠٠٫٠٠\n;المجموع;١٧٠٠٠٠٫٠٠;١٢٠٠٠٠٫٥٠\n",
        decimals=2,
    )
    assert total(reading, Side.REVENUE, Stage.VOTED, 2023) == 17_000_000
    assert total(reading, Side.REVENUE, Stage.COLLECTED, 2023) == 12_000_050
    assert wrong(reading) == []


def test_a_large_investment_budget_in_thousands_and_latin_letters_is_read() -> None:
    rows = "".join(
        f"36;Travaux publics;Extrême-Nord;Diamaré;Réhabilitation n°{n};{'' if n % 3 else f'{n}000'}\n"
        for n in range(1, 10_001)
    )
    reading = read_text(
        "BUDGET D'INVESTISSEMENT PUBLIC 2012;;;;;\n(en milliers de FCFA);;;;;\n"
        f"Chapitre;Libellé chapitre;Région;Département;Projet;Montant\n{rows}",
        encoding="latin-1",
    )
    amounts = [n * 1000 * 1000 for n in range(3, 10_001, 3)]
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2012) == sum(amounts)
    assert (len(reading.lines), len(reading.skipped)) == (3333, 6670)
    assert reading.document.multiplier == 1000
    assert reading.lines[0].place == "Diamaré"
    assert reading.lines[0].section is Section.INVESTMENT


@pytest.mark.parametrize("title", ["Montant (en milliers)", "Montant en milliers de F CFA", "Amount in thousands"])
def test_a_unit_in_the_title_of_a_column_multiplies_that_column(title: str) -> None:
    assert line_named(read_text(f"Libellé;{title}\nEau;12,5\nBois;3\n", year=2024), "Eau").amounts == {
        Slot(2024, Stage.VOTED): 12_500
    }


def test_amounts_that_are_words_or_dates_are_reported_with_row_and_column() -> None:
    reading = read_text(
        "Compte;Libellé;Budget 2023;Paiements 2023\n601;Eau;1 000;x\n602;Bois;voir annexe;500\n603;Fer;30;12/05/2023\n"
        "604;Sel;10;#REF!\n"
    )
    found = [(problem.kind, problem.row, problem.column) for problem in reading.problems]
    assert (Kind.NOT_AN_AMOUNT, 3, "3 (Budget 2023)") in found
    assert (Kind.NOT_AN_AMOUNT, 4, "4 (Paiements 2023)") in found
    assert (Kind.FORMULA_ERROR, 5, "4 (Paiements 2023)") in found


def test_a_row_whose_only_amount_cannot_be_read_is_no_line() -> None:
    reading = read_text("Compte;Libellé;Budget 2023\n601;Eau;1 000\n602;Bois;#REF!\n603;Fer;30\n")
    assert fates(reading)[3] == "unreadable"


def test_columns_of_numbers_that_nothing_names_are_pointed_out() -> None:
    reading = read_text("Compte;Libellé;Budget 2023;Truc\n601;Eau;10;7\n602;Bois;20;8\n")
    (found,) = (problem for problem in reading.problems if problem.kind is Kind.COLUMN_IGNORED)
    assert (found.column, found.values["title"]) == ("4 (Truc)", "Truc")


@pytest.mark.parametrize("title", ["Budget (£000)", "Budget £000", "Budget $'000", "Budget (000s)", "Budget (000)"])
def test_noughts_behind_the_sign_of_a_money_are_thousands(title: str) -> None:
    reading = read_text(f"{title}\nCode;Label;2025 Budget\n601;Fuel;12\n602;Paper;8\n")
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2025) == 20_000


def test_the_noughts_of_a_law_are_no_thousands() -> None:
    reading = read_text("Loi 2011-000, dossier 000\nCode;Libellé;Voté 2025\n601;Eau;12\n602;Sel;8\n")
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2025) == 20


def test_american_amounts_behind_a_dollar_and_a_space_are_read_and_the_excess_of_receipts_is_a_result() -> None:
    reading = read_text(
        "General Fund\n;FY 2025 Budget\nREVENUES;\nTaxes;$ 950,000\nFees;$ 50,000\nTotal Revenues;$ 1,000,000\n"
        "EXPENDITURES;\nSafety;$ 640,000\nWorks;$ 160,000\nTotal Expenditures;$ 800,000\n"
        "Excess of revenues over expenditures;$ 200,000\n"
    )
    assert total(reading, Side.REVENUE, Stage.VOTED, 2025) == 1_000_000
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2025) == 800_000
    assert wrong(reading) == []
