"""A costed item on the ballot, then works to follow."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Minor, Name, Prose, Record, SerialKey, When


class ProjectState(StrEnum):
    """On the ballot, then funded or not, then the works: planned, under way, done or abandoned with a reason."""

    ON_BALLOT = "on_ballot"
    NOT_FUNDED = "not_funded"
    FUNDED = "funded"
    UNDER_WAY = "under_way"
    DONE = "done"
    ABANDONED = "abandoned"


class EventKind(StrEnum):
    """What an event tells: how far works are, one thing that changed beside it, or what was put right before a vote."""

    WORKS = "works"
    CONTRACTOR = "contractor"
    MILESTONE = "milestone"
    DELAY = "delay"
    SCOPE = "scope"
    PHOTO = "photo"
    POLL = "poll"
    CHANGED = "changed"


class Symbol(StrEnum):
    """The drawing by which who does not read knows a project on the ballot sheet."""

    HEALTH = "health"
    EDUCATION = "education"
    WATER = "water"
    ROADS = "roads"
    SANITATION = "sanitation"
    ENERGY = "energy"
    MARKETS = "markets"
    AGRICULTURE = "agriculture"
    YOUTH_SPORT = "youth_sport"
    CULTURE = "culture"
    SOCIAL = "social"
    ENVIRONMENT = "environment"
    SECURITY = "security"
    OTHER = "other"


class Project(Base):
    """A costed item; `number` is what citizens vote for and is never used twice in a commune.

    `former_number` is the one it was accepted under, where a public draw gave it another: it leads to it for ever. It
    `keeps_number` from then on, and from the approval of a ballot that holds it.
    `titles` and `short_names` map language tags to text; a short name fits an echo (at most 18 GSM-7 characters,
    14 in Arabic). `symbol` is None until staff chose one. `cost`, `spent` and the `contract` with the `contractor` in
    minor units, `progress` in percent. `told_ratings` and `told_rating_sum` are the ratings as everybody reads them.
    """

    __tablename__ = "project"
    __table_args__ = (UniqueConstraint("commune_id", "number"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    number: Mapped[int] = mapped_column(Integer)
    former_number: Mapped[int | None] = mapped_column(Integer)
    keeps_number: Mapped[bool] = mapped_column(default=False)
    titles: Mapped[Record]
    short_names: Mapped[Record]
    description: Mapped[Prose] = mapped_column(default="")
    symbol: Mapped[Symbol | None] = mapped_column(String(16))
    cost: Mapped[Minor]
    state: Mapped[ProjectState] = mapped_column(String(16), default=ProjectState.ON_BALLOT)
    progress: Mapped[int] = mapped_column(Integer, default=0)
    spent: Mapped[Minor] = mapped_column(default=0)
    due_on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    proof: Mapped[Name | None]
    contractor: Mapped[Name | None]
    contract: Mapped[Minor | None]
    told_ratings: Mapped[int] = mapped_column(Integer, default=0)
    told_rating_sum: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[When]


class ProjectEvent(Base):
    """What happened to a project's works, when, by whom, and what citizens were told.

    `details` hold what its kind has beside the state: public, and never a person.
    """

    __tablename__ = "project_event"

    id: Mapped[SerialKey]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    state: Mapped[ProjectState] = mapped_column(String(16))
    progress: Mapped[int] = mapped_column(Integer)
    spent: Mapped[Minor]
    note: Mapped[Prose | None]
    kind: Mapped[EventKind] = mapped_column(String(16), default=EventKind.WORKS)
    details: Mapped[Record] = mapped_column(default=dict)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    happened_at: Mapped[When]


class Follower(Base):
    """A contact who wants to hear how a project goes, and the line to tell them on."""

    __tablename__ = "follower"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    made_at: Mapped[When]


class Feedback(Base):
    """What one contact says of a project: a rating from 1 to 5, words, or both; the last one stands.

    `told_rating` is the rating as it was when it was last told to everybody, None before.
    """

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("project_id", "contact_id"),)

    id: Mapped[SerialKey]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    rating: Mapped[int | None] = mapped_column(Integer)
    told_rating: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[Prose | None]
    made_at: Mapped[When]
