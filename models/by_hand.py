"""Votes that a member of staff types: ballot boxes with their sheets of paper, count sheets of meetings, and how many
ballots each person entered a day.

No row here has a code, a voter or a choice that can be read without the cycle's key.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Date, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from budgeting.ways_in import SheetVoid
from models.base import Base, Key, Name, SerialKey, Tags, When


class BallotBox(Base):
    """A box of paper ballots: where it stood, how many sheets were found in it, who opened and who closed it.

    `filled_by` are all who typed anything in it, the opener first; `corrected` is how often an entered sheet was put
    right. One that a witness closed has no `closed_by`.
    """

    __tablename__ = "ballot_box"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int] = mapped_column(Integer)
    place: Mapped[Name]
    found: Mapped[int] = mapped_column(Integer)
    opened_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[When]
    filled_by: Mapped[list[int]] = mapped_column(JSON)
    corrected: Mapped[int] = mapped_column(Integer, default=0)
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


class CountSheet(Base):
    """The signed sheet of a show of hands: where and when, and who signed, by their office.

    `figures` are the people present and the hands raised, sealed under the cycle's key. Until the same was
    typed again it counts for nothing; one that a witness confirmed has no `confirmed_by`; a void one has its reason
    and is never deleted. `differed` is how often somebody typed other figures than are on it.
    """

    __tablename__ = "count_sheet"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int] = mapped_column(Integer)
    place: Mapped[Name]
    held_at: Mapped[When]
    signed: Mapped[Tags]
    figures: Mapped[bytes] = mapped_column(LargeBinary)
    entered_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[When]
    differed: Mapped[int] = mapped_column(Integer, default=0)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    confirmed_at: Mapped[When | None]
    void_reason: Mapped[Name | None]
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    voided_at: Mapped[When | None]


class EnteredBallots(Base):
    """How many ballots a member of staff entered on a day by one way in; never which."""

    __tablename__ = "entered_ballots"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    channel: Mapped[Key] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    ballots: Mapped[int] = mapped_column(Integer)
