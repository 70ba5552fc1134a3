"""Promises of the commune, whatever they came of: who answers for each, by when, where it stands, what proves it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from budgeting.law.reminders import ReminderKind
from models.base import Base, Key, Name, Prose, Record, Records, SerialKey, When


class FollowUpState(StrEnum):
    """Where a promise stands; abandoned has its reason."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ABANDONED = "abandoned"


class Visibility(StrEnum):
    """Who reads a promise: everybody, staff, or who answers for it, who wrote it and administrators."""

    PUBLIC = "public"
    STAFF = "staff"
    NAMED = "named"


class FollowUpEventKind(StrEnum):
    """What happened to a promise."""

    MADE = "made"
    STATE = "state"
    NOTE = "note"
    DUE = "due"
    OWNER = "owner"
    VISIBILITY = "visibility"
    EVIDENCE = "evidence"
    CARRIED = "carried"
    WORDS = "words"


class EvidenceKind(StrEnum):
    """What proves something: a document, a figure, a photo."""

    DOCUMENT = "document"
    FIGURE = "figure"
    PHOTO = "photo"


class FollowUp(Base):
    """A promise; its `number` is one of a row that runs through the commune, R12, whatever it came of.

    `origin` is the name of a file in `services.follow_ups.origins`, `origin_id` what it came of there, `occasion` and
    `promised_on` where and when it was said. `owner` is the department or office that answers for it, public;
    `staff_id` who has it in hand, for staff alone. `state` is None until somebody says it, of a table whose words did
    not tell; `as_written` are the cells of that table. `reason` says why it was abandoned.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("commune_id", "number"),
        Index("ix_follow_up_origin", "origin", "origin_id"),
        Index("ix_follow_up_due", "commune_id", "due_on"),
    )

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"))
    number: Mapped[int] = mapped_column(Integer)
    origin: Mapped[str] = mapped_column(String(32))
    origin_id: Mapped[int | None] = mapped_column(BigInteger)
    occasion: Mapped[Name | None]
    promised_on: Mapped[date] = mapped_column(Date)
    text: Mapped[Prose]
    owner: Mapped[Name | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[FollowUpState | None] = mapped_column(String(16))
    as_written: Mapped[Record] = mapped_column(default=dict)
    reason: Mapped[Prose | None]
    done_on: Mapped[date | None] = mapped_column(Date)
    visibility: Mapped[Visibility] = mapped_column(String(8), default=Visibility.STAFF)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]
    moved_at: Mapped[When]


class FollowUpEvent(Base):
    """One step in a promise's life: who, when, why; `details` are what its kind has, and never a person.

    `is_inside` what was written while the promise was not public: its note stays for staff when it becomes so, until
    somebody chooses to show it.
    """

    __tablename__ = "follow_up_event"

    id: Mapped[SerialKey]
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
    kind: Mapped[FollowUpEventKind] = mapped_column(String(16))
    state: Mapped[FollowUpState | None] = mapped_column(String(16))
    note: Mapped[Prose | None]
    details: Mapped[Record] = mapped_column(default=dict)
    is_inside: Mapped[bool] = mapped_column(Boolean, default=False)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    happened_at: Mapped[When]


class Evidence(Base):
    """What proves a step: words, and a published document, a file that was kept, or a figure.

    `words` name a document, say what a figure counts, or what a photo shows. `figure` is in thousandths of `unit`.
    `is_inside` as of `FollowUpEvent`.
    """

    __tablename__ = "follow_up_evidence"

    id: Mapped[SerialKey]
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
    kind: Mapped[EvidenceKind] = mapped_column(String(16))
    words: Mapped[Name]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    figure: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str | None] = mapped_column(String(32))
    stored_as: Mapped[Key | None]
    file_name: Mapped[Name | None]
    size: Mapped[int | None] = mapped_column(Integer)
    is_inside: Mapped[bool] = mapped_column(Boolean, default=False)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]


class FollowUpFollower(Base):
    """A contact who wants to hear when a promise moves, and the line to tell them on."""

    __tablename__ = "follow_up_follower"

    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True, index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    made_at: Mapped[When]


class FollowUpReminder(Base):
    """A reminder that staff were given for a promised day; its key makes each come once, whichever machine runs."""

    __tablename__ = "follow_up_reminder"
    __table_args__ = (UniqueConstraint("follow_up_id", "due_on", "kind", "day"),)

    id: Mapped[SerialKey]
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"))
    kind: Mapped[ReminderKind] = mapped_column(String(32))
    day: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    reminded_at: Mapped[When]


class FollowUpTable(Base):
    """A table of promises that was read and waits for somebody to look at it; `rows` are its rows as read.

    `origin_id` is what all of them come of, where the origin knows it.
    """

    __tablename__ = "follow_up_table"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    origin: Mapped[str] = mapped_column(String(32))
    origin_id: Mapped[int | None] = mapped_column(BigInteger)
    occasion: Mapped[Name]
    promised_on: Mapped[date] = mapped_column(Date)
    visibility: Mapped[Visibility] = mapped_column(String(8))
    file_name: Mapped[Name]
    rows: Mapped[Records] = mapped_column(default=list)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]
