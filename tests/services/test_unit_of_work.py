from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import SerializationFailure
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from models import Role
from services.database import open_database
from services.piece import ring_after_commit
from services.unit_of_work import Busy, UnitOfWork, Unsure
from tests.lost_commits import lost_commits

ON_POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer


def add(session: Session, name: str) -> str:
    session.add(Role(name=name))
    session.flush()
    return name


def names(work: UnitOfWork) -> set[str]:
    return work.read(lambda session: set(session.scalars(text("SELECT name FROM role"))))


def names_in(session: Session) -> set[str]:
    return set(session.scalars(text("SELECT name FROM role")))


class Gate:
    """Holds the writer inside a piece of work until opened, so that the next ones queue up behind it."""

    def __init__(self, work: UnitOfWork, pool: ThreadPoolExecutor) -> None:
        self._entered, self._open = threading.Event(), threading.Event()
        self._held = pool.submit(work.write, self._hold)
        assert self._entered.wait(10)

    def _hold(self, session: Session) -> None:
        self._entered.set()
        assert self._open.wait(10)

    def open(self) -> None:
        self._open.set()
        self._held.result(10)


def test_nobody_else_on_the_machine_reads_the_file_nor_what_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "palabre.sqlite"
    path.touch(mode=0o644)  # of an earlier version
    for _time in range(2):
        engine = open_database(f"sqlite:///{path}")
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS kept (one TEXT)"))
            connection.execute(text("INSERT INTO kept VALUES ('a')"))
            found = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
        assert found == {f"palabre.sqlite{end}": 0o600 for end in ("", "-wal", "-shm")}
        engine.dispose()
        path.unlink()


def test_pieces_that_queued_up_share_one_commit(engine: Engine) -> None:
    work = UnitOfWork(engine)
    commits: list[object] = []
    with ThreadPoolExecutor(12) as pool:
        gate = Gate(work, pool)
        waiting = [pool.submit(work.write, lambda session, n=n: add(session, f"r{n}")) for n in range(10)]
        while work._queue.qsize() < 10:
            pass
        event.listen(engine, "commit", commits.append)
        gate.open()
        assert [found.result(10) for found in waiting] == [f"r{n}" for n in range(10)]
    work.close()
    assert len(commits) == 2  # the gate's and the group's
    assert len(names(work)) == 10


def test_a_failing_piece_rolls_back_alone(engine: Engine) -> None:
    def fail(session: Session) -> None:
        add(session, "half")
        raise KeyError("mine")

    work = UnitOfWork(engine)
    with ThreadPoolExecutor(4) as pool:
        gate = Gate(work, pool)
        good, bad, clash = (
            pool.submit(work.write, lambda session: add(session, "good")),
            pool.submit(work.write, fail),
            pool.submit(work.write, lambda session: [add(session, "twin"), add(session, "twin")]),
        )
        gate.open()
        assert good.result(10) == "good"
        with pytest.raises(KeyError, match="mine"):
            bad.result(10)
        with pytest.raises(IntegrityError):
            clash.result(10)
    work.close()
    assert names(work) == {"good"}


def test_an_error_of_the_database_never_shows_the_values(engine: Engine) -> None:
    work = UnitOfWork(engine)
    with pytest.raises(IntegrityError) as failed:
        work.write(lambda session: [add(session, "+22890112233"), add(session, "+22890112233")])
    work.close()
    assert "[SQL: INSERT" in str(failed.value)
    assert "90112233" not in str(failed.value).split("[SQL")[1]


def test_a_wrong_statement_is_the_works_own_fault_and_not_a_busy_database(engine: Engine) -> None:
    work = UnitOfWork(engine)
    wrong = text("SELECT nothing FROM nowhere")
    with pytest.raises(Exception, match="nowhere") as failed:
        work.write(lambda session: session.execute(wrong))
    assert not isinstance(failed.value, Busy)
    with pytest.raises(Exception, match="nowhere"):
        work.read(lambda session: session.execute(wrong))
    assert work.write(lambda session: add(session, "after")) == "after"
    work.close()


