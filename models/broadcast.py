"""Messages to many, each for one purpose: what is sent, to whom it is still to be sent, and who asked for news."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Minor, Name, SerialKey, When


class BroadcastState(StrEnum):
    """Written by staff, sent once two people said yes, held back for a while, ended, or stopped before its end."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


class NewsReader(Base):
    """Whom the news of a commune's votes and public meetings was offered to, and who wants it, on which line.

    `offered_at` is when it was offered, once for ever; `made_at` is when they asked for it, empty while they have not.
    """

    __tablename__ = "news_reader"

    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    offered_at: Mapped[When | None]
    made_at: Mapped[When | None]


class Broadcast(Base):
    """One message to many people for one purpose; `subject_id` is the cycle, project or public session it tells of.

    `about` is what that was called when it was written. `language` is empty for everybody, `note` what staff add where
    that is allowed. `digest` names what two people said yes to. Its people are put on the list in batches: `cursor` is
    the contact up to whom that is done, `listed` how many were put on it, `listed_at` when it was complete.
    `people` and `cost` (thousandths of the minor unit) are the estimate that was agreed to. `why` is the reason for
    which it was held back or ended before everybody was written to, `watched_since` from when failures are looked at.
    """

    __tablename__ = "broadcast"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    purpose: Mapped[Key]
    subject_id: Mapped[int]
    about: Mapped[Name]
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    language: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[Name] = mapped_column(default="")
    state: Mapped[BroadcastState] = mapped_column(String(16), default=BroadcastState.DRAFT)
    digest: Mapped[str | None] = mapped_column(String(64))
    people: Mapped[int] = mapped_column(Integer, default=0)
    cost: Mapped[Minor] = mapped_column(default=0)
    cursor: Mapped[Minor] = mapped_column(default=0)
    listed: Mapped[int] = mapped_column(Integer, default=0)
    one_person: Mapped[bool] = mapped_column(Boolean, default=False)
    why: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[When]
    approved_at: Mapped[When | None]
    watched_since: Mapped[When | None]
    listed_at: Mapped[When | None]
    ended_at: Mapped[When | None]


class BroadcastText(Base):
    """The words of a broadcast on one line in one language, kept once for everybody who reads them.

    `language` is empty for people who have chosen none; what it costs depends on who reads it (`services.prices`).
    """

    __tablename__ = "broadcast_text"
    __table_args__ = (UniqueConstraint("broadcast_id", "line_id", "language"),)

    id: Mapped[SerialKey]
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    language: Mapped[str] = mapped_column(String(16), default="")
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    segments: Mapped[int] = mapped_column(Integer, default=0)


class BroadcastRecipient(Base):
    """Somebody whose turn in a broadcast has still to come; the row goes when it has, to the outbox or nowhere."""

    __tablename__ = "broadcast_recipient"
    __table_args__ = (Index("ix_broadcast_recipient_turn", "line_id", "broadcast_id", "contact_id"),)

    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True, index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    text_id: Mapped[int] = mapped_column(ForeignKey("broadcast_text.id"))
