from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from budgeting.log.tree import consistency_proof, root, verify_consistency
from models import Cycle, LogEntry, PendingEntry, SignedHead
from models.ballot import LogEvent
from services.house import House
from services.unit_of_work import UnitOfWork
from services.voting.log import append_pending, is_signed, latest_head, leaves_of, run_sequencer
from tests.services.townsfolk import plant_commune, plant_cycle

HOUR = datetime(2026, 3, 31, 23, tzinfo=UTC)


def wait_in_line(session: Session, cycle: Cycle, count: int, since: int = 0) -> list[str]:
    receipts = [hashlib.sha256(f"{cycle.id}:{since + n}".encode()).hexdigest() for n in range(count)]
    for commitment in receipts:
        session.add(
            PendingEntry(
                id=os.urandom(16).hex(), cycle_id=cycle.id, event=LogEvent.CAST, commitment=commitment, hour=HOUR
            )
        )
    session.flush()
    return receipts


def commitments(session: Session, cycle: Cycle) -> list[str]:
    rows = session.query(LogEntry).filter_by(cycle_id=cycle.id).order_by(LogEntry.position)
    return [row.commitment for row in rows]


def test_entries_get_places_without_a_gap_and_a_signed_head(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        receipts = wait_in_line(session, cycle, 5)
        assert run_sequencer(session, house) == 5
        assert sorted(commitments(session, cycle)) == sorted(receipts)
        assert [row.position for row in session.query(LogEntry).order_by(LogEntry.position)] == list(range(5))
        assert session.query(PendingEntry).count() == 0
        head = latest_head(session, cycle.id)
        assert head is not None
        assert (head.size, head.root) == (5, root(leaves_of(session, cycle.id)).hex())
        assert is_signed(head)

    run(work)


def test_the_order_of_the_log_is_not_the_order_of_arrival(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        receipts = wait_in_line(session, cycle, 40)
        run_sequencer(session, house)
        assert commitments(session, cycle) != receipts  # 1 in 40! that chance does this

    run(work)


def test_the_order_of_the_log_is_not_the_order_of_the_keys_either(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        wait_in_line(session, cycle, 40)
        by_key = [row.commitment for row in session.query(PendingEntry).order_by(PendingEntry.id)]
        run_sequencer(session, house)
        assert commitments(session, cycle) != by_key

    run(work)


def test_a_longer_log_begins_with_the_shorter_one(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        wait_in_line(session, cycle, 3)
        run_sequencer(session, house)
        wait_in_line(session, cycle, 4, since=3)
        run_sequencer(session, house)
        first, second = session.query(SignedHead).order_by(SignedHead.size)
        proof = consistency_proof(leaves_of(session, cycle.id), 3)
        assert verify_consistency(3, 7, bytes.fromhex(first.root), bytes.fromhex(second.root), proof)

    run(work)


def test_each_cycle_has_its_own_log(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        one, other = plant_cycle(session, commune), plant_cycle(session, commune, "Deuxième")
        wait_in_line(session, one, 2)
        wait_in_line(session, other, 3)
        assert run_sequencer(session, house) == 5
        assert [len(leaves_of(session, cycle.id)) for cycle in (one, other)] == [2, 3]
        assert run_sequencer(session, house) == 0
        assert session.query(SignedHead).count() == 2

    run(work)


def test_a_head_of_another_root_is_not_signed(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        wait_in_line(session, cycle, 2)
        run_sequencer(session, house)
        head = latest_head(session, cycle.id)
        assert head is not None
        forged = SignedHead(
            cycle_id=head.cycle_id,
            size=head.size + 1,
            root=head.root,
            signature=head.signature,
            public_key=head.public_key,
            signed_at=head.signed_at,
        )
        assert not is_signed(forged)

    run(work)


@pytest.mark.parametrize("rounds", [3])
def test_two_workers_append_each_entry_once(house: House, engine: Engine, run: Any, rounds: int) -> None:
    cycle_id = run(lambda session: plant_cycle(session, plant_commune(session)).id)
    works = [UnitOfWork(engine), UnitOfWork(engine)]

    def sequence(work: UnitOfWork) -> int:
        return work.write(lambda session: append_pending(session, house, cycle_id))

    with ThreadPoolExecutor(2) as pool:
        for turn in range(rounds):
            run(lambda session, turn=turn: wait_in_line(session, session.get_one(Cycle, cycle_id), 20, turn * 20))
            assert sum(pool.map(sequence, works)) == 20
    for work in works:
        work.close()

    def check(session: Session) -> None:
        positions = [row.position for row in session.query(LogEntry).order_by(LogEntry.position)]
        assert positions == list(range(20 * rounds))
        assert session.query(PendingEntry).count() == 0

    run(check)
