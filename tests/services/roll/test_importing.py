"""The list of voters: what a file comes to, row by row, and that nothing of it is written down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from budgeting.refusal import Refusal
from models import RollEntry, RollMark
from services.house import House
from services.roll.importing import accept_roll, batches_of, drop_roll, listed_people, stage_roll
from services.roll.lacking import votes_lacking_roll
from services.roll.reading import RollTerms, read_roll
from services.roll.reasons import RollReason, RowFault
from tests.conftest import HandClock
from tests.services.roll_town import RollDay, plant_roll_day

AFI = "+22890112233"


def why(act: Any) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return str(no.value.reason)


def before(day: RollDay, clock: HandClock) -> RollDay:
    clock.wait(hours=-2)
    return day


def test_each_row_has_its_fate(house: House, clock: HandClock) -> None:
    day = before(plant_roll_day(house, clock, age=18), clock)
    rows = day.rows(
        ("90 11 22 33", "", "12/05/1980", "x"),
        ("00228 90 44 55 66", "", "2008-04-01", ""),
        ("90778899", "", "2008-04-02", ""),
        ("90778800", "", "2008", ""),
        ("90778801", "", "", ""),
        ("12", "", "1980", ""),
        ("", "!", "1980", ""),
        ("", "", "1980", ""),
        ("+228 90112233", "", "1980", ""),
        ("", "tg-77", "1980", ""),
        ("", "tg-771", "1980", ""),
    )
    assert [(row.number, row.fault) for row in rows] == [
        (2, None),
        (3, None),
        (4, RowFault.TOO_YOUNG),
        (5, None),
        (6, RowFault.BIRTH_WRONG),
        (7, RowFault.PHONE_WRONG),
        (8, RowFault.VOTER_NUMBER_WRONG),
        (9, RowFault.NOBODY),
        (10, RowFault.TWICE),
        (11, None),
        (12, None),
    ]
    assert (rows[0].phone, rows[9].voter) == (AFI, "TG77")


def test_nobody_votes_from_a_file_before_it_is_accepted(house: House, clock: HandClock) -> None:
    day = before(plant_roll_day(house, clock), clock)
    batch = day.stage(day.rows(("90112233", "", "", "")))
    clock.wait(hours=2)
    day.sms(AFI, "VOTE 3")
    assert day.choices() == []
    where = (day.house, day.commune_id, day.cycle_id, batch)
    assert why(lambda: house.work.write(lambda db: accept_roll(db, *where, staff_id=None))) == RollReason.VOTE_OPEN

    lacks = house.work.read(lambda db: votes_lacking_roll(db, day.commune_id, clock()))
    assert [(lack.is_open, lack.file_waits, lack.people) for lack in lacks] == [(True, True, 0)]
    house.work.write(lambda db: drop_roll(db, *where, staff_id=None))
    assert house.work.read(lambda db: batches_of(db, day.cycle_id)) == []


def test_a_list_that_lets_nobody_vote_is_told_of_until_it_is_put_right(house: House, clock: HandClock) -> None:
    day = before(plant_roll_day(house, clock), clock)

    def lacks() -> list[tuple[bool, bool, int]]:
        found = house.work.read(lambda db: votes_lacking_roll(db, day.commune_id, clock()))
        return [(one.is_open, one.file_waits, one.people) for one in found]

    assert lacks() == [(False, False, 0)]
    batch = day.stage(day.rows(("90112233", "", "", "")))
    assert lacks() == [(False, True, 0)]
    day.accept(batch)
    assert lacks() == []
    clock.set(day.closes_at)
    where = (house, day.commune_id, day.cycle_id, batch)
    assert why(lambda: house.work.write(lambda db: drop_roll(db, *where, staff_id=None))) == RollReason.VOTE_OPEN


def test_a_row_without_a_zone_is_told_from_one_of_a_zone_that_is_not_there(house: House, clock: HandClock) -> None:
    day = before(plant_roll_day(house, clock, zones={3: "Zongo"}), clock)
    rows = day.rows(("90112233", "", "", "Zongo"), ("90112244", "", "", " "), ("90112255", "", "", "Paris"))
    assert [row.fault for row in rows] == [None, RowFault.ZONE_MISSING, RowFault.ZONE_UNKNOWN]


def test_a_second_file_takes_the_place_of_one_that_waited_and_refuses_who_is_listed(
    house: House, clock: HandClock
) -> None:
    day = before(plant_roll_day(house, clock), clock)
    day.stage(day.rows(("90112299", "", "", "")))
    day.accept(day.stage(day.rows(("90112233", "", "", ""))))
    day.stage(day.rows(("90112233", "", "", ""), ("90112244", "", "", "")))
    views = house.work.read(lambda db: batches_of(db, day.cycle_id))
    assert [(view.kept, view.refused, view.rows, view.is_accepted) for view in views] == [
        (1, {"row_listed": 1}, ((2, "row_listed"),), False),
        (1, {}, (), True),
    ]
    assert house.work.read(lambda db: listed_people(db, day.cycle_id)) == (1, 0)


def test_a_file_is_taken_off_the_list_again_before_the_vote(house: House, clock: HandClock) -> None:
    day = before(plant_roll_day(house, clock), clock)
    batch = day.stage(day.rows(("90112233", "", "", "")))
    day.accept(batch)
    house.work.write(lambda db: drop_roll(db, house, day.commune_id, day.cycle_id, batch, staff_id=None))
    left = house.work.read(lambda db: (list(db.scalars(select(RollEntry))), list(db.scalars(select(RollMark)))))
    assert left == ([], [])


def test_a_file_without_anybody_changes_nothing(house: House, clock: HandClock) -> None:
    day = before(plant_roll_day(house, clock), clock)
    rows = day.rows(("12", "", "", ""))
    where = (house, day.commune_id, day.cycle_id, rows)
    assert why(lambda: house.work.write(lambda db: stage_roll(db, *where, staff_id=None))) == RollReason.NOTHING_KEPT


def test_nothing_of_a_file_is_written_to_the_folders_of_the_house(
    house: House, clock: HandClock, tmp_path: Path
) -> None:
    day = before(plant_roll_day(house, clock), clock)
    day.accept(day.stage(day.rows(("90112233", "KA-991-77", "1980-05-12", ""))))
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for clear in (b"90112233", b"KA99177", b"KA-991-77", b"1980-05-12"):
            assert clear not in content, path


TERMS = RollTerms("TG", 18, None, True, {})


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04xx", b"nom;age\nAfi;3", b"\x00" * 50])
def test_a_file_that_is_no_list_is_refused_in_words(content: bytes) -> None:
    assert why(lambda: read_roll(content, "x.csv", TERMS)) in {RollReason.UNREADABLE, RollReason.NO_COLUMNS}


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6))
def test_no_content_of_cells_crashes_the_reader(rows: list[list[str]]) -> None:
    lines = [";".join(cell.replace("\n", " ").replace(";", ",") for cell in row) for row in rows]
    content = "\n".join(["telephone;carte;naissance;quartier", *lines]).encode("utf-8", "replace")
    try:
        found = read_roll(content, "x.csv", TERMS)
    except Refusal:
        return
    assert all(row.fault is not None or row.phone or row.voter for row in found)
