"""One participatory budget from opening to evaluation: the cycle, its dated phases, its counts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from budgeting.ballot import BallotFormat
from budgeting.counting.terms import Leftovers
from budgeting.phases import PhaseKind
from budgeting.ways_in import BothWays
from models.base import Base, Groups, Key, Minor, Name, Prose, Record, Records, SerialKey, When


class CycleState(StrEnum):
    """Drafted by staff, approved by two people, closed after evaluation, or voided with a public reason."""

    DRAFT = "draft"
    APPROVED = "approved"
    CLOSED = "closed"
    VOIDED = "voided"


class IdentityLevel(StrEnum):
    """Who may vote: any phone, a phone confirmed by a code, a phone with a voting code, a closed roll."""

    ANY_PHONE = "A"
    CONFIRMED_PHONE = "B"
    VOTING_CODE = "C"
    CLOSED_ROLL = "D"


class Cycle(Base):
    """One participatory budget.

    `rules` is the frozen text of what was announced (format, counting rule, tie-break, thresholds, identity level)
    and `rules_hash` the SHA-256 of its canonical JSON, both set when the plan is approved. `envelope` is in minor
    units, that of the whole commune; `envelopes` are those of zones, by the number of the zone as text, and `leftovers`
    what becomes of what they leave. `exclusive` are groups of project numbers of which one at most may win. `drawn` is
    the result of the public draw, where the rules announce one, `number_draws` are the draws of the numbers on the
    ballot: what was drawn, the first number given, when, and each number before and after. `key_fingerprint` names the
    cycle's key, which never stands in the database.
    `max_points` and `max_each` are those of a ballot and of one project, where people vote in points.
    `voters_per_phone` is how many codes may vote first from one phone, where people vote by codes; there staff may
    also enter ballots, `with_help` and `on_paper`, and open a booth, `in_booth`; `both_ways` says what counts of two,
    `boxes` where the ballot boxes stand. `by_hands` where meetings vote by show of hands beside phones. On a closed
    list stand people of `minimum_age` on the day `age_on`, and `own_zone_only` leaves them the projects of their zone
    and of the whole commune; `confirms` lets a ballot by SMS of theirs wait for its code.
    `log_key` is the public key with which the signatures of its log are checked.
    """

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("commune_id", "year", "title"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    title: Mapped[Name]
    year: Mapped[int] = mapped_column(Integer)
    envelope: Mapped[Minor]
    envelopes: Mapped[Record] = mapped_column(default=dict)
    leftovers: Mapped[Leftovers] = mapped_column(String(16), default=Leftovers.STAY)
    format: Mapped[BallotFormat] = mapped_column(String(16), default=BallotFormat.APPROVAL)
    max_choices: Mapped[int] = mapped_column(Integer, default=3)
    min_choices: Mapped[int] = mapped_column(Integer, default=1)
    max_points: Mapped[int] = mapped_column(Integer, default=10)
    max_each: Mapped[int] = mapped_column(Integer, default=5)
    identity_level: Mapped[IdentityLevel] = mapped_column(String(1), default=IdentityLevel.ANY_PHONE)
    voters_per_phone: Mapped[int] = mapped_column(Integer, default=10)
    with_help: Mapped[bool] = mapped_column(Boolean, default=False)
    in_booth: Mapped[bool] = mapped_column(Boolean, default=False)
    on_paper: Mapped[bool] = mapped_column(Boolean, default=False)
    both_ways: Mapped[BothWays] = mapped_column(String(8), default=BothWays.PAPER)
    boxes: Mapped[Name] = mapped_column(default="")
    by_hands: Mapped[bool] = mapped_column(Boolean, default=False)
    minimum_age: Mapped[int | None] = mapped_column(Integer)
    age_on: Mapped[date | None] = mapped_column(Date)
    own_zone_only: Mapped[bool] = mapped_column(Boolean, default=False)
    confirms: Mapped[bool] = mapped_column(Boolean, default=True)
    counting_rule: Mapped[Key] = mapped_column(default="greedy")
    rule_choices: Mapped[Record] = mapped_column(default=dict)
    exclusive: Mapped[Groups] = mapped_column(default=list)
    tie_break: Mapped[Name] = mapped_column(default="more-votes,lower-cost,order")
    minimum_votes: Mapped[int] = mapped_column(Integer, default=0)
    grace_seconds: Mapped[int] = mapped_column(Integer, default=7200)
    state: Mapped[CycleState] = mapped_column(String(16), default=CycleState.DRAFT)
    rules: Mapped[Record | None]
    rules_hash: Mapped[str | None] = mapped_column(String(64))
    key_fingerprint: Mapped[str | None] = mapped_column(String(64))
    log_key: Mapped[str | None] = mapped_column(String(64))
    key_backed_up_at: Mapped[When | None]
    key_destroyed_at: Mapped[When | None]
    one_person: Mapped[bool] = mapped_column(Boolean, default=False)
    drawn: Mapped[Name | None]
    number_draws: Mapped[Records] = mapped_column(default=list)
    voided_reason: Mapped[Prose | None]
    voided_at: Mapped[When | None]
    created_at: Mapped[When]


class Phase(Base):
    """A dated stage of a cycle; it opens and closes by itself at these instants."""

    __tablename__ = "phase"
    __table_args__ = (UniqueConstraint("cycle_id", "kind"),)

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    kind: Mapped[PhaseKind] = mapped_column(String(16))
    opens_at: Mapped[When]
    closes_at: Mapped[When]


class CountRun(Base):
    """One stored execution of a count: frozen input's digest, the outcome with every step, who published it."""

    __tablename__ = "count_run"

    id: Mapped[SerialKey]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    rule: Mapped[Key]
    parameters: Mapped[Record]
    input_digest: Mapped[str] = mapped_column(String(64))
    election: Mapped[Record]
    outcome: Mapped[Record]
    ballots: Mapped[int] = mapped_column(Integer)
    ballots_in_grace: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[When]
    published_at: Mapped[When | None]
