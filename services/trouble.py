"""Whose fault an error of the database is: its own (a lock, a full disk, a lost connection), or the work's."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

# sqlite.org/rescode.html: BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, FULL, CANTOPEN, PROTOCOL
SQLITE_CODES = {5, 6, 7, 8, 9, 10, 13, 14, 15}
# postgresql.org/docs/current/errcodes-appendix.html: connection, rollback (deadlock), resources, object not in the
# right state (lock, shutdown), operator intervention, system error, internal error. Not 54: a value that is too long
# for an index stays too long however often it is tried.
POSTGRES_CLASSES = {"08", "40", "53", "55", "57", "58", "XX"}
# What a COMMIT can answer that says for sure that nothing was kept: locks and a full disk (after SQLITE_FULL the
# transaction is rolled back), broken constraints; deferred constraints, serialization, resources, locks.
SQLITE_UNDONE = {5, 6, 13, 19}
POSTGRES_UNDONE = {"23", "25", "40", "53", "55"}
STATEMENT_COMPLETION_UNKNOWN = "40003"
# What a value can be wrong about, and would be wrong about again: too big, a broken constraint, of another type; data
# exceptions, constraints, limits. Any other code (no such table, no permission) is a database that must be mended.
SQLITE_OF_VALUES = {18, 19, 20, 25}
POSTGRES_OF_VALUES = {"22", "23", "54"}


def may_pass(error: BaseException) -> bool:
    """Can the same work succeed later, because the database and not the work is the trouble?"""
    if isinstance(error, PoolExhausted):
        return True
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or _names_trouble(error.orig)


def is_out_of_order(error: BaseException) -> bool:
    """Is the database not as it should be, so that the same work can succeed once somebody has mended it?"""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF not in SQLITE_OF_VALUES
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(state, str) and state[:2] not in POSTGRES_OF_VALUES  # no code: the driver took no such value


def is_surely_undone(error: BaseException) -> bool:
    """Does this error of a COMMIT say that the transaction was rolled back, and not that its end is unknown?"""
    if not isinstance(error, DBAPIError) or error.connection_invalidated:
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in SQLITE_UNDONE
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(state, str) and state[:2] in POSTGRES_UNDONE and state != STATEMENT_COMPLETION_UNKNOWN


def _names_trouble(error: BaseException | None) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in SQLITE_CODES
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return state[:2] in POSTGRES_CLASSES
    return type(error).__name__ in {"OperationalError", "InterfaceError"}  # no code: it never reached the server
