"""The open-government action plan: its commitments, what is done for each, and the figures it is judged by.

What a commune binds itself to in law (`Commune.commitments`) is something else.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Prose, Record, SerialKey, Tags, When


class Principle(StrEnum):
    """What of open government a commitment serves."""

    TRANSPARENCY = "transparency"
    PARTICIPATION = "participation"
    ACCOUNTABILITY = "accountability"
    TECHNOLOGY = "technology"


class Judges(StrEnum):
    """What an indicator of a commitment tells: what was made, or what it changed."""

    RESULT = "result"
    IMPACT = "impact"


class ActionPlan(Base):
    """A plan of so many years with the partner it is agreed with; `published_at` None while staff alone read it.

    `titles` by language, the partner as written; `document_id` is the plan itself, among the published documents.
    """

    __tablename__ = "action_plan"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    titles: Mapped[Record] = mapped_column(default=dict)
    first_on: Mapped[date] = mapped_column(Date)
    last_on: Mapped[date] = mapped_column(Date)
    partner: Mapped[Name | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    published_at: Mapped[When | None]
    made_at: Mapped[When]


class PlanCommitment(Base):
    """A commitment of a plan, by the number it has there; what it says by language.

    `services` are the departments in charge and `partners` who takes part, as written; `principles` of `Principle`.
    """

    __tablename__ = "plan_commitment"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[SerialKey]
    plan_id: Mapped[int] = mapped_column(ForeignKey("action_plan.id"))
    number: Mapped[int] = mapped_column(Integer)
    titles: Mapped[Record] = mapped_column(default=dict)
    problems: Mapped[Record] = mapped_column(default=dict)
    solutions: Mapped[Record] = mapped_column(default=dict)
    principles: Mapped[Tags] = mapped_column(default=list)
    services: Mapped[Prose | None]
    partners: Mapped[Prose | None]


class PlanActivity(Base):
    """What a promise is beside itself where it is an activity of a commitment.

    `names` say it in other languages. `starts` and `ends` are its days as the plan writes them (06/2023), kept also
    where the end stands before the start: the promised day of the promise is then None until somebody says it.
    """

    __tablename__ = "plan_activity"

    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("plan_commitment.id"), index=True)
    names: Mapped[Record] = mapped_column(default=dict)
    starts: Mapped[str | None] = mapped_column(String(40))
    ends: Mapped[str | None] = mapped_column(String(40))


class PlanIndicator(Base):
    """What a commitment is judged by: a live indicator by its key, or one of its own with figures that are typed.

    `names` by language are its own; of a live one they may be empty. `baseline` and `target` are whole thousandths.
    """

    __tablename__ = "plan_indicator"

    id: Mapped[SerialKey]
    commitment_id: Mapped[int] = mapped_column(ForeignKey("plan_commitment.id"), index=True)
    judges: Mapped[Judges] = mapped_column(String(8))
    key: Mapped[str | None] = mapped_column(String(64))
    names: Mapped[Record] = mapped_column(default=dict)
    unit: Mapped[str | None] = mapped_column(String(32))
    baseline: Mapped[int | None] = mapped_column(BigInteger)
    baseline_year: Mapped[int | None] = mapped_column(Integer)
    target: Mapped[int | None] = mapped_column(BigInteger)


class PlanReading(Base):
    """A figure that staff read and typed, in thousandths: on which day, and where it comes from."""

    __tablename__ = "plan_reading"
    __table_args__ = (UniqueConstraint("indicator_id", "read_on"),)

    id: Mapped[SerialKey]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("plan_indicator.id"))
    read_on: Mapped[date] = mapped_column(Date)
    value: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[Name | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]
