"""The closed list of voters of a vote (level D): keyed hashes alone, and who asks to be found on it.

Neither a number nor a name, a day of birth or a card stands here; a mark leads nobody without the cycle's key to a
phone, and no entry to a ballot.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Prose, Record, SerialKey, When


class UnmatchedState(StrEnum):
    """Asked to come to the town hall, found or added there, or refused for a reason."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class RollBatch(Base):
    """One imported file: how many of its rows are kept, and `faults`, why the others are not, by row number.

    Its entries are on the list once it is accepted.
    """

    __tablename__ = "roll_batch"

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    kept: Mapped[int] = mapped_column(Integer)
    faults: Mapped[Record]
    made_at: Mapped[When]
    accepted_at: Mapped[When | None]


class RollEntry(Base):
    """One person on the list; of no batch where they were added at the town hall. `zone_id` only where zones decide."""

    __tablename__ = "roll_entry"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("roll_batch.id"), index=True)
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))


class RollMark(Base):
    """A phone or a voter's number of an entry: HMAC-SHA256(the list's part of the cycle key, kind and number), hex."""

    __tablename__ = "roll_mark"
    __table_args__ = ({"sqlite_with_rowid": False},)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("roll_entry.id"), index=True)


class UnmatchedVoter(Base):
    """Somebody who voted from a phone that is not on the list: by what they are called there, and what was decided.

    Their ballot waits apart, sealed, under a keyed hash of their number. `contact_id` goes with the cycle's key.
    """

    __tablename__ = "unmatched_voter"
    __table_args__ = (
        UniqueConstraint("cycle_id", "contact_id"),
        UniqueConstraint("cycle_id", "reference"),
    )

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    reference: Mapped[str] = mapped_column(String(8))
    state: Mapped[UnmatchedState] = mapped_column(String(16), default=UnmatchedState.WAITING)
    reason: Mapped[Prose | None]
    day: Mapped[date] = mapped_column(Date)