def test_a_broken_group_is_tried_again_one_by_one(engine: Engine) -> None:
    broken: list[int] = []

    def break_once(_connection: object) -> None:
        if not broken:
            broken.append(1)
            raise OperationalError("COMMIT", {}, SerializationFailure("the database chose another"))

    work = UnitOfWork(engine)
    event.listen(engine, "commit", break_once)
    with ThreadPoolExecutor(4) as pool:
        results = [pool.submit(work.write, lambda session, n=n: add(session, f"r{n}")) for n in range(3)]
        assert [found.result(10) for found in results] == ["r0", "r1", "r2"]
    event.remove(engine, "commit", break_once)
    work.close()
    assert broken
    assert names(work) == {"r0", "r1", "r2"}


def test_a_write_whose_commit_got_no_answer_is_not_done_twice(engine: Engine) -> None:
    runs: list[str] = []
    work = UnitOfWork(engine)
    with lost_commits(engine, 1), pytest.raises(Unsure):
        work.write(lambda session: [runs.append("x"), session.add(Role(name=f"r{len(runs)}"))])
    work.close()
    assert runs == ["x"]
    assert names(work) == {"r1"}  # it was kept: only the answer was lost


def test_a_repeatable_write_whose_commit_got_no_answer_finds_its_own_traces(engine: Engine) -> None:
    def add_once(session: Session) -> str:
        if session.scalar(text("SELECT count(*) FROM role WHERE name = 'once'")):
            return "there already"
        return add(session, "once")

    work = UnitOfWork(engine)
    with lost_commits(engine, 1):
        assert work.write(add_once, is_repeatable=True) == "there already"
    work.close()
    assert names(work) == {"once"}


def test_a_repeatable_write_that_never_gets_an_answer_is_unsure(engine: Engine) -> None:
    work = UnitOfWork(engine)
    with lost_commits(engine, 9), pytest.raises(Unsure):
        work.write(lambda session: session.scalar(text("SELECT count(*) FROM role")), is_repeatable=True)
    work.close()


def test_in_a_group_that_got_no_answer_each_piece_hears_its_own_truth(engine: Engine) -> None:
    def fail(session: Session) -> None:
        add(session, "half")
        raise KeyError("mine")

    work = UnitOfWork(engine)
    with ThreadPoolExecutor(4) as pool:
        gate = Gate(work, pool)
        plain = pool.submit(work.write, lambda session: add(session, "plain"))
        failing = pool.submit(work.write, fail)
        repeatable = pool.submit(work.write, lambda session: names_in(session), is_repeatable=True)
        while work._queue.qsize() < 3:
            pass
        with lost_commits(engine, 2, answered=1):  # the gate's own commit is answered
            gate.open()
            with pytest.raises(Unsure):
                plain.result(10)
            with pytest.raises(KeyError, match="mine"):
                failing.result(10)
            assert repeatable.result(10) == {"plain"}
    work.close()
    assert names(work) == {"plain"}


def test_work_that_does_not_end_in_time_is_unsure(engine: Engine) -> None:
    go_on = threading.Event()
    work = UnitOfWork(engine)
    with pytest.raises(Unsure):
        work.write(lambda session: [add(session, "slow"), go_on.wait(10)], timeout=0.3)
    go_on.set()
    work.close()
    assert names(work) == {"slow"}


@ON_POSTGRES
def test_a_server_that_ends_the_connection_at_the_commit_leaves_the_write_unsure(engine: Engine) -> None:
    def end(connection: Connection) -> None:
        own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with psycopg.connect(str(engine.url).replace("+psycopg", ""), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [own])

    work = UnitOfWork(engine)
    event.listen(engine, "commit", end)
    with pytest.raises(Unsure):
        work.write(lambda session: add(session, "x"))
    event.remove(engine, "commit", end)
    assert work.write(lambda session: add(session, "y")) == "y"
    work.close()
    assert names(work) == {"y"}


def test_nobody_is_answered_before_the_commit_and_readers_see_nothing_unfinished(engine: Engine) -> None:
    work = UnitOfWork(engine)
    with ThreadPoolExecutor(4) as pool:
        inside, go_on = threading.Event(), threading.Event()

        def slow(session: Session) -> str:
            add(session, "slow")
            inside.set()
            assert go_on.wait(10)
            return "done"

        found = pool.submit(work.write, slow)
        assert inside.wait(10)
        assert not found.done()
        assert names(work) == set()
        go_on.set()
        assert found.result(10) == "done"
        assert names(work) == {"slow"}
    work.close()


