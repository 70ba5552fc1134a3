"""What is known of a line while it works: that it rests after failing, what money is left on it, whom it holds back."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Minor, SerialKey, When


class LineRest(Base):
    """That a line failed `since` then, and until when its messages go by another line where one can carry them.

    `reason` is a gateway's word; `times` counts the rests that followed one another.
    """

    __tablename__ = "line_rest"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(200))
    times: Mapped[int] = mapped_column(Integer, default=1)
    since: Mapped[When]
    until: Mapped[When]


class LineBalance(Base):
    """What was left on a line's account when its company was asked; the newest of a line is what is left now.

    `amount` is in thousandths of the `unit`, a currency (ISO 4217) or `SMS` where a bundle of messages was bought; it
    is empty where the company did not tell, and `error` says why.
    """

    __tablename__ = "line_balance"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    asked_at: Mapped[When] = mapped_column(primary_key=True)
    amount: Mapped[Minor | None]
    unit: Mapped[str | None] = mapped_column(String(8))
    error: Mapped[str | None] = mapped_column(String(200))


class HoldReason(StrEnum):
    """Why numbers are held back: very many of one block wrote at once, or answering them is dear on purpose."""

    ADJACENT = "adjacent"
    PREMIUM = "premium"


class HeldNumbers(Base):
    """Numbers that share their beginning and get no reply on a line until staff release them.

    `block` is a keyed hash of that beginning, `shown` the beginning itself as ciphertext. `numbers` is how many of them
    had written when they were held back. What confirms an act of theirs waits in the outbox, as `OutboxState.HELD`.
    Released once, they are held back no more.
    """

    __tablename__ = "held_numbers"
    __table_args__ = (UniqueConstraint("line_id", "block"),)

    id: Mapped[SerialKey]
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    block: Mapped[Key]
    shown: Mapped[bytes] = mapped_column(LargeBinary)
    reason: Mapped[HoldReason] = mapped_column(String(16))
    numbers: Mapped[int] = mapped_column(Integer, default=1)
    since: Mapped[When]
    released_at: Mapped[When | None]
