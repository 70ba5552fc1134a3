"""What the titles of columns say, and what their content corrects."""

from __future__ import annotations

import pytest

from budgeting.accounts.amounts import Cell
from budgeting.accounts.grid import Grid
from budgeting.accounts.orders import ColumnOrder, SheetOrder
from budgeting.accounts.reading import Reading
from budgeting.accounts.stages import Section, Side, Stage
from budgeting.accounts.tables import Table, tables_of
from budgeting.accounts.titles import Role, sense_of
from tests.budgeting.accounts.examples import read_text, total


def table_of(*rows: list[Cell]) -> Table:
    return tables_of(Grid("A", [list(row) for row in rows]))[0]


def roles(table: Table) -> list[Role]:
    return [column.role for column in table.columns]


def voted(reading: Reading, year: int = 2025) -> tuple[int, int]:
    """Return what was voted of receipts and of expenditure."""
    return total(reading, Side.REVENUE, Stage.VOTED, year), total(reading, Side.EXPENDITURE, Stage.VOTED, year)


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Primitif", Stage.VOTED),
        ("Prévisions budgétaires", Stage.VOTED),
        ("Approved Budget", Stage.VOTED),
        ("الاعتمادات المفتوحة", Stage.VOTED),
        ("Additionnel 2023", Stage.ADDITIONAL),
        ("Modifications +/-", Stage.MODIFIED),
        ("Prévision définitive (1)", Stage.AMENDED),
        ("Budget révisé", Stage.AMENDED),
        ("ENGAGEMENT", Stage.COMMITTED),
        ("MANDATEMENT(2)", Stage.ORDERED),
        ("OR Admis (2)", Stage.ORDERED),
        ("PAIEMENT", Stage.PAID),
        ("Recouvrement", Stage.COLLECTED),
        ("المقبوضات", Stage.COLLECTED),
        ("2009 Actual", Stage.REALISED),
        ("Compte administratif 2022", Stage.REALISED),
        ("Reste à recouvrer", Stage.REMAINING),
        ("AE", Stage.AUTHORISED),
        ("Crédits de paiement", Stage.CREDIT),
    ],
)
def test_a_title_names_the_stage_of_its_amounts(title: str, stage: Stage) -> None:
    assert (sense_of(title).role, sense_of(title).stage) == (Role.AMOUNT, stage)


@pytest.mark.parametrize(
    ("title", "role", "rank"),
    [
        ("Compte", Role.CODE, 9),
        ("N° de compte", Role.CODE, 9),
        ("Chapitre", Role.CODE, 2),
        ("Sub-account", Role.CODE, 3),
        ("Sub-account Description", Role.LABEL, 3),
        ("Intitulé du chapitre", Role.LABEL, 2),
        ("Libellé", Role.LABEL, 9),
        ("البيان", Role.LABEL, 9),
        ("Reporting Type", Role.STAGE, 9),
        ("Revenue/Expenditure", Role.SIDE, 9),
        ("Recurrent/Investment", Role.SECTION, 9),
        ("Taux d'exécution (2/1)", Role.IGNORED, 9),
        ("Prix unitaire", Role.IGNORED, 9),
        ("Observations", Role.NOTE, 9),
        ("Département", Role.PLACE, 9),
    ],
)
def test_a_title_names_the_role_of_its_column(title: str, role: Role, rank: int) -> None:
    assert (sense_of(title).role, sense_of(title).rank) == (role, rank)


@pytest.mark.parametrize(
    ("title", "year", "offset"),
    [
        ("2008 Budget", 2008, None),
        ("Exercice 2023-2024", 2023, None),
        ("Réalisations N-1", None, -1),
        ("Prévisions N", None, 0),
        ("Évolution 2020 2023", None, None),
    ],
)
def test_a_title_names_its_year_or_its_distance_from_the_documents(
    title: str, year: int | None, offset: int | None
) -> None:
    assert (sense_of(title).year, sense_of(title).offset) == (year, offset)


def test_a_column_of_chapters_that_holds_words_is_a_column_of_labels() -> None:
    table = table_of(["Chapitre", "Montant"], ["Santé publique", 1000], ["Travaux", 2000])
    assert roles(table) == [Role.LABEL, Role.AMOUNT]


