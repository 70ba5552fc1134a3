"""What lets others watch a vote while it runs: published heads, where they are posted, counts held against others'."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Record, Tags, When


class PublishedHead(Base):
    """The last signed head of one full hour, as it was published; it never changes and is never taken back.

    `proof` shows that the log of this head goes on where that of the one published before stopped (RFC 9162), hex.
    """

    __tablename__ = "published_head"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hour: Mapped[When]
    root: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))
    proof: Mapped[Tags]
    published_at: Mapped[When]


class ObserverChat(Base):
    """A commune's Telegram channel or group into which the heads are posted; `room_id` is the chat as a contact."""

    __tablename__ = "observer_chat"

    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    room_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))


class InboundCheck(Base):
    """What the company of a line has of one day (UTC) and what of it we lack still, or lacked and fetched late.

    `unread` are those we lack that cannot be fetched: their words are gone there too, or it is too late for them.
    `theirs` is None where it lists nothing; a phone that sends again was first asked at `asked_at`, lastly for what
    came in until `asked_until`.
    """

    __tablename__ = "inbound_check"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    theirs: Mapped[int | None] = mapped_column(Integer)
    missing: Mapped[int] = mapped_column(Integer, default=0)
    fetched: Mapped[int] = mapped_column(Integer, default=0)
    unread: Mapped[int] = mapped_column(Integer, default=0)
    asked_at: Mapped[When | None]
    asked_until: Mapped[When | None]
    checked_at: Mapped[When]


class WatchReport(Base):
    """The figures of a vote that observers look at, and what the opened ballots add after the count; no number in it
    is of fewer than five people."""

    __tablename__ = "watch_report"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    figures: Mapped[Record]
    alike: Mapped[Record | None]
    made_at: Mapped[When]
