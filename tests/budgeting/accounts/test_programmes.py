"""Programmes that a column names: by a code, by a name, or by both in one cell."""

from __future__ import annotations

import pytest

from budgeting.accounts.orders import ColumnOrder, SheetOrder
from budgeting.accounts.read import read_budget
from budgeting.accounts.reading import Reading
from budgeting.accounts.titles import Role
from tests.budgeting.accounts.examples import fates, read_text, rows_accounted, workbook

HEALTH, SCHOOLS = ("002", "Santé"), ("017", "Écoles")


def programmes(reading: Reading) -> list[tuple[str, str]]:
    return [(line.programme.code, line.programme.name) if line.programme else ("", "") for line in reading.lines]


def codes(reading: Reading) -> list[str]:
    return [line.code for line in reading.lines]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Code programme", "Programme"),
        ("CODE DU PROGRAMME", "Libellé du programme"),
        ("N° du programme", "Intitulé du programme"),
        ("Programme code", "Programme name"),
        ("Programme No.", "Program title"),
        ("رمز البرنامج", "البرنامج"),
        ("رقم البرنامج", "اسم البرنامج"),
    ],
)
def test_a_column_of_codes_of_programmes_stands_beside_their_names(code: str, name: str) -> None:
    rows = "002;Santé;601;Eau;10\n002;Santé;602;Bois;20\n017;Écoles;601;Craie;5\n"
    reading = read_text(f"Budget 2026\n{code};{name};Compte;Libellé;Voté 2026\n{rows}")
    assert programmes(reading) == [HEALTH, HEALTH, SCHOOLS]
    assert codes(reading) == ["601", "602", "601"]


@pytest.mark.parametrize("code", ["Code programme", "Programme code", "رمز البرنامج"])
def test_rows_that_bear_a_programme_alone_add_up_those_below(code: str) -> None:
    rows = "002;Santé;;;30\n002;Santé;601;Eau;10\n002;Santé;602;Bois;20\n017;Écoles;;;5\n017;Écoles;601;Craie;5\n"
    reading = read_text(f"Budget 2026\n{code};Programme;Compte;Libellé;Voté 2026\n{rows}")
    assert [fates(reading)[row] for row in (3, 6)] == ["subtotal", "subtotal"]
    assert programmes(reading) == [HEALTH, HEALTH, SCHOOLS]


def test_an_account_that_has_the_code_of_its_programme_is_a_line_of_it() -> None:
    rows = "213;Eau;213;Terrains;10\n213;Eau;602;Bois;7\n213;Eau;605;Pompe;3\n"
    reading = read_text(f"Budget 2026\nCode programme;Programme;Compte;Libellé;Voté 2026\n{rows}")
    assert programmes(reading) == [("213", "Eau")] * 3
    assert codes(reading) == ["213", "602", "605"]


def test_a_code_written_once_holds_for_the_rows_below_as_wide_codes_do() -> None:
    rows = "002;Santé;601;Eau;10\n;;602;Bois;20\n017;Écoles;601;Craie;5\n;;;Divers;1\n"
    reading = read_text(f"Budget 2026\nCode programme;Programme;Compte;Libellé;Voté 2026\n{rows}")
    assert programmes(reading) == [HEALTH, HEALTH, SCHOOLS, ("", "")]


def test_a_code_without_a_name_is_read_and_one_behind_the_accounts_is_none_of_theirs() -> None:
    rows = "601;Eau;2;10\n602;Bois;002;20\n601;Craie;17;5\n"
    reading = read_text(f"Budget 2026\nCompte;Libellé;Code programme;Voté 2026\n{rows}")
    assert programmes(reading) == [("2", ""), ("002", ""), ("17", "")]
    assert codes(reading) == ["601", "602", "601"]


