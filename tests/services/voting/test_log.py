from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, insert, select, text
from sqlalchemy.orm import Session

from budgeting.log.tree import consistency_proof, root, verify_consistency
from budgeting.phases import PhaseKind
from models import Cycle, LogEntry, LogFrontier, PendingEntry, Phase, SignedHead
from models.ballot import LogEvent
from models.cycle import CycleState
from services.house import House
from services.unit_of_work import UnitOfWork
from services.voting.frontier import leaves_of
from services.voting.log import (
    BATCH,
    append_batch,
    append_pending,
    cycles_waiting,
    is_signed,
    latest_head,
    next_closing,
)
from tests.conftest import HandClock
from tests.services.townsfolk import plant_commune, plant_cycle, planted

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


def run_sequencer(session: Session, house: House) -> int:
    """Append what waits in every log."""
    return sum(append_pending(session, house, cycle_id) for cycle_id in cycles_waiting(session))


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


def test_nothing_a_log_keeps_says_at_which_minute_a_lone_ballot_came(house: House, clock: HandClock, run: Any) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        for _ballot in range(2):
            clock.wait(minutes=7, seconds=11)
            wait_in_line(session, cycle, 1, since=clock().minute)
            run_sequencer(session, house)
        times = [*session.scalars(select(SignedHead.signed_at)), *session.scalars(select(LogEntry.hour))]
        assert {(one.minute, one.second, one.microsecond) for one in times} == {(0, 0, 0)}

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


def grow(session: Session, house: House, cycle: Cycle, batches: list[int]) -> list[SignedHead]:
    """Let batches of so many entries join the log one after the other; return the heads."""
    since = session.query(LogEntry).count()
    for count in batches:
        wait_in_line(session, cycle, count, since)
        since += count
        append_pending(session, house, cycle.id)
    return list(session.query(SignedHead).order_by(SignedHead.size))


def test_every_head_is_the_one_that_all_leaves_give(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        heads = grow(session, house, plant_cycle(session, plant_commune(session)), [1, 1, 2, 3, 1, 5, 8, 1, 10])
        leaves = leaves_of(session, heads[0].cycle_id)
        assert [head.size for head in heads] == [1, 2, 4, 7, 8, 13, 21, 22, 32]
        assert [head.root for head in heads] == [root(leaves[: head.size]).hex() for head in heads]
        assert all(map(is_signed, heads))

    run(work)


def test_the_next_head_reads_no_leaf_that_is_signed_already(house: House, run: Any, engine: Engine) -> None:
    asked: list[str] = []
    cycle_id = run(lambda session: plant_cycle(session, plant_commune(session)).id)
    run(lambda session: grow(session, house, session.get_one(Cycle, cycle_id), [40]))
    event.listen(engine, "before_cursor_execute", lambda _c, _u, sql, *_rest: asked.append(sql))
    run(lambda session: [wait_in_line(session, session.get_one(Cycle, cycle_id), 3, 40)])
    run(lambda session: append_pending(session, house, cycle_id))
    assert asked
    assert not [sql for sql in asked if "log_entry.leaf" in sql.split("FROM")[0] and sql.startswith("SELECT")]


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM log_frontier",
        "UPDATE log_frontier SET size = size - 1",
        "UPDATE log_frontier SET hashes = '[]'",
        "UPDATE log_frontier SET hashes = '7'",
        "UPDATE log_frontier SET hashes = '[\"zz\"]'",
        "UPDATE signed_head SET signature = '00'",
        "DELETE FROM signed_head",
    ],
)
def test_what_is_remembered_wrongly_is_computed_again(house: House, run: Any, spoil: str) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        grow(session, house, cycle, [7])
        session.execute(text(spoil))
        session.expire_all()
        head = grow(session, house, cycle, [4])[-1]
        assert (head.size, head.root) == (11, root(leaves_of(session, cycle.id)).hex())
        assert is_signed(head)

    run(work)


def test_a_frontier_of_another_tree_is_not_believed(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        one, other = plant_cycle(session, commune), plant_cycle(session, commune, "Deuxième")
        grow(session, house, one, [5])
        grow(session, house, other, [5])
        swapped = session.get_one(LogFrontier, one.id).hashes
        session.get_one(LogFrontier, other.id).hashes = swapped
        session.flush()
        wait_in_line(session, other, 2, 100)
        append_pending(session, house, other.id)
        head = latest_head(session, other.id)
        assert head is not None and head.root == root(leaves_of(session, other.id)).hex()

    run(work)


def test_a_leaf_that_was_changed_does_not_get_our_signature(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        cycle = plant_cycle(session, plant_commune(session))
        grow(session, house, cycle, [6])
        honest = leaves_of(session, cycle.id)
        session.execute(text(f"UPDATE log_entry SET leaf = '{'00' * 32}' WHERE position = 2"))
        head = grow(session, house, cycle, [2])[-1]
        now = leaves_of(session, cycle.id)
        assert head.root == root([*honest, *now[6:]]).hex() != root(now).hex()

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


def test_a_backlog_longer_than_a_statement_may_be_is_appended_whole(house: House, run: Any) -> None:
    many = 33_000  # SQLite takes 32,766 parameters, PostgreSQL 65,535

    def plant(session: Session) -> int:
        cycle = plant_cycle(session, plant_commune(session))
        row = {"cycle_id": cycle.id, "event": LogEvent.CAST, "hour": HOUR}
        rows = ({**row, "id": f"{n:032x}", "commitment": f"{n:064x}"} for n in range(many))
        session.execute(insert(PendingEntry), list(rows))
        return cycle.id

    cycle_id = run(plant)
    assert run(lambda session: append_batch(session, house, cycle_id)) == BATCH < many
    assert run(lambda session: append_pending(session, house, cycle_id)) == many - BATCH

    def check(session: Session) -> None:
        places = select(func.count(), func.max(LogEntry.position), func.count(LogEntry.commitment.distinct()))
        assert session.execute(places).one() == (many, many - 1, many)
        assert session.query(PendingEntry).count() == 0
        head = latest_head(session, cycle_id)
        assert head is not None and head.size == many
        assert head.root == root(leaves_of(session, cycle_id)).hex()

    run(check)


def test_the_next_closing_is_that_of_the_approved_vote_that_closes_first(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        for hours, state in ((5, CycleState.APPROVED), (3, CycleState.APPROVED), (1, CycleState.DRAFT)):
            cycle = plant_cycle(session, commune, f"Cycle {hours}")
            cycle.state = state
            for kind, length in ((PhaseKind.VOTE, hours), (PhaseKind.APPEAL, 2)):
                closes = HOUR + timedelta(hours=length)
                planted(session, Phase(cycle_id=cycle.id, kind=kind, opens_at=HOUR, closes_at=closes))
        assert next_closing(session, HOUR) == HOUR + timedelta(hours=3)
        assert next_closing(session, HOUR + timedelta(hours=3)) == HOUR + timedelta(hours=5)
        assert next_closing(session, HOUR + timedelta(hours=5)) is None

    run(work)