def test_the_bell_rings_only_for_a_commit_that_asked_for_it(engine: Engine) -> None:
    rings: list[int] = []
    work = UnitOfWork(engine, after_commit=lambda: rings.append(1))
    work.write(lambda session: add(session, "silent"))
    assert rings == []
    work.write(ring_after_commit)
    work.close()
    assert rings == [1]


def test_a_bell_that_fails_undoes_nothing(engine: Engine) -> None:
    def fall() -> None:
        raise ConnectionError

    def ring(session: Session) -> str:
        ring_after_commit(session)
        return add(session, "kept")

    work = UnitOfWork(engine, after_commit=fall)
    assert work.write(ring) == "kept"
    assert work.write(lambda session: add(session, "next")) == "next"
    work.close()


def test_closing_finishes_what_is_queued_and_takes_nothing_more(engine: Engine) -> None:
    work = UnitOfWork(engine)
    with ThreadPoolExecutor(8) as pool:
        gate = Gate(work, pool)
        waiting = [pool.submit(work.write, lambda session, n=n: add(session, f"r{n}")) for n in range(4)]
        while work._queue.qsize() < 4:
            pass
        closing = pool.submit(work.close)
        gate.open()
        closing.result(20)
        assert {found.result(1) for found in waiting} == {"r0", "r1", "r2", "r3"}
    with pytest.raises(Busy):
        work.write(lambda session: add(session, "late"))


def test_work_that_waited_too_long_is_busy_and_never_done(engine: Engine) -> None:
    work = UnitOfWork(engine)
    with ThreadPoolExecutor(2) as pool:
        gate = Gate(work, pool)
        with pytest.raises(Busy):
            work.write(lambda session: add(session, "late"), timeout=0.05)
        gate.open()
    work.close()
    assert names(work) == set()


def test_a_database_that_is_away_is_busy_for_writers_and_readers() -> None:
    work = UnitOfWork(open_database("postgresql://nobody@127.0.0.1:9/nowhere"))
    with pytest.raises(Busy):
        work.write(lambda session: add(session, "x"))
    with pytest.raises(Busy):
        names(work)
    work.close()


def test_a_locked_sqlite_file_is_busy_and_heals_alone(tmp_path: Path, sqlite_template: Path) -> None:
    path = tmp_path / "palabre.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    engine, other = open_database(f"sqlite:///{path}"), open_database(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout=50"))
    work = UnitOfWork(engine)
    with other.connect().execution_options(writes=True) as connection, connection.begin(), pytest.raises(Busy):
        work.write(lambda session: add(session, "x"))
    assert work.write(lambda session: add(session, "y")) == "y"
    work.close()
    assert names(work) == {"y"}
    for opened in (engine, other):
        opened.dispose()


@ON_POSTGRES
def test_two_writers_that_lock_each_other_both_succeed(engine: Engine) -> None:
    work = UnitOfWork(engine, writers=2)
    for name in ("a", "b"):
        work.write(lambda session, name=name: add(session, name))
    meet = threading.Barrier(2, timeout=5)

    def lock(session: Session, *order: str) -> str:
        for name in order:
            session.execute(text("SELECT 1 FROM role WHERE name = :name FOR UPDATE"), {"name": name})
            if name == order[0] and not meet.broken:
                try:
                    meet.wait()
                except threading.BrokenBarrierError:
                    pass
                else:
                    meet.abort()
        return order[0]

    with ThreadPoolExecutor(2) as pool:
        one, other = (
            pool.submit(work.write, lambda s: lock(s, "a", "b")),
            pool.submit(work.write, lambda s: lock(s, "b", "a")),
        )
        assert (one.result(20), other.result(20)) == ("a", "b")
    work.close()


@ON_POSTGRES
def test_an_unknown_table_is_a_programming_error(engine: Engine) -> None:
    work = UnitOfWork(engine)
    with pytest.raises(ProgrammingError):
        work.write(lambda session: session.execute(text("SELECT 1 FROM nowhere")))
    work.close()
