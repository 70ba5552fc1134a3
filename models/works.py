"""What is known of a project's works beside how far they are: photos, what people report and think."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Prose, SerialKey, When


class PhotoMoment(StrEnum):
    """When a photo was taken: before the works, during them, or after."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class ReportState(StrEnum):
    """What a citizen reports is open until staff close it; an answer alone does not."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class ProjectPhoto(Base):
    """A photo that staff publish; `alt` says what it shows, `size` is in bytes."""

    __tablename__ = "project_photo"

    id: Mapped[SerialKey]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    moment: Mapped[PhotoMoment] = mapped_column(String(8))
    stored_as: Mapped[Key]
    size: Mapped[int] = mapped_column(Integer)
    alt: Mapped[Name]
    made_at: Mapped[When]


class WorksReport(Base):
    """What one contact reports of a project's works; what they add goes into the same row while it has room.

    `photo` is a mark as in `services.sent_files`. `answer` is the last one they were told; `outcome` says why it was
    closed. `is_masked` once names and numbers in their words are blotted out for ever.
    """

    __tablename__ = "works_report"
    __table_args__ = (
        UniqueConstraint("commune_id", "reference"),
        Index("ix_works_report_open", "commune_id", "state"),
    )

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"), index=True)
    text: Mapped[Prose]
    photo: Mapped[Name | None]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    state: Mapped[ReportState] = mapped_column(String(16), default=ReportState.OPEN)
    outcome: Mapped[str | None] = mapped_column(String(16))
    answer: Mapped[Prose | None]
    is_masked: Mapped[bool] = mapped_column(Boolean, default=False)
    made_at: Mapped[When]
    said_at: Mapped[When]
    settled_at: Mapped[When | None]


class WorksPoll(Base):
    """The question to those who live there whether finished works serve; answers change until it closes."""

    __tablename__ = "works_poll"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[When]
    closes_at: Mapped[When]


class WorksOpinion(Base):
    """One contact who was asked: their zone, by which message, their mark from 1 to 3.

    Once the question is over nothing leads from the mark to who gave it (`services.projects.forgetting`).
    """

    __tablename__ = "works_opinion"
    __table_args__ = (UniqueConstraint("poll_id", "contact_id"),)

    id: Mapped[SerialKey]
    poll_id: Mapped[int] = mapped_column(ForeignKey("works_poll.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
    mark: Mapped[int | None] = mapped_column(Integer)
    answered_at: Mapped[When | None]
