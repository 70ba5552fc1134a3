"""Ballots that a member of staff types: the ballot boxes with their sheets of paper, and who entered how many a day.

No row here has a code, a voter or a choice, and no time is finer than the hour.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from budgeting.ways_in import SheetVoid
from models.base import Base, Key, Name, SerialKey, When


class BallotBox(Base):
    """A box of paper ballots: where it stood, how many sheets were found in it, who opened and who closed it."""

    __tablename__ = "ballot_box"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int] = mapped_column(Integer)
    place: Mapped[Name]
    found: Mapped[int] = mapped_column(Integer)
    opened_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[When]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    closed_at: Mapped[When | None]


class Sheet(Base):
    """One sheet found in a box: a ballot, or void for a reason; its key is random and it names nobody but who typed it.

    `words` say a reason that is not on the list.
    """

    __tablename__ = "sheet"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), index=True)
    void: Mapped[SheetVoid | None] = mapped_column(String(16))
    words: Mapped[Name | None]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    hour: Mapped[When]


class EnteredBallots(Base):
    """How many ballots a member of staff entered on a day by one way in; never which."""

    __tablename__ = "entered_ballots"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    channel: Mapped[Key] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    ballots: Mapped[int] = mapped_column(Integer)
