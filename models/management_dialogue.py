"""Management dialogues: those who manage programmes look at a period together, and decide what is put right."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, Prose, Record, Records, SerialKey, When


class DialogueLevel(StrEnum):
    """Of one programme with those who carry it out, or of several with those who steer them."""

    OPERATIONAL = "operational"
    STRATEGIC = "strategic"


class ManagementDialogue(Base):
    """A management dialogue on a fiscal year (`quarter` 0) or a quarter of it.

    `participants` are names with functions, `decisions` one on each line. It is prepared until `opened_at`, when it
    reads the figures and takes over what earlier ones left; from `closed_at` on nothing in it changes.
    """

    __tablename__ = "management_dialogue"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    level: Mapped[DialogueLevel] = mapped_column(String(16))
    year: Mapped[int] = mapped_column(Integer)
    quarter: Mapped[int] = mapped_column(Integer, default=0)
    held_on: Mapped[date] = mapped_column(Date)
    place: Mapped[Name | None]
    chair: Mapped[Name | None]
    participants: Mapped[Records] = mapped_column(default=list)
    decisions: Mapped[Prose | None]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]
    opened_at: Mapped[When | None]
    closed_at: Mapped[When | None]


class ReviewedProgramme(Base):
    """A programme that a management dialogue looks at, and what was found of it.

    `figures` are its money and the progress of its actions as the dialogue read them, {} until it is open.
    """

    __tablename__ = "management_dialogue_programme"

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("management_dialogue.id"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True, index=True)
    findings: Mapped[Prose | None]
    figures: Mapped[Record] = mapped_column(default=dict)


class ManagementGap(Base):
    """An indicator as the dialogue read it, in thousandths of its unit, and why the result differs, in words.

    The name and the figures stay when the indicator is changed or removed later.
    """

    __tablename__ = "management_gap"
    __table_args__ = (UniqueConstraint("dialogue_id", "indicator_id"),)

    id: Mapped[SerialKey]
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("management_dialogue.id"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("programme_indicator.id"))
    name: Mapped[Name]
    unit: Mapped[str | None] = mapped_column(String(32))
    falls: Mapped[bool] = mapped_column(Boolean, default=False)
    target: Mapped[int | None] = mapped_column(BigInteger)
    result: Mapped[int | None] = mapped_column(BigInteger)
    cause: Mapped[Prose | None]


class CorrectiveAction(Base):
    """Of which programme a corrective action is; of every one of its dialogue where it names none."""

    __tablename__ = "corrective_action"

    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), primary_key=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
