"""One piece of work on its way through a writer, and the promise of its result."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from services.trouble import may_pass

T = TypeVar("T")
Work = Callable[[Session], T]
RINGS = "palabre rings"


def ring_after_commit(session: Session) -> None:
    """Ask the writer to ring the doorbell once this transaction is durable."""
    session.info[RINGS] = True


class WorkFailed(Exception):
    """Work that ran without a savepoint has failed, and its transaction must not be committed."""


class Piece:
    """One piece of work; `done` is settled after the commit, never before."""

    def __init__(self, work: Work[Any], *, is_repeatable: bool = False) -> None:
        self.work = work
        self.is_repeatable = is_repeatable
        self.done: Future[Any] = Future()
        self.rings = False
        self._result: Any = None
        self._error: Exception | None = None

    def run_in(self, connection: Connection, *, is_alone: bool = False) -> None:
        """Run in a savepoint; an error of the work stays with it, one of the database breaks the group.

        A piece that `is_alone` in its transaction has no savepoint: its failure is a `WorkFailed`.
        """
        self._result, self._error, self.rings = None, None, False
        savepoint = None if is_alone else connection.begin_nested()
        session = Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
        try:
            self._result = self.work(session)
            session.flush()
        except Exception as error:
            session.close()
            if may_pass(error):
                raise
            self._error = error
            if savepoint is None:
                raise WorkFailed from error
            if savepoint.is_active:  # a failed flush has rolled back already
                savepoint.rollback()
        else:
            self.rings = bool(session.info.get(RINGS))
            if savepoint is not None:
                savepoint.commit()
            session.close()

    @property
    def has_failed(self) -> bool:
        """Did the work raise an error of its own, and was it rolled back alone?"""
        return self._error is not None

    def settle(self) -> None:
        """Hand over the result or the work's own error."""
        if self._error is not None:
            self.fail(self._error)
        elif not self.done.done():
            self.done.set_result(self._result)

    def fail(self, error: BaseException) -> None:
        """Hand over an error."""
        if not self.done.done():
            self.done.set_exception(error)
