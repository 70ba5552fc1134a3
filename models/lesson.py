"""Lessons that a commune has written anew, where people stopped in one, and who went through one."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Record, SerialKey, When


class CommuneLesson(Base):
    """A lesson as a commune tells it in one language; with the key of a built-in lesson it takes its place.

    `draft` is what staff work on, `published` what citizens get, None while they get the built-in one or nothing.
    """

    __tablename__ = "commune_lesson"
    __table_args__ = (UniqueConstraint("commune_id", "key", "language"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    key: Mapped[Key]
    language: Mapped[str] = mapped_column(String(16))
    draft: Mapped[Record]
    published: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    published_at: Mapped[When | None]
    edited_at: Mapped[When]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class LessonPlace(Base):
    """Where a contact has come to in a lesson they have not finished; it goes when they finish or are forgotten."""

    __tablename__ = "lesson_place"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(64), primary_key=True)
    part: Mapped[int] = mapped_column(Integer)
    read_at: Mapped[When]


class LessonFinished(Base):
    """Somebody went through a lesson for the first time; without the contact once they are forgotten.

    How the questions went is told to them and kept nowhere. `is_first` of the first lesson that somebody finished:
    so many people have learned, also once it is forgotten whose each lesson was.
    """

    __tablename__ = "lesson_finished"
    __table_args__ = (UniqueConstraint("contact_id", "commune_id", "lesson"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    lesson: Mapped[Key]
    title: Mapped[Name]
    day: Mapped[date] = mapped_column(Date)
    channel: Mapped[Key]
    language: Mapped[str] = mapped_column(String(16))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    simulated: Mapped[bool] = mapped_column(Boolean, default=False)
    is_first: Mapped[bool] = mapped_column(Boolean, default=False)