def test_a_list_of_programmes_is_a_line_for_each_though_their_codes_count_from_one() -> None:
    rows = "".join(f"00{n};{name};{n}0\n" for n, name in enumerate(("Santé", "Écoles", "Eau", "Pistes", "Sport"), 1))
    reading = read_text(f"Budget 2026\nCode programme;Programme;Voté 2026\n{rows}")
    assert programmes(reading)[::4] == [("001", "Santé"), ("005", "Sport")]
    assert codes(reading) == ["001", "002", "003", "004", "005"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("002 Santé", HEALTH),
        ("002 - Santé", HEALTH),
        ("002-Santé", HEALTH),
        ("2 : Santé", ("2", "Santé")),
        ("002 — Santé", HEALTH),
        ("021 Eau", ("021", "Eau")),
        ("021 EAU", ("021", "EAU")),
        ("٠٠٢ الصحة", ("002", "الصحة")),
        ("Programme 002 : Santé", HEALTH),
        ("Programme II : Santé", ("2", "Santé")),
        ("002", ("002", "")),
        ("017-AB", ("017-AB", "")),
        ("3 salles de classe", ("", "3 salles de classe")),
        ("150 lits", ("", "150 lits")),
        ("150 سرير", ("", "150 سرير")),
        ("002 santé", ("002", "santé")),
        ("150 - lits", ("150", "lits")),
        ("Santé", ("", "Santé")),
    ],
)
def test_one_cell_holds_the_code_and_the_name(cell: str, found: tuple[str, str]) -> None:
    rows = f"{cell};601;Eau;10\n{cell};602;Bois;20\n"
    assert programmes(read_text(f"Budget 2026\nProgramme;Compte;Libellé;Voté 2026\n{rows}")) == [found, found]


@pytest.mark.parametrize(
    ("title", "cells", "found"),
    [
        ("Programme", ("150 lits", "200 tables"), ("", "")),
        ("Programme", ("002 Santé", "150 lits"), ("002", "")),
        ("Programme", ("002 santé", "150 eau"), ("002", "150")),
        ("Programme", ("101 الصحة", "102 الماء"), ("101", "102")),
        ("Programme", ("150 سرير", "3 قاعات"), ("", "")),
        ("Code et libellé du programme", ("101 santé", "102 eau"), ("101", "102")),
    ],
)
def test_three_digits_before_a_small_letter_are_a_code_where_the_column_shows_codes(
    title: str, cells: tuple[str, str], found: tuple[str, str]
) -> None:
    rows = "".join(f"{cell};60{at};Eau;10\n" for at, cell in enumerate(cells, 1))
    reading = read_text(f"Budget 2026\n{title};Compte;Libellé;Voté 2026\n{rows}")
    assert tuple(code for code, _ in programmes(reading)) == found


@pytest.mark.parametrize("title", ["Programme", "Code et libellé du programme"])
def test_one_cell_names_the_programme_and_the_line_where_nothing_else_does(title: str) -> None:
    reading = read_text(f"Budget 2026\n{title};Voté 2026\n002 Santé publique;10\n017 Écoles;5\nDivers travaux;7\n")
    assert programmes(reading) == [("002", "Santé publique"), SCHOOLS, ("", "")]


def test_a_title_over_the_whole_table_makes_no_programmes_of_its_lines() -> None:
    rows: list[list[object]] = [
        ["Programme", None, None],
        ["Code", "Libellé", "Voté 2026"],
        ["601", "Eau", 10],
        ["602", "Bois", 20],
    ]
    reading = read_budget(workbook({"A": rows}, {"A": ["A1:C1"]}), "a.xlsx")
    assert programmes(reading) == [("", ""), ("", "")]


def test_a_person_may_say_that_a_column_names_no_programme() -> None:
    content = "Code programme;Compte;Libellé;Voté 2026\n002;601;Eau;10\n002;602;Bois;20\n"
    order = SheetOrder(columns={0: ColumnOrder(Role.NOTE)})
    reading = read_budget(content.encode(), "a.csv", orders={0: order})
    assert (programmes(reading), codes(reading)) == ([("", ""), ("", "")], ["601", "602"])
    assert set(rows_accounted(reading).values()) == {1}
