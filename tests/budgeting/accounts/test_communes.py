"""Of a file of several communes the rows of one are read, those of the others left out and told."""

from __future__ import annotations

import pytest

from budgeting.accounts.faults import Kind
from budgeting.accounts.keeping import reading_as_json, reading_from_json
from budgeting.accounts.orders import SheetOrder, fingerprint_of, order_as_json, order_from_json
from budgeting.accounts.read import read_budget
from budgeting.accounts.reading import Reading
from services.budgets.job import Job, do_job, job_from_json

LIST = """Budget 2026;;;
Commune;Code;Libellé;Voté 2026
Tignère;601;Eau;1 500
Banyo;601;Eau;700
TIGNERE;602;Bois;2 500
Banyo;602;Bois;900
TOTAL;;;5 600
"""
BLOCKS = """Budget 2026;;;
Commune;Code;Libellé;Voté 2026
Tignère;601;Eau;1 500
;602;Bois;2 500
Banyo;601;Eau;700
;602;Bois;900
"""


def read(content: str, only: str) -> Reading:
    return read_budget(content.encode(), "a.csv", orders={0: SheetOrder(only=only)})


def amounts(reading: Reading) -> list[int]:
    return [amount for line in reading.lines for amount in line.amounts.values()]


@pytest.mark.parametrize(("only", "read_of_it"), [("Tignère", [1500, 2500]), ("banyo", [700, 900]), ("Meiganga", [])])
@pytest.mark.parametrize("content", [LIST, BLOCKS])
def test_the_rows_of_the_chosen_commune_are_read_and_no_others(content: str, only: str, read_of_it: list[int]) -> None:
    reading = read(content, only)
    assert amounts(reading) == read_of_it
    fates = {skipped.row: skipped.fate.value for skipped in reading.skipped}
    others = [row for row, fate in fates.items() if fate == "other_commune"]
    (told,) = [each for each in reading.problems if each.kind is Kind.ONE_COMMUNE]
    assert told.values == {"commune": only, "count": len(others)}
    assert len(others) + len(read_of_it) == len(content.splitlines()) - 2


def test_all_rows_are_read_where_nobody_chose_and_the_communes_are_named_for_a_choice() -> None:
    reading = read_budget(LIST.encode(), "a.csv")
    assert sum(amounts(reading)) == 5600
    assert (reading.sheets[0].communes, reading.sheets[0].only) == (("Banyo", "Tignère"), "")
    assert not any(each.kind is Kind.ONE_COMMUNE for each in reading.problems)


@pytest.mark.parametrize("title", ["Communes", "Municipalité", "Municipality", "الجماعة", "البلدية"])
def test_a_column_names_communes_in_each_language(title: str) -> None:
    assert amounts(read(LIST.replace("Commune;", f"{title};"), "Banyo")) == [700, 900]


@pytest.mark.parametrize("title", ["Quartier", "Village", "Community"])
def test_neighbourhoods_and_villages_are_the_communes_own(title: str) -> None:
    assert sum(amounts(read(LIST.replace("Commune;", f"{title};"), "Banyo"))) == 5600


def test_a_file_that_names_no_commune_is_read_whole_whoever_is_asked_for() -> None:
    content = "Code;Libellé;Voté 2026\n601;Eau;10\n602;Bois;20\n"
    assert amounts(read(content, "Banyo")) == [10, 20]


def test_the_choice_outlives_its_file_by_the_headings() -> None:
    order = order_from_json(order_as_json(SheetOrder(only="Banyo")))
    known = {fingerprint_of(["Commune", "Code", "Libellé", "Voté 2027"]): order}
    later = LIST.replace("2026", "2027")
    assert amounts(read_budget(later.encode(), "b.csv", known=known)) == [700, 900]
    before = {"header_row": None, "columns": {}, "multiplier": None}
    assert order_from_json(before) == SheetOrder()


def test_a_kept_reading_and_a_job_know_whose_rows_were_read() -> None:
    job = job_from_json(Job("a.csv", "XAF", only="Banyo").as_json())
    reading = do_job(job, LIST.encode())
    assert amounts(reading) == [700, 900]
    sheet = reading_from_json(reading_as_json(reading), reading.lines).sheets[0]
    assert (sheet.only, sheet.communes) == ("Banyo", ("Banyo", "Tignère"))
    assert not any(each.kind is Kind.MANY_COMMUNES for each in reading.problems)


def test_what_an_older_version_kept_is_of_one_commune() -> None:
    older = {name: value for name, value in Job("a.csv", "XAF").as_json().items() if name != "only"}
    assert job_from_json(older).only == ""
    reading = do_job(Job("a.csv", "XAF", only="Banyo"), LIST.encode())
    kept = reading_as_json(reading)
    for sheet in kept["sheets"]:
        del sheet["only"], sheet["communes"]
    found = reading_from_json(kept, reading.lines).sheets[0]
    assert (found.only, found.communes) == ("", ())
