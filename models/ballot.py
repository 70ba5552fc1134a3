"""The ballots, the turnout kept apart from them, and the public log that proves inclusion.

No column here leads to a contact or to a message in, and no time is finer than the hour.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, SerialKey, Tags, When


class LogEvent(StrEnum):
    """What an entry of the log says happened to a receipt."""

    CAST = "cast"
    REPLACED = "replaced"
    VOIDED = "voided"


class Ballot(Base):
    """The one ballot that stands for a voter in a cycle.

    `voter` is HMAC-SHA256(cycle key, E.164 number), hex. `sealed` holds the choices, the event time, the arrival
    sequence and the receipt, encrypted under the cycle's key and padded to one length. On SQLite rows lie in the order
    of their random key; on PostgreSQL they lie as they were written until the table is written anew (ADR 0004).
    """

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("cycle_id", "voter"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    voter: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    channel: Mapped[Key]
    in_grace: Mapped[bool] = mapped_column(Boolean, default=False)
    hour: Mapped[When]


class Turnout(Base):
    """One row for each voter's first ballot, naming no one; what turnout is read from."""

    __tablename__ = "turnout"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    channel: Mapped[Key]
    language: Mapped[str | None] = mapped_column(String(16))
    day: Mapped[date] = mapped_column(Date)
    simulated: Mapped[bool] = mapped_column(Boolean, default=False)


class PendingEntry(Base):
    """An entry of the log that has no number yet, so that its order says nothing about the inbox."""

    __tablename__ = "pending_entry"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    event: Mapped[LogEvent] = mapped_column(String(16))
    commitment: Mapped[str] = mapped_column(String(64))
    hour: Mapped[When]


class LogEntry(Base):
    """A numbered, permanent leaf of a cycle's log (RFC 9162)."""

    __tablename__ = "log_entry"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event: Mapped[LogEvent] = mapped_column(String(16))
    commitment: Mapped[str] = mapped_column(String(64), index=True)
    hour: Mapped[When]
    leaf: Mapped[str] = mapped_column(String(64))


class SignedHead(Base):
    """A signed root of a cycle's log: tree size, root, Ed25519 signature, public key; `signed_at` is its full hour."""

    __tablename__ = "signed_head"
    __table_args__ = (UniqueConstraint("cycle_id", "size"),)

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))
    public_key: Mapped[str] = mapped_column(String(64))
    signed_at: Mapped[When]


class LogFrontier(Base):
    """The roots of the perfect subtrees of a cycle's log, largest first, hex: what a longer tree's root needs of it.

    Only what was computed once and can be computed again from the leaves; the signed head of that size proves it.
    """

    __tablename__ = "log_frontier"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    hashes: Mapped[Tags]
