"""The one place that commits.

Writers queue their work; one thread takes all that has queued up, runs each piece in its own savepoint, and commits
once before any of them is answered. A failing piece rolls back alone. Where a whole group fails (a deadlock, a full
disk), each piece is tried again in a transaction of its own, so work must be safe to run twice until it returns.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

T = TypeVar("T")
Work = Callable[[Session], T]

GROUP_LIMIT = 64
TRIES_ALONE = 4


class Busy(Exception):
    """The database cannot take the write now; nothing was kept, the caller may try again."""


class UnitOfWork:
    """Runs reads and writes against one database.

    `write` blocks until the work is durable and returns its result, or raises what the work raised. `read` never
    blocks a writer. `after_commit` is called once for each commit, outside any transaction.
    """

    def __init__(self, engine: Engine, *, writers: int = 1, after_commit: Callable[[], None] | None = None) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._after_commit = after_commit or (lambda: None)
        self._writers = writers
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = False

    def write(self, work: Work[T], *, timeout: float = 60.0) -> T:
        """Run the work in a transaction and return its result once committed; `Busy` when the database refuses."""
        job = _Job(work)
        self._start()
        self._queue.put(job)
        result: T = job.done.result(timeout)
        return result

    def read(self, work: Work[T]) -> T:
        """Run the work in a transaction that is rolled back at the end, and return its result."""
        with self._engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
            return work(session)

    def close(self) -> None:
        """Finish what is queued, then stop the writers."""
        with self._lock:
            self._closed = True
            threads, self._threads = self._threads, []
        for _ in threads:
            self._queue.put(None)
        for thread in threads:
            thread.join(timeout=30)

    def _start(self) -> None:
        if self._threads:
            return
        with self._lock:
            if self._closed:
                raise Busy("the unit of work is closed")
            while len(self._threads) < self._writers:
                thread = threading.Thread(target=self._serve, name="writer", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            group, stopping = self._gather(first)
            self._commit(group)
            if stopping:
                return

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        group = [first]
        while len(group) < GROUP_LIMIT:
            try:
                job = self._queue.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _commit(self, group: Sequence[_Job]) -> None:
        if not self._try_group(group):
            for job in group:
                self._run_alone(job)
        with suppress(Exception):  # a doorbell that fails must not undo a commit: the sweeper re-rings
            self._after_commit()

    def _try_group(self, group: Sequence[_Job]) -> bool:
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                for job in group:
                    job.run_in(connection)
        except Exception as broken:
            if len(group) == 1 and not _may_pass(broken):
                group[0].fail(broken)
                return True
            return False
        for job in group:
            job.settle()
        return True

    def _run_alone(self, job: _Job) -> None:
        for _ in range(TRIES_ALONE):
            if self._try_group([job]):
                return
        job.fail(Busy("the database refuses writes"))


class _Job:
    """One piece of work and the promise of its result."""

    def __init__(self, work: Work[Any]) -> None:
        self.work = work
        self.done: Future[Any] = Future()
        self._result: Any = None
        self._error: Exception | None = None

    def run_in(self, connection: Connection) -> None:
        """Run in a savepoint of its own; an error of the work stays with it, one of the database breaks the group."""
        self._result, self._error = None, None
        savepoint = connection.begin_nested()
        session = Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
        try:
            self._result = self.work(session)
            session.flush()
        except Exception as error:
            session.close()
            if _may_pass(error):
                raise
            if savepoint.is_active:  # a failed flush has rolled back already
                savepoint.rollback()
            self._error = error
        else:
            savepoint.commit()
            session.close()

    def settle(self) -> None:
        """Hand over the result or the work's own error, after the commit."""
        if self._error is not None:
            self.fail(self._error)
        elif not self.done.done():
            self.done.set_result(self._result)

    def fail(self, error: BaseException) -> None:
        """Hand over an error."""
        if not self.done.done():
            self.done.set_exception(error)


def _may_pass(error: BaseException) -> bool:
    """Is this a trouble of the database (lock, deadlock, disk, connection) rather than of the work?"""
    return isinstance(error, DBAPIError) and (error.connection_invalidated or _is_operational(error))


def _is_operational(error: DBAPIError) -> bool:
    return type(error).__name__ in {"OperationalError", "InterfaceError", "InternalError"}
