"""What has been published for anybody to check a count."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, SerialKey, When


class Bundle(Base):
    """The publication bundle of a published run, kept as a file named by its SHA-256; `size` in bytes.

    A run whose cycle was voided afterwards gets another one, which says so (`is_voided`).
    """

    __tablename__ = "bundle"
    __table_args__ = (UniqueConstraint("run_id", "is_voided"),)

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("count_run.id"))
    is_voided: Mapped[bool] = mapped_column(Boolean)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[When]
