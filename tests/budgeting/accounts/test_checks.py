"""Errors that no total shows."""

from __future__ import annotations

from dataclasses import replace

from budgeting.accounts.checks import check_lines
from budgeting.accounts.faults import Kind, Problem
from tests.budgeting.accounts.examples import read_text

SIDES = "Sens;Compte;Libellé;Voté 2023\nRecettes;701;Taxes;{}\nDépenses;601;Eau;{}\n"


def problems(text: str, kind: Kind) -> list[Problem]:
    return [problem for problem in read_text(text).problems if problem.kind is kind]


def test_a_budget_that_spends_more_than_it_expects_is_not_balanced() -> None:
    (found,) = problems(SIDES.format(1000, 1001), Kind.NOT_BALANCED)
    assert found.text == (
        "voted 2023: receipts are 1 000 and expenditure 1 001. Look for a line that is missing or counted twice."
    )


def test_a_small_surplus_is_no_imbalance_and_a_large_one_is() -> None:
    assert problems(SIDES.format(1000, 990), Kind.NOT_BALANCED) == []
    assert len(problems(SIDES.format(1000, 980), Kind.NOT_BALANCED)) == 1


def test_spending_a_hundred_times_the_receipts_is_out_of_proportion() -> None:
    assert len(problems(SIDES.format("620 000", "87 300 000"), Kind.OUT_OF_PROPORTION)) == 1
    assert problems(SIDES.format("620 000", "61 000 000"), Kind.OUT_OF_PROPORTION) == []


def test_what_was_collected_answers_what_was_paid() -> None:
    text = "Sens;Compte;Libellé;Réalisé 2023\nRecettes;701;Taxes;10\nDépenses;601;Eau;1000\n"
    assert len(problems(text, Kind.OUT_OF_PROPORTION)) == 1


def test_a_negative_line_is_reported_and_a_modification_may_be_negative() -> None:
    text = "Compte;Libellé;Primitif 2023;Modifications 2023;Définitif 2023\n601;Eau;10;-4;6\n602;Bois;-3;;-3\n"
    assert [found.row for found in problems(text, Kind.NEGATIVE)] == [3, 3]


def test_a_jump_of_ten_times_against_the_year_before_is_reported() -> None:
    text = "Code,Label,2008 Budget,2009 Budget\n601,Eau,100,1000\n602,Bois,100,999\n603,Fer,50,4\n604,Sel,0,70\n"
    assert [found.row for found in problems(text, Kind.JUMP)] == [2, 4]


def test_stages_that_do_not_add_up_are_reported_where_the_file_has_them_all() -> None:
    text = "Compte;Libellé;Primitif 2023;Additionnel 2023;Définitif 2023\n601;Eau;13600505;;13600000\n602;Bois;5;1;6\n"
    (found,) = problems(text, Kind.STAGES_DO_NOT_ADD)
    assert (found.row, found.values["computed"], found.values["stated"]) == (2, "13 600 505", "13 600 000")


def test_a_budget_amended_without_saying_by_how_much_is_no_contradiction() -> None:
    text = "Compte;Libellé;Primitif 2023;Définitif 2023\n601;Eau;13600505;13600000\n"
    assert problems(text, Kind.STAGES_DO_NOT_ADD) == []


def test_what_moves_between_the_sections_of_a_budget_is_in_no_balance() -> None:
    *lines, moved = read_text(SIDES.format(1000, 1000) + "Recettes;1064;Excédent capitalisé;700\n").lines
    for is_internal, found in ((False, 1), (True, 0)):
        told = check_lines([*lines, replace(moved, is_internal=is_internal)], 0, frozenset())
        assert len([each for each in told if each.kind is Kind.NOT_BALANCED]) == found
