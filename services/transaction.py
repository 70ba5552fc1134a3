"""One writing transaction, and what its failures say: never begun, rolled back, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine, RootTransaction

from services.trouble import is_surely_undone


class Away(Exception):
    """No transaction could be opened at all."""


class Lost(Exception):
    """The COMMIT was sent and no answer came that can be trusted: it may have been kept."""


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that is committed at the end; any error but `Lost` means that nothing was kept."""
    try:
        connection = engine.connect().execution_options(writes=True)
    except Exception as error:
        raise Away from error
    with connection:
        transaction = _begin(connection)
        try:
            yield connection
        except BaseException:
            _roll_back(transaction)
            raise
        _commit(transaction)


def _begin(connection: Connection) -> RootTransaction:
    try:
        return connection.begin()
    except Exception as error:
        raise Away from error


def _commit(transaction: RootTransaction) -> None:
    try:
        transaction.commit()
    except Exception as error:
        _roll_back(transaction)
        if is_surely_undone(error):
            raise
        raise Lost from error


def _roll_back(transaction: RootTransaction) -> None:
    with suppress(Exception):  # a lost connection has nothing to roll back on; the pool throws it away
        transaction.rollback()
