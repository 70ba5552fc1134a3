"""A file on its way from the form to the preview: read apart where it is long, kept, read again after a restart."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.guards import LIGHT_FILE
from budgeting.accounts.orders import ColumnOrder, SheetOrder
from budgeting.accounts.stages import Slot, Stage
from budgeting.accounts.titles import Role
from budgeting.refusal import Refusal
from models import BudgetDocument, BudgetLine
from services.budgets.accepting import Acceptance, accept_file
from services.budgets.importing import Terms
from services.budgets.job import DOUBTS
from services.budgets.kept import HEAD, LOCK, TRIES, Kept
from services.budgets.looking import look_at, read_as, send_in
from services.budgets.natures import change_nature
from services.budgets.publishing import change_topic
from services.budgets.reading_room import Underway
from services.budgets.waiting import Waiting, drop, take
from services.commune_place import Place, PlaceReason, change_place
from services.house import House
from tests.budgeting.accounts.examples import open_document
from tests.services.townsfolk import plant_commune

SHORT = "Budget 2025\nCompte;Libellé;Recettes/Dépenses;Prévisions 2025\n70;Impôts;Recettes;1500\n60;Eau;Dépenses;1500\n"
ODD = "Alpha;Beta;Gamma\n601;Eau;1500\n602;Bois;2500\n"
ORDER = SheetOrder(
    1, {0: ColumnOrder(Role.CODE), 1: ColumnOrder(Role.LABEL), 2: ColumnOrder(Role.AMOUNT, Stage.PAID)}, 1000
)


@pytest.fixture
def commune_id(house: House) -> int:
    return house.work.write(lambda session: plant_commune(session, population=1000).id)


def long_file(rows: int = 4000) -> bytes:
    lines = "".join(f"6{n:05};Ligne {n} de fournitures;{n}\n" for n in range(1, rows))
    assert len(lines) > LIGHT_FILE
    return f"Compte;Libellé;Prévisions 2025\n{lines}".encode()


def read_through(house: House, commune_id: int, key: str, seconds: float = 60) -> Kept:
    """Look again and again, as the page does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _, found = look_at(house, commune_id, key)
        if isinstance(found, Kept):
            return found
        time.sleep(0.05)
    raise AssertionError("the file was not read in time")


def plain(kept: Kept) -> Acceptance:
    return Acceptance("voted", True, "", Terms(), kept.digest)


def accept(house: House, commune_id: int, waiting: Waiting, kept: Kept) -> list[int]:
    reading = kept.reading()
    return house.work.write(
        lambda session: accept_file(session, house, commune_id, waiting, reading, plain(kept), staff_id=None)
    )


def test_a_short_file_is_read_at_once_and_its_reading_kept(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "b.csv", SHORT.encode(), None)
    _, first = look_at(house, commune_id, waiting.key)
    assert isinstance(first, Kept)
    assert (first.line_count, [line.label for line in first.lines(1, 1)]) == (2, ["Eau"])
    written = (waiting.folder / f"{waiting.key}{HEAD}").stat().st_mtime_ns
    look_at(house, commune_id, waiting.key)
    assert (waiting.folder / f"{waiting.key}{HEAD}").stat().st_mtime_ns == written


def test_a_long_file_is_read_apart_while_the_page_is_told_how_far_it_is(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "long.csv", long_file(), None)
    _, first = look_at(house, commune_id, waiting.key)
    assert isinstance(first, Underway)
    kept = read_through(house, commune_id, waiting.key)
    assert kept.line_count == 3999
    assert kept.reading().lines[-1].amounts == {Slot(2025, Stage.VOTED): 3999}


def test_a_tiny_file_that_repeats_its_rows_without_end_is_not_read_while_the_page_waits(
    house: House, commune_id: int
) -> None:
    cells = '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="300000">{cells}</table:table-row>'
    content = open_document(f'<table:table table:name="A">{row}</table:table>')
    assert len(content) < LIGHT_FILE
    waiting = send_in(house, commune_id, "tiny.ods", content, None)
    (waiting.folder / f"{waiting.key}{TRIES}").write_text("3")  # a process apart would be asked for, and is refused
    with pytest.raises(Refusal, match="budget_file_unreadable"):
        look_at(house, commune_id, waiting.key)


def test_what_a_killed_reading_left_behind_is_read_again(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "long.csv", long_file(), None)
    (waiting.folder / f"{waiting.key}{LOCK}").write_text("")  # its process is gone and holds no lock
    (waiting.folder / f"{waiting.key}{TRIES}").write_text("1")
    assert read_through(house, commune_id, waiting.key).line_count == 3999


def test_a_file_whose_reading_always_dies_is_given_up_in_words(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "long.csv", long_file(), None)
    (waiting.folder / f"{waiting.key}{TRIES}").write_text("3")
    with pytest.raises(Refusal, match="budget_file_unreadable"):
        look_at(house, commune_id, waiting.key)
    drop(house, commune_id, waiting.key)
    assert [path for path in waiting.folder.iterdir() if path.name.startswith(waiting.key)] == []