def test_numbers_of_order_are_no_codes() -> None:
    table = table_of(["N°", "Projet", "Coût"], *([n, f"Projet {'abcdef'[n]}", 1000 * n] for n in range(1, 6)))
    assert roles(table) == [Role.IGNORED, Role.LABEL, Role.AMOUNT]


def test_accounts_that_follow_one_another_are_codes_all_the_same() -> None:
    table = table_of(["N°", "Libellé", "Coût"], *([n, f"Ligne {'abcdef'[n - 601]}", 1000 * n] for n in range(601, 606)))
    assert roles(table) == [Role.CODE, Role.LABEL, Role.AMOUNT]


def test_sides_and_sections_are_recognised_in_columns_without_a_title() -> None:
    rows: list[list[Cell]] = [[f"61{n}", "Eau", 10 * n, "EXPENDITURE", "RECURRENT"] for n in range(5)]
    table = table_of(["Code", "Label", "Budget 2009", None, None], *rows)
    assert roles(table)[3:] == [Role.SIDE, Role.SECTION]


def test_titles_on_two_rows_are_read_together() -> None:
    table = table_of(
        ["", "", "MANDATEMENT", "", "PAIEMENT", ""],
        ["Compte", "Libellé", "Prog 1", "Prog 2", "Prog 1", "Prog 2"],
        [60, "Achats", 1, 2, 3, 4],
    )
    read = [(column.stage, column.programme) for column in table.columns[2:]]
    assert read == [(Stage.ORDERED, "1"), (Stage.ORDERED, "2"), (Stage.PAID, "1"), (Stage.PAID, "2")]


def test_a_row_that_numbers_the_columns_belongs_to_the_titles() -> None:
    table = table_of(["Compte", "Libellé", "Voté", "Payé"], ["1", "2", "3", "4=3-2"], ["601", "Eau", "10", "5"])
    assert list(table.rows) == [2]


def test_two_lists_side_by_side_are_two_blocks_with_a_side_each() -> None:
    table = table_of(
        ["DEPENSES", "", "", "RECETTES", "", ""],
        ["Art.", "Libellé", "Prévisions", "Art.", "Libellé", "Prévisions"],
        ["60", "Achats", "10", "70", "Impôts", "20"],
    )
    assert [block.side for block in table.blocks] == [Side.EXPENDITURE, Side.REVENUE]


def test_a_label_after_the_amounts_in_another_language_opens_no_second_list() -> None:
    table = table_of(["Code", "Libellé", "Prévisions", "البيان"], ["60", "Achats", "10", "مشتريات"])
    assert len(table.blocks) == 1


def test_body_rows_whose_numbers_look_like_years_are_no_titles() -> None:
    rows: list[list[Cell]] = [[f"Ligne {n}", str(n), str(n)] for n in range(1990, 2030)]
    assert len(tables_of(Grid("A", [["Libellé", "Voté", "Payé"], *rows]))) == 1


def test_a_second_header_without_titles_of_amounts_takes_those_of_the_first() -> None:
    grid = Grid("A", [["Compte", "Libellé", "Voté"], [60, "Achats", 1], ["Compte", "Libellé", ""], [20, "Études", 2]])
    assert [column.stage for column in tables_of(grid)[1].columns] == [None, None, Stage.VOTED]


def test_a_table_without_titles_is_guessed_from_what_it_holds() -> None:
    table = table_of(["601", "Fournitures", "1 000"], ["602", "Carburant", "2 500"], ["603", "Eau", "300"])
    assert (roles(table), table.header.guessed) == ([Role.CODE, Role.LABEL, Role.AMOUNT], True)


def test_a_column_given_by_a_person_is_taken_as_given() -> None:
    grid = Grid("A", [["Code", "Libellé", "Dont part locale"], [601, "Eau", 1000], [602, "Bois", 2000]])
    order = SheetOrder(columns={2: ColumnOrder(Role.AMOUNT, Stage.VOTED, 2024)})
    (given,) = tables_of(grid, order)[0].blocks[0].amounts
    assert (given.index, given.role, given.stage, given.year) == (2, Role.AMOUNT, Stage.VOTED, 2024)


