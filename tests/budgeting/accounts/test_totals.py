"""Totals as stated beside totals as computed."""

from __future__ import annotations

from budgeting.accounts.faults import Kind
from budgeting.accounts.stages import Side, Stage
from tests.budgeting.accounts.examples import kinds, labels, read_text, total, wrong

HEADER = "Compte;Libellé;Voté 2023\n"


def test_a_wrong_subtotal_is_reported_with_both_figures_and_changes_nothing() -> None:
    reading = read_text(HEADER + "60;Personnel;999\n6011;Salaires;600\n6012;Primes;300\n;TOTAL;900\n")
    assert wrong(reading) == [("Personnel", 999, 900)]
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 900
    (found,) = (problem for problem in reading.problems if problem.kind is Kind.TOTAL_DIFFERS)
    assert (found.row, found.column) == (2, "3 (Voté 2023)")
    assert (found.values["stated"], found.values["computed"]) == ("999", "900")


def test_a_total_off_by_one_unit_is_wrong_and_one_off_by_cents_is_rounded() -> None:
    assert wrong(read_text(HEADER + "601;Eau;10\n602;Bois;20\n;TOTAL;31\n")) == [("TOTAL", 31, 30)]
    assert wrong(read_text(HEADER + "601;Eau;10,25\n602;Bois;20,50\n;TOTAL;31\n", decimals=2)) == []


def test_totals_of_totals_are_understood_level_by_level() -> None:
    reading = read_text(
        HEADER + "601;Eau;1\n602;Bois;2\n;Total achats;3\n611;Salaires;4\n612;Primes;8\n;Total personnel;12\n"
        ";Total fonctionnement;15\n213;Puits;16\n214;Pont;32\n;Total investissement;48\n;TOTAL GENERAL;63\n"
    )
    assert wrong(reading) == []
    assert len(reading.lines) == 6


def test_a_total_that_names_a_code_adds_up_that_code_wherever_it_stands() -> None:
    text = "Code,Label,Budget 2009\n611.100,Fuel,5\n612.100,Posts,600\n612.101,Ink,25\n{}\n"
    assert wrong(read_text(text.format(",Total Sub-Head 6.12,625"))) == []
    assert wrong(read_text(text.format(",Total Sub-Head 6.12,630"))) == [("Total Sub-Head 6.12", 630, 625)]


def test_a_total_that_names_a_heading_adds_up_what_stands_under_it() -> None:
    reading = read_text(
        "Libellé;Voté 2023\nSanté;\nVaccins;1\nSoins;2\nRoutes;\nPonts;4\nTotal Santé;3\nTotal Routes;5\n"
    )
    assert wrong(reading) == [("Total Routes", 5, 4)]


def test_operations_of_order_are_totalled_apart_and_marked_internal() -> None:
    reading = read_text(
        "RECETTES D'INVESTISSEMENT\n"
        + HEADER
        + "131;Subventions;30\n;TOTAL RECETTES REELLES;30\n1064;Excédent capitalisé;11\n"
        ";RECETTES D'ORDRE;41\n;TOTAL RECETTES D'INVESTISSEMENT;41\n"
    )
    assert wrong(reading) == [("RECETTES D'ORDRE", 41, 11)]
    assert [line.is_internal for line in reading.lines] == [False, True]


def test_a_total_without_the_word_is_known_by_its_sum() -> None:
    reading = read_text(
        HEADER + "601;Eau;10\n602;Bois;20\n603;Fer;5\n604;Sel;1\n605;Riz;1\n;Dépenses de la commune;37\n"
    )
    assert labels(reading) == ["Eau", "Bois", "Fer", "Sel", "Riz"]


def test_a_row_without_a_code_that_is_no_sum_is_counted_and_pointed_out() -> None:
    reading = read_text(HEADER + "601;Eau;10\n602;Bois;20\n603;Fer;5\n604;Sel;1\n;Fêtes;7\n605;Riz;1\n")
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 44
    assert Kind.NO_CODE in kinds(reading)


def test_a_result_is_no_money_of_its_own() -> None:
    reading = read_text(HEADER + "601;Eau;10\n602;Bois;20\n;TOTAL DEPENSES;30\n;Excédent de fonctionnement;12\n")
    assert labels(reading) == ["Eau", "Bois"]
    kept = read_text(HEADER + "701;Taxes;10\n110;Report à nouveau (excédent);20\n")
    assert labels(kept) == ["Taxes", "Report à nouveau (excédent)"]


def test_amounts_carried_from_page_to_page_are_not_counted() -> None:
    reading = read_text(HEADER + "601;Eau;10\n602;Bois;20\n;A reporter;30\n;Report;30\n603;Fer;5\n;TOTAL;35\n")
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 35
    assert wrong(reading) == []


def test_a_stated_nought_beside_lines_that_are_not_is_wrong() -> None:
    reading = read_text("RECETTES\n" + HEADER + "131;Subventions;30\n132;Dons;1\n;TOTAL RECETTES;0\n")
    assert wrong(reading) == [("TOTAL RECETTES", 0, 31)]