def test_a_file_put_right_is_read_again_and_its_kind_remembered_once_accepted(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "odd.csv", ODD.encode(), 2025)
    before = read_through(house, commune_id, waiting.key)
    assert before.report["document"]["multiplier"] == 1
    read_as(house, commune_id, waiting.key, {0: ORDER}, 2025)
    after = read_through(house, commune_id, waiting.key)
    assert [dict(line.amounts) for line in after.lines()] == [
        {Slot(2025, Stage.PAID): 1_500_000},
        {Slot(2025, Stage.PAID): 2_500_000},
    ]
    next_year = f"Commune de Sambe;;\n{ODD.replace('1500', '1700')}".encode()
    unknown = send_in(house, commune_id, "next.csv", next_year, 2026)
    assert Slot(2026, Stage.PAID) not in next(read_through(house, commune_id, unknown.key).lines()).amounts
    accept(house, commune_id, take(house, commune_id, waiting.key), after)
    known = send_in(house, commune_id, "next.csv", next_year, 2026)
    line = next(read_through(house, commune_id, known.key).lines())
    assert dict(line.amounts) == {Slot(2026, Stage.PAID): 1_700_000}


def change_money(house: House, commune_id: int, currency: str) -> None:
    place = Place("BJ", currency, "Africa/Porto-Novo")
    house.work.write(lambda session: change_place(session, house, commune_id, place, staff_id=None))


def test_a_file_read_in_money_that_was_set_right_since_is_refused_and_read_anew(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "b.csv", SHORT.encode(), None)
    before = read_through(house, commune_id, waiting.key)
    assert [line.amounts[Slot(2025, Stage.VOTED)] for line in before.lines()] == [1500, 1500]
    change_money(house, commune_id, "MGA")
    with pytest.raises(Refusal, match="budget_read_in_other_money"):
        accept(house, commune_id, waiting, before)
    assert house.work.read(lambda session: session.scalars(select(BudgetDocument)).all()) == []
    after = read_through(house, commune_id, waiting.key)
    assert [line.amounts[Slot(2025, Stage.VOTED)] for line in after.lines()] == [150_000, 150_000]  # in centimes
    accept(house, commune_id, waiting, after)
    with pytest.raises(Refusal, match=PlaceReason.BUDGET):
        change_money(house, commune_id, "XOF")


def test_a_change_of_money_that_is_not_kept_leaves_the_files_that_wait(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "b.csv", SHORT.encode(), None)
    before = read_through(house, commune_id, waiting.key)

    def change_and_fail(session: Session) -> None:
        change_place(session, house, commune_id, Place("BJ", "MGA", "Africa/Porto-Novo"), staff_id=None)
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        house.work.write(change_and_fail)
    assert accept(house, commune_id, take(house, commune_id, waiting.key), before)


def test_another_commune_learns_nothing_of_it(house: House, commune_id: int) -> None:
    waiting = send_in(house, commune_id, "odd.csv", ODD.encode(), 2025)
    read_as(house, commune_id, waiting.key, {0: ORDER}, 2025)
    accept(house, commune_id, take(house, commune_id, waiting.key), read_through(house, commune_id, waiting.key))
    other = house.work.write(lambda session: plant_commune(session, "other").id)
    theirs = send_in(house, other, "odd.csv", ODD.encode(), 2025)
    assert read_through(house, other, theirs.key).report["document"]["multiplier"] == 1


def test_gross_errors_are_seen_against_the_people_and_the_year_before(house: House, commune_id: int) -> None:
    last = SHORT.replace("1500", "1500000").replace("2025", "2024").encode()
    waiting = send_in(house, commune_id, "2024.csv", last, None)
    accept(house, commune_id, waiting, read_through(house, commune_id, waiting.key))
    now = send_in(house, commune_id, "2025.csv", SHORT.encode(), None)
    kinds = [problem["kind"] for problem in read_through(house, commune_id, now.key).report["problems"]]
    assert kinds.count("per_head") == kinds.count("side_jump") == 2


def test_what_people_settled_before_is_no_point_to_look_at_again(house: House, commune_id: int) -> None:
    rows = "Compte;Libellé;Voté {0}\n601;Eau et électricité;3\n701;Taxes;9\n2182;Carburant;2\n2131;Bâtiments;1\n"

    def doubts(year: int) -> list[str]:
        waiting = send_in(house, commune_id, f"{year}.csv", rows.format(year).encode(), None)
        kept = read_through(house, commune_id, waiting.key)
        accept(house, commune_id, waiting, kept)
        return [each["kind"] for each in kept.report["problems"] if each["kind"] in DOUBTS]

    assert sorted(doubts(2024)) == ["code_against_words", "several_topics"]

    def settle(session: Session) -> None:
        for line in session.scalars(select(BudgetLine).where(BudgetLine.side == "expenditure")):
            change_topic(session, house, commune_id, line.document_id, [line.id], "administration", staff_id=None)
            change_nature(session, house, commune_id, line.document_id, [line.id], "goods_services", staff_id=None)

    house.work.write(settle)
    assert doubts(2025) == []
