"""Ballots that do not count yet, and how often a phone was used in a vote; both under the cycle's key alone.

Nothing here leads to a contact or to a message in, and no time is finer than the hour.
"""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, When


class WaitingBallot(Base):
    """A ballot that waits for its code to come back from the number it was sent from (levels B and D), or, without a
    `proof`, for the town hall (level D).

    `voter` is HMAC-SHA256(cycle key, E.164 number), hex; `sealed` the record of the ballot under the cycle's key;
    `proof` a keyed hash of the code and of this row's id; `is_long` of a code of eight digits. Both are empty once it
    has lapsed: the row then only says that a ballot was not confirmed, and `is_told` that its sender heard of it.
    `hour` is when its code was due. At level D, where a ballot that counts stands under no number, a row with
    `is_confirmed` says that one of it was.
    """

    __tablename__ = "waiting_ballot"
    __table_args__ = (
        Index("ix_waiting_ballot_of_voter", "cycle_id", "voter"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    voter: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    proof: Mapped[str | None] = mapped_column(String(64))
    is_long: Mapped[bool] = mapped_column(Boolean, default=False)
    wrong: Mapped[int] = mapped_column(Integer, default=0)
    hour: Mapped[When]
    is_told: Mapped[bool] = mapped_column(Boolean, default=False)
    is_confirmed: Mapped[bool] = mapped_column(Boolean, default=False)


class PhoneUse(Base):
    """How a phone was used in one vote: `voters` had their first ballot from it, `codes` were sent to it since `since`.

    `phone` is HMAC-SHA256(the phones' part of the cycle key, hash of the address), hex: no other table has it.
    """

    __tablename__ = "phone_use"
    __table_args__ = ({"sqlite_with_rowid": False},)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    phone: Mapped[str] = mapped_column(String(64), primary_key=True)
    voters: Mapped[int] = mapped_column(Integer, default=0)
    codes: Mapped[int] = mapped_column(Integer, default=0)
    since: Mapped[When]
