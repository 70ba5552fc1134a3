"""What staff write of a programme quarter by quarter, and the performance reports that were published of its years."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Prose, SerialKey, When


class QuarterMoney(Base):
    """A programme's money from the first day of a fiscal year to the end of a quarter, in minor units, with its source.

    What nobody knows is None, never nought. `quarter` is 1 to 4.
    """

    __tablename__ = "programme_money"
    __table_args__ = (UniqueConstraint("programme_id", "year", "quarter"),)

    id: Mapped[SerialKey]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    year: Mapped[int] = mapped_column(Integer)
    quarter: Mapped[int] = mapped_column(Integer)
    allocation: Mapped[int | None] = mapped_column(BigInteger)
    committed: Mapped[int | None] = mapped_column(BigInteger)
    paid: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[Name]


class ActionProgress(Base):
    """How far an action had come at the end of a quarter, 0 to 100 out of 100, and what was seen."""

    __tablename__ = "programme_progress"
    __table_args__ = (UniqueConstraint("action_id", "year", "quarter"),)

    id: Mapped[SerialKey]
    action_id: Mapped[int] = mapped_column(ForeignKey("programme_action.id"))
    year: Mapped[int] = mapped_column(Integer)
    quarter: Mapped[int] = mapped_column(Integer)
    percent: Mapped[int] = mapped_column(Integer)
    note: Mapped[Prose | None]


class PerformanceReport(Base):
    """A performance report published as a document: of a programme’s fiscal year, of the commune’s where it is None."""

    __tablename__ = "performance_report"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    year: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[When]
