"""Messages in and out, what they cost, and what nobody understood."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Minor, Prose, SerialKey, When


class InboundState(StrEnum):
    """What became of a message in: taken in a turn, put aside because the turn failed, or ignored by rule."""

    DONE = "done"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


class OutboxState(StrEnum):
    """The life of a message out; `ORDER` in `services.reports` says which step may follow which."""

    QUEUED = "queued"
    SENDING = "sending"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    DROPPED = "dropped"
    HELD = "held"


WAITING = (OutboxState.QUEUED, OutboxState.SENDING)
"""The states of a message that is still to be handed over."""


class Inbound(Base):
    """One message in, unique for ever on its line; `id` is the arrival sequence.

    `body` is ciphertext and stays empty for a ballot, an attempt at one, and every step of the vote dialogue.
    `is_erased_there`: the company that carried it has erased its words too.
    """

    __tablename__ = "inbound"
    __table_args__ = (UniqueConstraint("line_id", "provider_id"),)

    id: Mapped[SerialKey]
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    provider_id: Mapped[str] = mapped_column(String(200))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    state: Mapped[InboundState] = mapped_column(String(16))
    intent: Mapped[str | None] = mapped_column(String(32))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_erased_there: Mapped[bool] = mapped_column(Boolean, default=False)
    event_at: Mapped[When | None]
    arrived_at: Mapped[When] = mapped_column(index=True)


class Outbox(Base):
    """One message out: the promise to send it.

    `payload` is the rendered message as ciphertext; for `is_secret` rows (they name choices) it is erased on
    hand-over and never shown. `segments` is what is billed, `cost` in thousandths of the minor unit. A row is
    claimable when queued and due, or when its lease has run out. `is_unsure` once a company may have taken it without
    telling us so: it then stays on its line. `meant_line_id` is the line it was written for, where it goes by another;
    `held_id` why it is held back. One of a broadcast has no `payload` of its own: its words are those of
    `text_id`, and nobody is in a broadcast twice.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("inbound_id", "ordinal"),
        Index("ix_outbox_due", "state", "due_at"),
        Index("ix_outbox_provider", "line_id", "provider_id"),
        Index(
            "ix_outbox_broadcast",
            "broadcast_id",
            "contact_id",
            unique=True,
            sqlite_where=text("broadcast_id IS NOT NULL"),
            postgresql_where=text("broadcast_id IS NOT NULL"),
        ),
    )

    id: Mapped[SerialKey]
    inbound_id: Mapped[int | None] = mapped_column(ForeignKey("inbound.id"))
    ordinal: Mapped[int] = mapped_column(Integer, default=0)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"), index=True)
    purpose: Mapped[Key]
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey("broadcast.id"))
    text_id: Mapped[int | None] = mapped_column(ForeignKey("broadcast_text.id"))
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_secret: Mapped[bool] = mapped_column(Boolean, default=False)
    segments: Mapped[int] = mapped_column(Integer, default=0)
    cost: Mapped[Minor] = mapped_column(default=0)
    state: Mapped[OutboxState] = mapped_column(String(16), default=OutboxState.QUEUED)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[When]
    lease_until: Mapped[When | None]
    is_unsure: Mapped[bool] = mapped_column(Boolean, default=False)
    meant_line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    held_id: Mapped[int | None] = mapped_column(ForeignKey("held_numbers.id"), index=True)
    provider_id: Mapped[str | None] = mapped_column(String(200))
    error: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[When] = mapped_column(index=True)
    sent_at: Mapped[When | None]


class Redaction(Base):
    """Words that we do not keep and that the company of the line still has: of one message in or out.

    `since` is when we had ours no more; `due_at` is when the company is asked next, empty once it was asked long enough
    and keeps them. The row goes when the words are gone there. `provider_id` is empty where the message's own row has
    it.
    """

    __tablename__ = "redaction"
    __table_args__ = (Index("ix_redaction_due", "line_id", "due_at"),)

    id: Mapped[SerialKey]
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    inbound_id: Mapped[int | None] = mapped_column(ForeignKey("inbound.id"), unique=True)
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), unique=True)
    provider_id: Mapped[str | None] = mapped_column(String(200))
    since: Mapped[When]
    tries: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[When | None]


class Spending(Base):
    """What a commune's messages cost on one day of its own calendar; `cost` in thousandths of the minor unit."""

    __tablename__ = "spending"

    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    segments: Mapped[int] = mapped_column(Integer, default=0)
    cost: Mapped[Minor] = mapped_column(default=0)


class Unheard(Base):
    """Words nobody understood, kept without their sender so that staff see which words are missing.

    `first_day` and `last_day` are when they were said first and last, by the commune's calendar. `taught_id` is the
    taught word by which they are understood since: they come back to the list when it is taken back.
    """

    __tablename__ = "unheard"
    __table_args__ = (UniqueConstraint("commune_id", "language", "text"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"))
    language: Mapped[str] = mapped_column(String(16))
    text: Mapped[Prose]
    times: Mapped[int] = mapped_column(Integer, default=1)
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    settled: Mapped[bool] = mapped_column(Boolean, default=False)
    taught_id: Mapped[int | None] = mapped_column(ForeignKey("taught_word.id"), index=True)
