"""Published money: documents, their lines, programmes, and who asked about them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Prose, Record, SerialKey, When


class BudgetStatus(StrEnum):
    """How far a budget has come; every answer quotes it."""

    DRAFT = "draft"
    DEBATED = "debated"
    VOTED = "voted"
    APPROVED = "approved"
    AMENDED = "amended"
    EXECUTED = "executed"


class BudgetDocument(Base):
    """One budget or account of one fiscal year: its status, its date, its source, whether citizens may see it."""

    __tablename__ = "budget_document"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    title: Mapped[Name]
    year: Mapped[int] = mapped_column(Integer)
    status: Mapped[BudgetStatus] = mapped_column(String(16))
    dated_on: Mapped[date | None] = mapped_column(Date)
    source: Mapped[Name]
    source_digest: Mapped[str] = mapped_column(String(64))
    report: Mapped[Record]
    published: Mapped[bool] = mapped_column(Boolean, default=True)
    withdrawn_at: Mapped[When | None]
    imported_at: Mapped[When]


class Programme(Base):
    """A programme of a budget: a code, operational or support, and what it is for."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("document_id", "code"),)

    id: Mapped[SerialKey]
    document_id: Mapped[int] = mapped_column(ForeignKey("budget_document.id"), index=True)
    code: Mapped[str] = mapped_column(String(16))
    name: Mapped[Name]
    is_support: Mapped[bool] = mapped_column(Boolean, default=False)
    objective: Mapped[Prose | None]


class BudgetLine(Base):
    """One line of a document, standing on several axes at once; `amounts` maps stages to minor units."""

    __tablename__ = "budget_line"
    __table_args__ = (Index("ix_budget_line_topic", "document_id", "topic"),)

    id: Mapped[SerialKey]
    document_id: Mapped[int] = mapped_column(ForeignKey("budget_document.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    side: Mapped[Key]
    section: Mapped[Key | None]
    nature: Mapped[Key | None]
    topic: Mapped[str | None] = mapped_column(String(32))
    code: Mapped[str | None] = mapped_column(String(64))
    label: Mapped[Prose]
    sheet: Mapped[Name | None]
    row: Mapped[int | None] = mapped_column(Integer)
    amounts: Mapped[Record]


class BudgetInquiry(Base):
    """One request for budget information: a contact, a topic and a day count once, menu steps never."""

    __tablename__ = "budget_inquiry"
    __table_args__ = (UniqueConstraint("contact_id", "topic", "day"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    topic: Mapped[Key]
    day: Mapped[date] = mapped_column(Date)
    channel: Mapped[Key]
    language: Mapped[str] = mapped_column(String(16))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    year: Mapped[int | None] = mapped_column(Integer)
    answered: Mapped[bool] = mapped_column(Boolean, default=True)