def test_expenditure_and_income_name_a_table_that_no_title_of_labels_does_and_what_is_net_is_left_out() -> None:
    reading = read_text(
        "Budget 2025\nDirectorate;Service area;Gross expenditure (£);Income (£);Net expenditure (£)\n"
        "Care;Homes;£100;(£30);£70\nCare;Visits;£200;(£50);£150\nRoads;Lights;£300;(£10);£290\n"
    )
    assert voted(reading) == (90, 600)


def test_net_spending_alone_is_spending_in_the_thousands_of_its_title() -> None:
    reading = read_text(
        "Net revenue budget by department (£000)\nDepartment;2025/26 Budget\nHousing;120\nRoads;1,380\n"
    )
    assert voted(reading) == (0, 1_500_000)


def test_a_column_of_types_of_accounts_tells_the_side() -> None:
    reading = read_text(
        "Fund;Account Type;Account;Description;2025 Budget\n1;Revenue;411;Tax;5\n1;Revenue;412;Fees;6\n"
        "1;Expense;511;Wages;8\n1;Expense;512;Paper;9\n"
    )
    assert voted(reading) == (11, 17)


@pytest.mark.parametrize(
    ("asked", "granted"),
    [
        ("Propositions du maire 2025", "Crédits votés 2025"),
        ("Crédits demandés 2025", "Crédits accordés 2025"),
        ("Requested budget 2025", "Approved budget 2025"),
        ("الاعتمادات المقترحة 2025", "الاعتمادات المقبولة 2025"),
    ],
)
def test_what_was_granted_is_read_and_what_was_asked_for_only_alone(asked: str, granted: str) -> None:
    rows = "601;Eau;9;7\n602;Sel;8;6\n603;Gaz;5;5\n"
    for titles, spent in ((f"{asked};{granted}", 18), (f"{granted};{asked}", 22)):
        assert voted(read_text(f"Compte;Libellé;{titles}\n{rows}")) == (0, spent)
    assert voted(read_text(f"Compte;Libellé;{asked}\n601;Eau;9\n602;Sel;8\n")) == (0, 17)


def test_a_column_of_the_year_before_is_of_that_year() -> None:
    reading = read_text(
        "BP 2025\nCompte;Libellé;Pour mémoire budget précédent;Vote de l'assemblée\n601;Eau;9;7\n602;Sel;8;6\n"
    )
    assert (voted(reading, 2024), voted(reading)) == ((0, 17), (0, 13))


def test_quarters_beside_their_total_are_left_out_and_a_title_of_the_whole_names_no_column() -> None:
    reading = read_text(
        "Budget 2025 de la commune\nCode;Libellé;1er trimestre;2e trimestre;3e trimestre;4e trimestre;Total annuel\n"
        "601;Carburant;1;2;3;4;10\n611;Loyer;2;2;2;2;8\n661;Salaires;5;5;5;5;20\n"
    )
    assert voted(reading) == (0, 38)


def test_codes_under_the_title_of_the_whole_are_no_amounts() -> None:
    reading = read_text("Budget 2025 de la commune\nA;B;C\n601;Carburant;1000\n611;Loyer;2000\n661;Salaires;3000\n")
    assert voted(reading) == (0, 6000)


def test_recurrent_and_development_name_amounts_and_the_vote_beside_them_is_a_code() -> None:
    reading = read_text(
        "Approved Budget FY 2024/25\nVote;Department;Recurrent;Development;Total\n3710;Health;100;50;150\n"
        "3711;Water;200;80;280\n3712;Roads;10;90;100\n;TOTAL;310;220;530\n"
    )
    assert voted(reading, 2024) == (0, 530)
    assert {line.section for line in reading.lines} == {Section.OPERATION, Section.INVESTMENT}
    assert {line.code for line in reading.lines} == {"3710", "3711", "3712"}


def test_a_column_of_what_amounts_are_worth_elsewhere_names_no_currency() -> None:
    reading = read_text("Budget 2025\nN°;Libellé;Montant en FC;Équivalent en USD\n1;Eau;5600;2\n2;Écoles;8400;3\n")
    assert (reading.document.currency, voted(reading)) == ("CDF", (0, 14_000))
