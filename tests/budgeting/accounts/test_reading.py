"""The messes of real files, each in a small one: what becomes of every row."""

from __future__ import annotations

from budgeting.accounts.faults import Kind
from budgeting.accounts.naming import Head
from budgeting.accounts.orders import ColumnOrder, SheetOrder
from budgeting.accounts.read import read_budget
from budgeting.accounts.stages import Section, Side, Slot, Stage
from budgeting.accounts.titles import Role
from tests.budgeting.accounts.examples import (
    fates,
    kinds,
    labels,
    line_named,
    open_document,
    read_text,
    table,
    total,
    workbook,
    wrong,
)

ACCOUNT = """\
COMPTE ADMINISTRATIF 2023
SECTION FONCTIONNEMENT;;;;;
Compte;Libellé;Primitif;Définitif;Mandatement;Paiement
60;Charges du personnel;1 500;1 500;1 200;1 200
6011;Salaires;1 000;1 000;900;900
6012;Primes; ;;;
6061;Cotisations;500;500;300;300
61;Achats;700;700;#DIV/0!;-
6111;Fournitures;" 700 ";700;;-
;TOTAL DÉPENSES DE FONCTIONNEMENT;2 200;2 200;1 200;1 200
"""


def test_chapters_above_their_articles_are_checked_and_not_counted() -> None:
    reading = read_text(ACCOUNT)
    assert labels(reading) == ["Salaires", "Cotisations", "Fournitures"]
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 2200
    assert total(reading, Side.EXPENDITURE, Stage.PAID, 2023) == 1200
    assert wrong(reading) == []


def test_every_row_has_a_fate() -> None:
    assert fates(read_text(ACCOUNT)) == {
        1: "title", 2: "title", 3: "column_titles", 4: "subtotal", 5: "line", 6: "no_amount", 7: "line",
        8: "subtotal", 9: "line", 10: "total",
    }  # fmt: skip


def test_a_formula_error_is_reported_where_it_stands() -> None:
    (found,) = (problem for problem in read_text(ACCOUNT).problems if problem.kind is Kind.FORMULA_ERROR)
    assert (found.row, found.column) == (8, "5 (Mandatement)")
    assert "#DIV/0!" in found.text


def test_a_line_knows_its_chapter_section_and_programme() -> None:
    line = line_named(read_text(ACCOUNT.replace("SECTION", "Programme II : Santé\nSECTION")), "Salaires")
    assert line.parents == (Head("60", "Charges du personnel"),)
    assert line.section is Section.OPERATION
    assert line.programme is not None
    assert (line.programme.code, line.programme.name) == ("2", "Santé")


def test_a_chapter_whose_articles_have_no_amounts_is_the_line_itself() -> None:
    reading = read_text("Compte;Libellé;Budget 2023\n60;Personnel;500\n6011;Salaires;\n6012;Primes;\n61;Achats;20\n")
    assert labels(reading) == ["Personnel", "Achats"]
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 520


def test_a_chapter_that_follows_its_articles_is_a_subtotal_too() -> None:
    reading = read_text(
        "Compte;Libellé;Budget 2023\n6011;Salaires;300\n6012;Primes;200\n60;Personnel;500\n61;Achats;20\n"
    )
    assert labels(reading) == ["Salaires", "Primes", "Achats"]
    assert wrong(reading) == []


def test_a_code_that_stands_twice_is_reported_and_both_lines_counted() -> None:
    reading = read_text("Compte;Libellé;Budget 2023\n6111;Papier;300\n6112;Encre;50\n6111;Papier du bureau;200\n")
    (found,) = (problem for problem in reading.problems if problem.kind is Kind.CODE_TWICE)
    assert (found.row, found.values["code"], found.values["first"]) == (4, "6111", 2)
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) == 550


def test_a_row_that_says_what_part_of_another_it_is_counts_with_that_other() -> None:
    reading = read_text("Compte;Libellé;Voté 2023\n601;Eau;10\n;dont eau des écoles;4\n602;Bois;5\n;Total;15\n")
    assert (labels(reading), fates(reading)[3], wrong(reading)) == (["Eau", "Bois"], "part", [])


