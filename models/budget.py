"""Published money: documents, their lines, programmes, how a commune's files are read, and who asked about them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext
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


def _first_day(context: DefaultExecutionContext) -> date:
    return date(context.get_current_parameters()["year"], 1, 1)  # type: ignore[no-untyped-call]


def _last_day(context: DefaultExecutionContext) -> date:
    return date(context.get_current_parameters()["year"], 12, 31)  # type: ignore[no-untyped-call]


class BudgetDocument(Base):
    """One budget or account of one fiscal year: its status, its date, its source, whether citizens may see it.

    `year` is the calendar year in which the fiscal year starts: January to December unless the two days say otherwise.
    `stored_as` is the file it was read from, as it is kept; `file_public` whether citizens may fetch that file.
    """

    __tablename__ = "budget_document"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    title: Mapped[Name]
    year: Mapped[int] = mapped_column(Integer)
    starts_on: Mapped[date] = mapped_column(Date, default=_first_day)
    ends_on: Mapped[date] = mapped_column(Date, default=_last_day)
    status: Mapped[BudgetStatus] = mapped_column(String(16))
    dated_on: Mapped[date | None] = mapped_column(Date)
    source: Mapped[Name]
    source_digest: Mapped[str] = mapped_column(String(64))
    stored_as: Mapped[str | None] = mapped_column(String(64))
    file_public: Mapped[bool] = mapped_column(Boolean, default=False)
    report: Mapped[Record]
    published: Mapped[bool] = mapped_column(Boolean, default=True)
    withdrawn_at: Mapped[When | None]
    imported_at: Mapped[When]


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
    chapter: Mapped[Name | None]
    topic: Mapped[str | None] = mapped_column(String(32))
    code: Mapped[str | None] = mapped_column(String(64))
    label: Mapped[Prose]
    sheet: Mapped[Name | None]
    row: Mapped[int | None] = mapped_column(Integer)
    amounts: Mapped[Record]


class BudgetHeading(Base):
    """How a commune wants the columns under these headings read; `choices` is what staff corrected, by column.

    `fingerprint` is a digest of the headings; `multiplier` what one unit of the amounts stands for.
    """

    __tablename__ = "budget_heading"
    __table_args__ = (UniqueConstraint("commune_id", "fingerprint"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    choices: Mapped[Record]
    multiplier: Mapped[int | None] = mapped_column(Integer)
    changed_at: Mapped[When]


class BudgetLineRule(Base):
    """What staff said of lines of a code or a label, to be said again at the next import.

    `trait` is what they said, `topic` or `nature`, and `value` which; `kind` is `code` or `label`; `programme` is the
    code of the programme it holds in, blank for all.
    """

    __tablename__ = "budget_line_rule"
    __table_args__ = (UniqueConstraint("commune_id", "trait", "kind", "programme", "name"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    trait: Mapped[str] = mapped_column(String(16))
    kind: Mapped[Key]
    programme: Mapped[str] = mapped_column(String(16), default="")
    name: Mapped[Name]
    value: Mapped[str] = mapped_column(String(32))
    changed_at: Mapped[When]


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
