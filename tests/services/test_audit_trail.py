"""The trail: a chain that shows every change, also with several writers at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, delete, text, update
from sqlalchemy.orm import Session

from models import AuditEntry
from services.audit import NO_SEAL, check_chain, record, trail_of
from services.house import House
from services.unit_of_work import UnitOfWork


def write(house: House, number: int) -> int:
    details = {"état": "reçu", "n": number, "list": [1, None, True]}
    return house.work.write(
        lambda db: record(db, house, act="tried", subject="thing", subject_id=number, details=details).id
    )


def test_an_empty_chain_is_whole(house: House) -> None:
    check = house.work.read(check_chain)
    assert (check.is_whole, check.entries, check.head) == (True, 0, NO_SEAL)


def test_each_entry_seals_the_one_before(house: House) -> None:
    for number in range(5):
        write(house, number)
    lines, total = house.work.read(trail_of)
    check = house.work.read(check_chain)
    assert check.is_whole and total == check.entries == 5
    assert check.head == lines[0].seal and len({line.seal for line in lines}) == 5


TAMPERINGS = {
    "an act changed": update(AuditEntry).where(AuditEntry.id == 3).values(act="other"),
    "a person changed": update(AuditEntry).where(AuditEntry.id == 3).values(subject_id="99"),
    "details changed": update(AuditEntry).where(AuditEntry.id == 3).values(details={"n": 7}),
    "an entry taken out": delete(AuditEntry).where(AuditEntry.id == 3),
    "the first taken out": delete(AuditEntry).where(AuditEntry.id == 1),
}


@pytest.mark.parametrize("change", sorted(TAMPERINGS))
def test_a_change_behind_our_back_breaks_the_chain(house: House, change: str) -> None:
    for number in range(5):
        write(house, number)
    house.work.write(lambda db: db.execute(TAMPERINGS[change]))
    assert not house.work.read(check_chain).is_whole


def test_the_chain_stays_whole_when_several_processes_write(house: House, engine: Engine) -> None:
    writers = [UnitOfWork(engine) for _ in range(4)]
    houses = [replace(house, work=work) for work in writers]
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda number: write(houses[number % 4], number), range(80)))
    for work in writers:
        work.close()
    check = house.work.read(check_chain)
    assert len(set(numbers)) == 80 and check.is_whole and check.entries == 80


def test_an_entry_falls_with_the_work_it_tells_of(house: House) -> None:
    def fail(db: Session) -> None:
        record(db, house, act="tried", subject="thing")
        db.execute(text("SELECT 1"))
        raise LookupError("not done after all")

    with pytest.raises(LookupError):
        house.work.write(fail)
    assert house.work.read(check_chain).entries == 0
