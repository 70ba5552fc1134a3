"""Outside witnesses: who may say the second yes without being of the staff, and the links by which they do."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, SerialKey, When


class Capacity(StrEnum):
    """As what somebody is asked to witness."""

    MAYOR = "mayor"
    AUTHORITY = "authority"
    ASSOCIATION = "association"
    COURT = "court"
    OTHER = "other"


class Witness(Base):
    """A person outside the staff, named in public: who they speak for, and who in the commune agreed to them.

    `mark` is a keyed hash of the code that the witness alone was shown; `ended_at` is when they ceased to be one.
    """

    __tablename__ = "witness"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    name: Mapped[Name]
    capacity: Mapped[Capacity] = mapped_column(String(16))
    body: Mapped[Name]
    agreed_by: Mapped[Name]
    named_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    named_at: Mapped[When]
    mark: Mapped[str | None] = mapped_column(String(64))
    accepted_at: Mapped[When | None]
    ended_at: Mapped[When | None]


class WitnessLink(Base):
    """A link that opens once, for one witness and one thing; `mark` is a keyed hash of what stands in the link.

    What it is about is a vote (`cycle_id`) or a broadcast; `digest` is that of exactly what. All are empty in the link
    by which a witness accepts. `tries` counts wrong codes.
    """

    __tablename__ = "witness_link"

    id: Mapped[SerialKey]
    witness_id: Mapped[int] = mapped_column(ForeignKey("witness.id"), index=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    matter: Mapped[Key]
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"))
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey("broadcast.id"))
    digest: Mapped[str | None] = mapped_column(String(64))
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]
    expires_at: Mapped[When]
    tries: Mapped[int] = mapped_column(Integer, default=0)
    used_at: Mapped[When | None]
