"""Rows and columns that state sums of others: found, checked, never counted twice."""

from __future__ import annotations

from budgeting.accounts.stages import Section, Side, Stage
from tests.budgeting.accounts.examples import (
    labels,
    read_sheets,
    read_text,
    total,
    wrong,
)


def test_chapters_articles_and_paragraphs_in_columns_of_their_own_are_filled_down() -> None:
    reading = read_text(
        "Chapitre;Article;Paragraphe;Intitulés;Prévisions 2022\n71;;;IMPOTS;\n;711;01;Taxe;20\n;;02;Patentes;5\n"
        ";;;Total chapitre 71;25\n"
    )
    assert [line.code for line in reading.lines] == ["71-711-01", "71-711-02"]
    assert wrong(reading) == []


def test_a_code_and_its_label_in_one_cell_are_told_apart() -> None:
    reading = read_text("Libellé;Voté 2023\n60 - Personnel;30\n6011 - Salaires;20\n6012 - Primes;10\n")
    assert [(line.code, line.label) for line in reading.lines] == [("6011", "Salaires"), ("6012", "Primes")]


def test_programmes_and_actions_that_state_their_sums_are_not_counted_twice() -> None:
    reading = read_text(
        "Code;Libellé;AE 2024;CP 2024\n;PROGRAMME 017 : APPUI;300;250\n;Action 01 : Coordination;300;250\n"
        "01;Personnel;100;100\n02;Matériel;200;150\n;PROGRAMME 018 : SANTE;500;400\n01;Vaccins;500;400\n"
    )
    programmes = {line.label: line.programme.code for line in reading.lines if line.programme}
    assert programmes == {"Personnel": "017", "Matériel": "017", "Vaccins": "018"}
    assert total(reading, Side.EXPENDITURE, Stage.AUTHORISED, 2024) == 800
    assert wrong(reading) == []


def test_subtotals_in_capitals_without_codes_are_found_by_their_sums() -> None:
    reading = read_text(
        "Item,Budget 2022\nPERSONNEL,300\nSalaries,200\nAllowances,100\nGOODS,150\nFuel,50\nPens,100\nTOTAL,450\n"
    )
    assert labels(reading) == ["Salaries", "Allowances", "Fuel", "Pens"]
    assert wrong(reading) == []


def test_rows_that_state_a_section_above_its_lines_are_not_counted_twice() -> None:
    reading = read_text(
        "Compte;Libellé;Voté 2023\n;DEPENSES DE FONCTIONNEMENT;30\n601;Eau;10\n602;Bois;20\n"
        ";DEPENSES D'INVESTISSEMENT;5\n213;Puits;5\n"
    )
    assert [(line.label, line.section) for line in reading.lines] == [
        ("Eau", Section.OPERATION), ("Bois", Section.OPERATION), ("Puits", Section.INVESTMENT),
    ]  # fmt: skip
    assert wrong(reading) == []


def test_programmes_as_columns_give_a_line_for_each_and_the_sum_is_a_check() -> None:
    reading = read_sheets({
        "A": [
            ["DEPENSES 2023"],
            [None, None, "PAIEMENT", None, None],
            ["Compte", "Libellé", "Prog 1", "Prog 2", "TOTAL"],
            [601, "Eau", 10, 20, 31],
            [602, "Bois", 1, 2, 3],
        ]
    }, merges={"A": ["C2:E2"]})  # fmt: skip
    programmes = [(line.label, line.programme.code) for line in reading.lines if line.programme]
    assert programmes == [("Eau", "1"), ("Bois", "1"), ("Eau", "2"), ("Bois", "2")]
    assert total(reading, Side.EXPENDITURE, Stage.PAID, 2023) == 33
    assert wrong(reading) == [("Eau", 31, 30)]
