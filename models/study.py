"""Which department of the commune studies whether an idea can be built."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, When


class Study(Base):
    """The study of one proposal: by which department, by which member of staff where one is named, until which day."""

    __tablename__ = "study"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    department: Mapped[Name]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[When]
