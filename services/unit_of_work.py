"""The one place that commits.

Writers queue their work; one thread takes all that has queued up, runs each piece in its own savepoint, and commits
once before any of them is answered. A failing piece rolls back alone. Where a whole group was rolled back (a deadlock,
a full disk), each piece is tried again in a transaction of its own, so work must do nothing outside its transaction.

A connection lost during the COMMIT leaves nobody knowing. Only work declared `is_repeatable`, which finds its own
traces and does nothing twice, is tried again then; all other work is `Unsure`, and a person must look.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from services.piece import Piece, Work, WorkFailed
from services.transaction import Away, Lost, writing
from services.trouble import may_pass

T = TypeVar("T")

GROUP_LIMIT = 64
PAUSES = (0.0, 0.02, 0.1, 0.5)  # seconds before each try alone: who lost a deadlock lets the other finish


class Busy(Exception):
    """The database cannot take the work now; nothing was kept, the caller may try again."""


class Unsure(Exception):
    """The work was done, but nobody knows whether it was kept; doing it again may do it twice."""


class UnitOfWork:
    """Runs reads and writes against one database.

    `write` blocks until the work is durable and returns its result, or raises what the work raised. `read` never
    blocks a writer. `after_commit` is called once for each commit in which a work asked for it by
    `services.piece.ring_after_commit`, outside any transaction.
    """

    def __init__(self, engine: Engine, *, writers: int = 1, after_commit: Callable[[], None] | None = None) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._after_commit = after_commit or (lambda: None)
        self._writers = writers
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = False

    def write(self, work: Work[T], *, timeout: float = 60.0, is_repeatable: bool = False) -> T:
        """Run the work in a transaction and return its result once committed.

        `Busy` when the database refuses or the work could not begin in time (seconds): nothing was kept. `Unsure`
        when nobody knows how it ended. `is_repeatable` work changes nothing when it is run again after it was kept.
        """
        piece = Piece(work, is_repeatable=is_repeatable)
        self._enqueue(piece)
        try:
            result: T = piece.done.result(timeout)
        except TimeoutError:
            if piece.done.cancel():  # it has not begun and never will
                raise Busy("the writers are busy") from None
            raise Unsure("the work had begun and has not ended") from None
        return result

    def read(self, work: Work[T]) -> T:
        """Run the work in a transaction that is rolled back at the end, and return its result; `Busy` as above."""
        try:
            with self._engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
                return work(session)
        except SQLAlchemyError as error:
            if may_pass(error):
                raise Busy("the database cannot be read") from error
            raise

    def close(self) -> None:
        """Finish what is queued, then stop the writers; later writes are `Busy`."""
        with self._lock:
            self._closed = True
            threads, self._threads = self._threads, []
            for _ in threads:
                self._queue.put(None)
        for thread in threads:
            thread.join(timeout=30)

    def _enqueue(self, piece: Piece) -> None:
        with self._lock:  # nothing may be queued behind the order to stop: nobody would ever run it
            if self._closed:
                raise Busy("the unit of work is closed")
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            while len(self._threads) < self._writers:
                thread = threading.Thread(target=self._serve, name="writer", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._queue.put(piece)

    def _serve(self) -> None:
        is_stopping = False
        while not is_stopping and (first := self._queue.get()) is not None:
            group, is_stopping = self._gather(first)
            self._commit([piece for piece in group if piece.done.set_running_or_notify_cancel()])
            if any(piece.rings for piece in group):
                with suppress(Exception):  # a doorbell that fails must not undo a commit: the sweeper re-rings
                    self._after_commit()

    def _gather(self, first: Piece) -> tuple[list[Piece], bool]:
        group = [first]
        while len(group) < GROUP_LIMIT:
            try:
                piece = self._queue.get_nowait()
            except queue.Empty:
                break
            if piece is None:
                return group, True
            group.append(piece)
        return group, False

    def _commit(self, group: Sequence[Piece]) -> None:
        try:
            self._run(group)
        except Away as error:  # trying each alone would only make everybody wait longer
            for piece in group:
                piece.fail(Busy(f"the database is away: {type(error.__cause__).__name__}"))
        except Lost as error:
            for piece in group:
                self._find_out(piece, error)
        except Exception:
            for piece in group:
                self._run_alone(piece, Busy("the database refuses writes"))

    def _find_out(self, piece: Piece, lost: Lost) -> None:
        if piece.has_failed:  # its savepoint was rolled back before: it was kept in no case
            piece.settle()
        elif piece.is_repeatable:
            self._run_alone(piece, _unsure(lost))
        else:
            piece.fail(_unsure(lost))

    def _run_alone(self, piece: Piece, broken: Exception) -> None:
        for pause in PAUSES:
            time.sleep(pause)
            try:
                self._run([piece])
            except Away:
                break
            except Lost as error:
                broken = _unsure(error)
                if not piece.is_repeatable:
                    break
            except Exception as error:
                if not may_pass(error):
                    broken = error
                    break
            else:
                return
        piece.fail(broken)

    def _run(self, group: Sequence[Piece]) -> None:
        if not group:
            return
        with suppress(WorkFailed), writing(self._engine) as connection:
            for piece in group:
                piece.run_in(connection, is_alone=len(group) == 1)
        for piece in group:
            piece.settle()


def _unsure(lost: Lost) -> Unsure:
    return Unsure(f"the connection was lost during the commit: {type(lost.__cause__).__name__}")
