"""Who did what in the panel, in a chain where each entry seals the one before, and who approved what."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Prose, Record, SerialKey, When


class AuditEntry(Base):
    """One write by staff or by the system: ids, values of states and public words, never personal data.

    `seal` is SHA-256 over the previous entry's seal and this entry's canonical JSON, hex.
    """

    __tablename__ = "audit_entry"

    id: Mapped[SerialKey]
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    act: Mapped[Key]
    subject: Mapped[Key]
    subject_id: Mapped[str | None] = mapped_column(String(64))
    details: Mapped[Record]
    happened_at: Mapped[When]
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    seal: Mapped[str] = mapped_column(String(64))


class Approval(Base):
    """One person's yes to a thing that takes two: a cycle's plan and rules, a publication, a voiding, a key's end.

    `digest` names exactly what was approved, so that a changed plan needs new approvals. Who said it is a member of
    staff or an outside witness, never both.
    """

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("subject", "subject_id", "digest", "staff_id"),)

    id: Mapped[SerialKey]
    subject: Mapped[Key]
    subject_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    witness_id: Mapped[int | None] = mapped_column(ForeignKey("witness.id"))
    note: Mapped[Prose | None]
    given_at: Mapped[When]
