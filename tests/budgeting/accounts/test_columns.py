"""What the titles of columns say, and what their content corrects."""

from __future__ import annotations

import pytest

from budgeting.accounts.amounts import Cell
from budgeting.accounts.grid import Grid
from budgeting.accounts.orders import ColumnOrder, SheetOrder
from budgeting.accounts.stages import Side, Stage
from budgeting.accounts.tables import Table, tables_of
from budgeting.accounts.titles import Role, sense_of


def table_of(*rows: list[Cell]) -> Table:
    return tables_of(Grid("A", [list(row) for row in rows]))[0]


def roles(table: Table) -> list[Role]:
    return [column.role for column in table.columns]


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
