"""What the installation keeps for itself: reports that came too early, marks by which its processes know it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, When


class EarlyReport(Base):
    """A delivery report that came before our own note that the message was handed over; applied with that note."""

    __tablename__ = "early_report"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    provider_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    error: Mapped[str | None] = mapped_column(String(200))
    arrived_at: Mapped[When] = mapped_column(index=True)


class Probe(Base):
    """The digest of what every process must find in a shared place: a folder, or the secret."""

    __tablename__ = "probe"

    place: Mapped[Key] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