def test_labels_that_only_begin_like_totals_and_results_are_lines() -> None:
    reading = read_text(
        "Compte;Libellé;Budget 2023\n6021;Soldes et accessoires;10\n2132;Ensemble scolaire du Centre;20\n"
        "002;Report;5\n1064;Excédent de fonctionnement capitalisé;7\n"
    )
    assert total(reading, Side.EXPENDITURE, Stage.VOTED, 2023) + total(reading, Side.REVENUE, Stage.VOTED, 2023) == 42


def test_one_amount_a_row_is_folded_into_one_line_per_code() -> None:
    reading = read_text(
        "Code,Label,Year,Reporting Type,Amount,Revenue/Expenditure\n"
        "610,Fuel,2008,Budget,700,EXPENDITURE\n610,Fuel,2008,Actual,650,EXPENDITURE\n"
        "610,Fuel,2009,Budget,800,EXPENDITURE\n710,Taxes,2008,Budget,900,REVENUE\n710,Taxes,2008,Actual,0,REVENUE\n"
    )
    fuel, taxes = reading.lines
    assert (fuel.rows, fuel.amounts[Slot(2009, Stage.VOTED)]) == ((2, 3, 4), 800)
    assert taxes.amounts == {Slot(2008, Stage.VOTED): 900, Slot(2008, Stage.COLLECTED): 0}


def test_two_amounts_for_one_line_year_and_stage_stay_two_lines() -> None:
    reading = read_text("Code,Label,Year,Budget\n610,Fuel,2008,700\n610,Fuel,2008,5\n611,Pens,2008,1\n612,Ink,2008,1\n")
    assert [line.amounts[Slot(2008, Stage.VOTED)] for line in reading.lines] == [700, 5, 1, 1]
    assert Kind.CODE_TWICE in kinds(reading)


def test_an_open_document_and_a_workbook_of_the_same_rows_read_alike() -> None:
    rows = [["BUDGET PRIMITIF 2024"], ["Compte", "Libellé", "Prévisions"], [601, "Eau", 1000], [602, "Bois", 12]]
    first = read_budget(workbook({"Dépenses": rows}), "a.xlsx")
    second = read_budget(open_document(table("Dépenses", rows)), "a.ods")
    assert first.lines == second.lines
    assert first.skipped == second.skipped


def test_columns_read_another_way_by_a_person_are_read_that_way() -> None:
    data = "Compte;Libellé;Budget 2023;Truc\n601;Eau;10;7\n".encode()
    first = read_budget(data, "a.csv")
    assert [column.role for column in first.sheets[0].columns][3] is Role.UNKNOWN
    order = SheetOrder(columns={3: ColumnOrder(Role.AMOUNT, Stage.PAID, 2023)})
    second = read_budget(data, "a.csv", orders={0: order})
    assert line_named(second, "Eau").amounts == {Slot(2023, Stage.VOTED): 10, Slot(2023, Stage.PAID): 7}


def test_the_document_says_what_it_seems_to_be() -> None:
    facts = read_text(
        "COMMUNE DE KOLLE\nPROJET DE BUDGET 2025 (en F CFA)\nCompte;Libellé;Prévisions\n601;Eau;10\n"
    ).document
    assert (facts.title, facts.authority) == ("PROJET DE BUDGET 2025 (en F CFA)", "COMMUNE DE KOLLE")
    assert (facts.kind, facts.status, facts.currency, facts.years) == ("budget", "draft", "CFA", (2025,))
    account = read_text(ACCOUNT).document
    assert (account.kind, account.status) == ("account", "executed")


def test_what_is_no_budget_gives_no_lines_and_a_problem() -> None:
    assert kinds(read_budget(b"%PDF-1.7", "a.pdf")) == {Kind.UNREADABLE}
    reading = read_text("Bonjour,\nvoici le budget.\n")
    assert (reading.lines, Kind.NO_TABLE in kinds(reading)) == ((), True)
