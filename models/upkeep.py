"""What the installation keeps for itself: early reports, marks by which its processes know it, when jobs ran, paces."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, When


class SentForm(Base):
    """A form of the panel that was taken; `key` is a hash of the form's own random mark and of what was filled in.

    The same press brought twice by an impatient finger or the network is one.
    """

    __tablename__ = "sent_form"

    key: Mapped[Key] = mapped_column(primary_key=True)
    sent_at: Mapped[When] = mapped_column(index=True)


class EarlyReport(Base):
    """A delivery report that came before our own note that the message was handed over; applied with that note."""

    __tablename__ = "early_report"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    provider_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    error: Mapped[str | None] = mapped_column(String(200))
    arrived_at: Mapped[When] = mapped_column(index=True)


class DialledSession(Base):
    """A session on a channel that has them (USSD), as long as its screens may be asked for again; not whose it is.

    `name` is a keyed hash of the provider's id of it and of the phone: an id that comes again from another phone is
    another session, where nobody else's screens are shown. `typed` is how many characters had been typed in it when its
    screens were made: the same number again is a repeat, and only what comes after them is new. `heard` counts its
    messages. `screens` is ciphertext, for they may name choices; `at` is the one that is shown, counted from 0.
    `is_over` where nothing is asked after the last of them.
    """

    __tablename__ = "dialled_session"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    name: Mapped[Key] = mapped_column(primary_key=True)
    typed: Mapped[int] = mapped_column(Integer)
    heard: Mapped[int] = mapped_column(Integer, default=0)
    screens: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[int] = mapped_column(Integer, default=0)
    is_over: Mapped[bool] = mapped_column(Boolean, default=False)
    updated_at: Mapped[When] = mapped_column(index=True)


class Probe(Base):
    """The digest of what every process must find in a shared place: a folder, or the secret."""

    __tablename__ = "probe"

    place: Mapped[Key] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


class JobRun(Base):
    """When a timed job was last done: one whose minute passed while no worker ran is caught up."""

    __tablename__ = "job_run"

    name: Mapped[Key] = mapped_column(primary_key=True)
    ran_at: Mapped[When]


class LineTrack(Base):
    """From when the next message may go on one track of a line (a SIM of a phone), whichever worker sends it.

    `sent` is how many segments went on it on `day`, where a day may bear so many and no more.
    """

    __tablename__ = "line_track"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    name: Mapped[Key] = mapped_column(primary_key=True)
    free_at: Mapped[When]
    day: Mapped[date | None] = mapped_column(Date)
    sent: Mapped[int] = mapped_column(Integer, default=0)
