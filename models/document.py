"""What the commune publishes, and the associations taking part."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import JSON, Date, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Prose, SerialKey, When


class DocumentCategory(StrEnum):
    """What kind of document was produced."""

    BUDGET = "budget"
    ACCOUNT = "account"
    REPORT = "report"
    GUIDE = "guide"
    CIVIC_GUIDE = "civic_guide"
    MINUTES = "minutes"
    OTHER = "other"


class Document(Base):
    """A document produced and published: a file kept under our own name, or a link.

    `told_at` is when those who follow documents were told of it, once for ever; `told` is how many messages
    were written to them until now. `budgets` are the numbers of the budgets that a citizen budget was made from.
    """

    __tablename__ = "document"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    title: Mapped[Name]
    category: Mapped[DocumentCategory] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))
    dated_on: Mapped[date] = mapped_column(Date)
    link: Mapped[Prose | None]
    file_name: Mapped[Name | None]
    stored_as: Mapped[Key | None]
    size: Mapped[int | None] = mapped_column(Integer)
    budgets: Mapped[list[int]] = mapped_column(JSON, default=list)
    published_at: Mapped[When]
    withdrawn_at: Mapped[When | None]
    told_at: Mapped[When | None]
    told: Mapped[int] = mapped_column(Integer, default=0)


class DocumentFollower(Base):
    """A contact who wants to hear of each new document of a commune, and the line to tell them on."""

    __tablename__ = "document_follower"

    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    made_at: Mapped[When]


class Association(Base):
    """A civil-society organisation known to the commune; `contact` is how it is reached, sealed and never public."""

    __tablename__ = "association"
    __table_args__ = (UniqueConstraint("commune_id", "name"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    name: Mapped[Name]
    field: Mapped[Name | None]
    contact: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[When]


class Participation(Base):
    """An association took part in a cycle or in a public session, one of the two, on a day, in some way."""

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("association_id", "cycle_id", "role"),
        UniqueConstraint("association_id", "session_id"),
    )

    id: Mapped[SerialKey]
    association_id: Mapped[int] = mapped_column(ForeignKey("association.id"), index=True)
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("public_session.id"), index=True)
    role: Mapped[Name]
    day: Mapped[date] = mapped_column(Date)
