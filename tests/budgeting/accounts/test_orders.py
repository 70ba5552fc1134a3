"""What a person puts right by hand is read that way, and known again by the headings alone."""

from __future__ import annotations

import json

from budgeting.accounts.orders import ColumnOrder, SheetOrder, fingerprint_of, order_as_json, order_from_json
from budgeting.accounts.read import read_budget
from budgeting.accounts.stages import Side, Slot, Stage
from budgeting.accounts.titles import Role
from tests.budgeting.accounts.examples import labels, total, workbook

ODD = "Commune de Sambe\nAlpha;Beta;Gamma;Delta\n601;Eau;1 500;700\n602;Bois;2 500;900\n"
READ = SheetOrder(
    header_row=2,
    columns={
        0: ColumnOrder(Role.CODE),
        1: ColumnOrder(Role.LABEL),
        2: ColumnOrder(Role.AMOUNT, Stage.AMENDED, 2025),
        3: ColumnOrder(Role.AMOUNT, Stage.PAID, 2024),
    },
    multiplier=1000,
)


def test_headings_columns_stages_years_and_the_unit_are_taken_as_ordered() -> None:
    reading = read_budget(ODD.encode(), "a.csv", orders={0: READ})
    assert [dict(line.amounts) for line in reading.lines] == [
        {Slot(2025, Stage.AMENDED): 1_500_000, Slot(2024, Stage.PAID): 700_000},
        {Slot(2025, Stage.AMENDED): 2_500_000, Slot(2024, Stage.PAID): 900_000},
    ]
    assert (reading.sheets[0].header_row, reading.sheets[0].multiplier, reading.document.multiplier) == (2, 1000, 1000)


def test_a_column_ordered_to_be_ignored_gives_nothing() -> None:
    data = b"Compte;Libelle;Vote 2025;Paye 2025\n601;Eau;10;7\n"
    reading = read_budget(data, "a.csv", orders={0: SheetOrder(columns={3: ColumnOrder(Role.IGNORED)})})
    assert dict(reading.lines[0].amounts) == {Slot(2025, Stage.VOTED): 10}


def test_a_unit_ordered_wins_over_the_one_the_titles_say() -> None:
    data = "Budget 2025 (en milliers de FCFA)\nCompte;Libellé;Voté\n601;Eau;10\n602;Bois;20\n".encode()
    whole = read_budget(data, "a.csv", orders={0: SheetOrder(multiplier=1)})
    assert total(whole, Side.EXPENDITURE, Stage.VOTED, 2025) == 30
    assert total(read_budget(data, "a.csv"), Side.EXPENDITURE, Stage.VOTED, 2025) == 30_000


def test_an_order_for_one_sheet_changes_no_other() -> None:
    rows = [["Compte", "Libellé", "Voté 2025"], [601, "Eau", 10]]
    other = [["Compte", "Libellé", "Voté 2025"], [701, "Taxe", 5]]
    data = workbook({"Dépenses": rows, "Recettes": other})
    reading = read_budget(data, "a.xlsx", orders={0: SheetOrder(multiplier=1000)})
    assert [sum(line.amounts.values()) for line in reading.lines] == [10_000, 5]


def test_what_was_ordered_is_found_again_by_the_headings_wherever_they_stand() -> None:
    fingerprint = read_budget(ODD.encode(), "a.csv", orders={0: READ}).sheets[0].fingerprint
    later = "République\n\nCommune de Sambe\nALPHA;Bêta;Gamma;Delta;\n601;Eau;1;2\n611;Sable;3;4\n"
    remembered = SheetOrder(columns={**READ.columns, 2: ColumnOrder(Role.AMOUNT, Stage.VOTED, offset=0)})
    reading = read_budget(later.encode(), "b.csv", year=2026, known={fingerprint: remembered})
    assert reading.sheets[0].header_row == 4
    assert labels(reading) == ["Eau", "Sable"]
    assert reading.lines[0].amounts[Slot(2026, Stage.VOTED)] == 1


def test_headings_of_another_year_are_the_same_headings_and_others_are_not() -> None:
    assert fingerprint_of(["Compte", "Budget 2024", ""]) == fingerprint_of(["COMPTE", "budget 2025"])
    assert fingerprint_of(["Compte", "Budget 2024"]) != fingerprint_of(["Compte", "Payé 2024"])
    assert fingerprint_of(["Compte"]) == fingerprint_of([]) == ""


def test_an_order_in_hand_is_stronger_than_one_remembered() -> None:
    fingerprint = read_budget(ODD.encode(), "a.csv", orders={0: READ}).sheets[0].fingerprint
    known = {fingerprint: SheetOrder(columns={2: ColumnOrder(Role.IGNORED)})}
    reading = read_budget(ODD.encode(), "a.csv", orders={0: READ}, known=known)
    assert len(reading.lines[0].amounts) == 2


def test_an_order_survives_being_written_down() -> None:
    assert order_from_json(json.loads(json.dumps(order_as_json(READ)))) == READ


def test_a_row_of_headings_beyond_the_sheet_is_no_row() -> None:
    assert read_budget(ODD.encode(), "a.csv", orders={0: SheetOrder(header_row=99)}).sheets[0].header_row != 99


def test_what_each_column_holds_can_be_seen() -> None:
    sheet = read_budget(ODD.encode(), "a.csv", orders={0: READ}).sheets[0]
    assert (sheet.name, sheet.samples[1], sheet.lines) == ("a.csv", ("Eau", "Bois"), 2)


def test_progress_is_told_in_rows() -> None:
    heard: list[tuple[int, int]] = []
    rows = "\n".join(f"{n};Ligne {n};{n}" for n in range(1, 1500))
    read_budget(f"Compte;Libellé;Voté 2025\n{rows}\n".encode(), "a.csv", heard=lambda *step: heard.append(step))
    assert heard == sorted(heard)
    assert {whole for _, whole in heard} == {1500}
