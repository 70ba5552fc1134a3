"""The commune, its zones, and the lines on which it can be reached."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Minor, Name, Record, SerialKey, Tags, When


class Commune(Base):
    """The authority; one installation serves many.

    `commitments` holds what the commune has bound itself to (see `services.commitments`).
    `languages` holds tags, the first is the commune's own. `revision` grows with every change of its cycle or
    projects, so that what a turn needs can be cached without ever being stale. Ceilings are in minor units.
    `ussd_by_sms` where it pays for an SMS to who dialled: with what is too long for screens, with what comes later.
    `hidden_lessons` holds the keys of built-in lessons that staff do not want offered. `wording` is a digest of the
    commune's own words for what is said to citizens, None where it has none: who keeps them in memory sees by it that
    they have changed. `teaching` is one of the words that it has taught the bot to hear.
    """

    __tablename__ = "commune"

    id: Mapped[SerialKey]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[Name]
    country: Mapped[str] = mapped_column(String(2))
    currency: Mapped[str] = mapped_column(String(3))
    population: Mapped[int | None] = mapped_column(Integer)
    time_zone: Mapped[Key]
    languages: Mapped[Tags]
    revision: Mapped[int] = mapped_column(Integer, default=1)
    promised_days: Mapped[int] = mapped_column(Integer, default=15)
    commitments: Mapped[Record] = mapped_column(default=dict)
    replies_an_hour: Mapped[int] = mapped_column(Integer, default=30)
    daily_ceiling: Mapped[Minor | None]
    monthly_ceiling: Mapped[Minor | None]
    echo_choices: Mapped[bool] = mapped_column(Boolean, default=True)
    ussd_by_sms: Mapped[bool] = mapped_column(Boolean, default=False)
    hidden_lessons: Mapped[Tags] = mapped_column(default=list)
    wording: Mapped[str | None] = mapped_column(String(32))
    teaching: Mapped[str | None] = mapped_column(String(32))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[When]


class Zone(Base):
    """A neighbourhood or village; `parent_id` makes the tree. `names` are those in other languages, by tag."""

    __tablename__ = "zone"
    __table_args__ = (UniqueConstraint("commune_id", "name"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"), index=True)
    name: Mapped[Name]
    names: Mapped[Record] = mapped_column(default=dict)
    population: Mapped[int | None] = mapped_column(Integer)
    retired: Mapped[bool] = mapped_column(Boolean, default=False)


class Line(Base):
    """One number or bot, carried by a provider.

    `secrets` is ciphertext under the installation's key; `substitutes` maps words an operator filters to words it
    lets through; `price` is what one segment costs, in thousandths of the currency's minor unit. `prices` holds the
    same for other countries by their two letters (`services.prices`), and `country` whose own price is `price`, once
    there were any.
    """

    __tablename__ = "line"
    __table_args__ = (UniqueConstraint("provider", "key"),)

    id: Mapped[SerialKey]
    provider: Mapped[Key]
    key: Mapped[Key]
    channel: Mapped[Key]
    address: Mapped[Name]
    settings: Mapped[Record] = mapped_column(default=dict)
    secrets: Mapped[bytes | None] = mapped_column(LargeBinary)
    price: Mapped[int] = mapped_column(Integer, default=0)
    prices: Mapped[Record] = mapped_column(default=dict)
    country: Mapped[str | None] = mapped_column(String(2))
    ascii_only: Mapped[bool] = mapped_column(Boolean, default=False)
    substitutes: Mapped[Record] = mapped_column(default=dict)
    enabled: Mapped[bool] = mapped_column(Boolean, default=True)
    from_environment: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[When]


class LineCommune(Base):
    """Which communes answer on a line."""

    __tablename__ = "line_commune"

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), primary_key=True)
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)
