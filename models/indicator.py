"""What a commune does with its indicators: targets, what it publishes, and figures frozen at the end of a period."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Prose, SerialKey, Tags, When


class IndicatorTarget(Base):
    """What an indicator is to reach in a period; `value` in thousandths of its unit, money in minor units."""

    __tablename__ = "indicator_target"
    __table_args__ = (UniqueConstraint("commune_id", "key", "first", "last"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"))
    key: Mapped[Key]
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    value: Mapped[int] = mapped_column(BigInteger)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    set_at: Mapped[When]


class IndicatorChoices(Base):
    """What a commune has chosen for its indicators; a commune without a row publishes none and is compared with none.

    `published` are keys of indicators anybody may read, `freezes` the spans whose figures are frozen by themselves
    once they are over. `is_compared`: the communes of the installation that agreed see its figures beside theirs.
    """

    __tablename__ = "indicator_choices"

    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    published: Mapped[Tags] = mapped_column(default=list)
    freezes: Mapped[Tags] = mapped_column(default=list)
    is_compared: Mapped[bool] = mapped_column(Boolean, default=False)
    changed_at: Mapped[When]


class IndicatorSnapshot(Base):
    """The figures of a period as they were frozen: the signed text, its hash, its signature.

    `revision` counts those of one period from 1: a later one takes the place of the one before, with its reason, and
    both stay. `records` are what each figure was made of, for staff alone: they explain what differs today.
    """

    __tablename__ = "indicator_snapshot"
    __table_args__ = (UniqueConstraint("commune_id", "first", "last", "revision"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"))
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    content: Mapped[Prose]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    signature: Mapped[str] = mapped_column(String(128))
    public_key: Mapped[str] = mapped_column(String(64))
    records: Mapped[dict[str, Any]] = mapped_column(JSON)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    frozen_at: Mapped[When]
    published_at: Mapped[When | None]
