"""Voting codes as a commune has handed them out, and the ballots of those that were voided.

A code itself stands nowhere: only its keyed mark, which leads neither to a contact, nor to a message in, nor to the
ballot it votes under. Nothing here says whether or when a code was used.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, SerialKey, When


class CodeState(StrEnum):
    """Good for one person's vote, or good for nothing any more."""

    ISSUED = "issued"
    VOIDED = "voided"


class VoidReason(StrEnum):
    """Why a code, or a whole batch, was voided."""

    LOST = "lost"
    STOLEN = "stolen"
    MISPRINTED = "misprinted"
    NOT_HANDED_OUT = "not_handed_out"
    WRONG_PERSON = "wrong_person"


class CodeBatch(Base):
    """Codes made and printed together: how many, for which neighbourhood, and who hands them out."""

    __tablename__ = "code_batch"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int] = mapped_column(Integer)
    label: Mapped[Name]
    handed_out_by: Mapped[Name]
    size: Mapped[int] = mapped_column(Integer)
    void_reason: Mapped[VoidReason | None] = mapped_column(String(16))
    made_at: Mapped[When]


class VotingCode(Base):
    """One code: `mark` is HMAC-SHA256(the codes' part of the cycle key, code), hex.

    The ballot stands under another keyed hash of the mark. Rows are put in by their marks, not as they were printed.
    """

    __tablename__ = "voting_code"
    __table_args__ = ({"sqlite_with_rowid": False},)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("code_batch.id"), index=True)
    state: Mapped[CodeState] = mapped_column(String(16), default=CodeState.ISSUED)


class CodeTries(Base):
    """How many wrong codes came from a phone since an hour; `phone` is a keyed hash that nothing else uses.

    Those of a member of staff stand apart, under a hash that begins otherwise.
    """

    __tablename__ = "code_tries"
    __table_args__ = ({"sqlite_with_rowid": False},)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    phone: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[When] = mapped_column(index=True)
    wrong: Mapped[int] = mapped_column(Integer)


class SetAside(Base):
    """A ballot under a code that was voided, taken out of the box before it is counted; sealed as it was."""

    __tablename__ = "set_aside"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
