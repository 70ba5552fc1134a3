"""What a commune sets right in its country's calendar."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from budgeting.law.corrections import CorrectionKind
from models.base import Base, Name, SerialKey, When


class HolidayCorrection(Base):
    """A day off added, taken away, moved (to `moved_to`) or announced for certain; one correction a day."""

    __tablename__ = "holiday_correction"
    __table_args__ = (UniqueConstraint("commune_id", "day"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    kind: Mapped[CorrectionKind] = mapped_column(String(16))
    day: Mapped[date] = mapped_column(Date)
    name: Mapped[Name] = mapped_column(default="")
    moved_to: Mapped[date | None] = mapped_column(Date)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]
