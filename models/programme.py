"""Programmes of a commune: what money is for, who answers for it, and what it brought."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Prose, SerialKey


class Programme(Base):
    """A programme: a code that stays the same from one budget to the next, operational or support, what it is for."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("commune_id", "code"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    code: Mapped[str] = mapped_column(String(16))
    name: Mapped[Name]
    is_support: Mapped[bool] = mapped_column(Boolean, default=False)
    responsible: Mapped[Name | None]
    objective: Mapped[Prose | None]
    results: Mapped[Prose | None]


class Action(Base):
    """A part of a programme, and who manages it."""

    __tablename__ = "programme_action"

    id: Mapped[SerialKey]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[Name]
    manager: Mapped[Name | None]


class Activity(Base):
    """Something that is done for an action."""

    __tablename__ = "programme_activity"

    id: Mapped[SerialKey]
    action_id: Mapped[int] = mapped_column(ForeignKey("programme_action.id"), index=True)
    name: Mapped[Name]


class Indicator(Base):
    """What a programme is judged by. Values of an indicator are whole thousandths of its unit.

    A share is a numerator over a denominator. `topic` is the budget topic of which the indicator tells. Of one that
    `falls` as things get better, such as days of waiting, a result below the target is a good one.
    """

    __tablename__ = "programme_indicator"

    id: Mapped[SerialKey]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[Name]
    unit: Mapped[str | None] = mapped_column(String(32))
    numerator: Mapped[Name | None]
    denominator: Mapped[Name | None]
    baseline: Mapped[int | None] = mapped_column(BigInteger)
    baseline_year: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[Name | None]
    frequency: Mapped[str | None] = mapped_column(String(16))
    counts_people: Mapped[bool] = mapped_column(Boolean, default=False)
    falls: Mapped[bool] = mapped_column(Boolean, default=False)
    topic: Mapped[str | None] = mapped_column(String(32))


class Measure(Base):
    """An indicator's target and result in a period: a fiscal year (`part` 0) or a part of it, counted from 1."""

    __tablename__ = "programme_measure"
    __table_args__ = (UniqueConstraint("indicator_id", "year", "part"),)

    id: Mapped[SerialKey]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("programme_indicator.id"))
    year: Mapped[int] = mapped_column(Integer)
    part: Mapped[int] = mapped_column(Integer, default=0)
    target: Mapped[int | None] = mapped_column(BigInteger)
    target_women: Mapped[int | None] = mapped_column(BigInteger)
    target_men: Mapped[int | None] = mapped_column(BigInteger)
    result: Mapped[int | None] = mapped_column(BigInteger)
    result_women: Mapped[int | None] = mapped_column(BigInteger)
    result_men: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[Prose | None]
