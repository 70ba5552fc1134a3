"""Performance contracts: who gives and who takes, what is aimed at, what was reached, and what both sides signed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Prose, Records, SerialKey, When


class ContractLevel(StrEnum):
    """Who takes a contract, from above to below; each derives from one that stands above it."""

    GOVERNMENT = "government"
    MINISTRY = "ministry"
    INSTITUTION = "institution"
    UNIT = "unit"
    INDIVIDUAL = "individual"


class ContractState(StrEnum):
    """Where a contract stands; set aside has its reason."""

    DRAFT = "draft"
    AGREED = "agreed"
    REVIEWED = "reviewed"
    CLOSED = "closed"
    SET_ASIDE = "set_aside"


class ContractSide(StrEnum):
    """The two parties: who gives the contract, who takes it."""

    GIVER = "giver"
    TAKER = "taker"


class ContractMatter(StrEnum):
    """What both sides sign: the contract itself, an amendment of it, a review."""

    CONTRACT = "contract"
    AMENDMENT = "amendment"
    REVIEW = "review"


class Making(StrEnum):
    """How the figure of a target is made of targets of contracts below: of none, as their sum, as their average."""

    NONE = "none"
    SUM = "sum"
    AVERAGE = "average"


class ReviewKind(StrEnum):
    """When both sides look at what was reached."""

    MIDTERM = "midterm"
    FINAL = "final"


class Contract(Base):
    """A contract; `giver` and `taker` are offices or functions, named where it must be, `*_id` their accounts.

    `plan` is what it derives from in words, `plan_document_id` the published document of it. `reason` says why it was
    set aside. `published_at` is set while everybody may read it, never of an individual's.
    """

    __tablename__ = "contract"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    level: Mapped[ContractLevel] = mapped_column(String(16))
    giver: Mapped[Name]
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    taker: Mapped[Name]
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    plan: Mapped[Name | None]
    plan_document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    state: Mapped[ContractState] = mapped_column(String(16), default=ContractState.DRAFT)
    reason: Mapped[Prose | None]
    agreed_on: Mapped[date | None] = mapped_column(Date)
    published_at: Mapped[When | None]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]
    moved_at: Mapped[When]


class ContractTarget(Base):
    """What is aimed at; `weight` in thousandths of a point of 100, `planned` in thousandths of `unit`.

    `place` orders the targets of a contract. `dropped_at` is when an amendment took it out.
    """

    __tablename__ = "contract_target"

    id: Mapped[SerialKey]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    text: Mapped[Prose]
    weight: Mapped[int] = mapped_column(Integer)
    unit: Mapped[str | None] = mapped_column(String(32))
    planned: Mapped[int | None] = mapped_column(BigInteger)
    less_is_better: Mapped[bool] = mapped_column(Boolean, default=False)
    due_on: Mapped[date | None] = mapped_column(Date)
    making: Mapped[Making] = mapped_column(String(8), default=Making.NONE)
    follow_up_id: Mapped[int | None] = mapped_column(ForeignKey("follow_up.id"))
    dropped_at: Mapped[When | None]


class ContractPart(Base):
    """A target that makes one of the contract above; it is counted in one place alone."""

    __tablename__ = "contract_part"

    part_id: Mapped[int] = mapped_column(ForeignKey("contract_target.id"), primary_key=True)
    whole_id: Mapped[int] = mapped_column(ForeignKey("contract_target.id"), index=True)


class ContractResult(Base):
    """What was reached of a target until a day, in thousandths of its unit; the last that was written stands.

    `review_id` names the review in which both sides signed it; there alone `value` may be None: there was no data.
    """

    __tablename__ = "contract_result"

    id: Mapped[SerialKey]
    target_id: Mapped[int] = mapped_column(ForeignKey("contract_target.id"), index=True)
    value: Mapped[int | None] = mapped_column(BigInteger)
    read_on: Mapped[date] = mapped_column(Date)
    comment: Mapped[Prose | None]
    review_id: Mapped[int | None] = mapped_column(ForeignKey("contract_review.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]


class ContractAmendment(Base):
    """Other targets that one side proposes, and why; `targets` are all of them as they would stand.

    `before` are those that both had signed when it was proposed.

    `settled_at` is when both had signed it, or when it was taken back.
    """

    __tablename__ = "contract_amendment"

    id: Mapped[SerialKey]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    reason: Mapped[Prose]
    targets: Mapped[Records] = mapped_column(default=list)
    before: Mapped[Records] = mapped_column(default=list)
    is_agreed: Mapped[bool] = mapped_column(Boolean, default=False)
    settled_at: Mapped[When | None]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]


class ContractReview(Base):
    """What each side finds of each target, and what both agree on.

    `rows` are the target's id, what was read of it at the beginning, what each side wrote (`giver`, `taker`: a value
    and a comment, None before it wrote), and the value on which both `agreed` where theirs differ. `settled_at` is when
    both had signed it, or when it was taken back.
    """

    __tablename__ = "contract_review"

    id: Mapped[SerialKey]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    kind: Mapped[ReviewKind] = mapped_column(String(8))
    read_on: Mapped[date] = mapped_column(Date)
    giver_comment: Mapped[Prose | None]
    taker_comment: Mapped[Prose | None]
    rows: Mapped[Records] = mapped_column(default=list)
    is_agreed: Mapped[bool] = mapped_column(Boolean, default=False)
    settled_at: Mapped[When | None]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[When]


class ContractSignature(Base):
    """One side's yes to exactly what `digest` names; of a side without an account the signed paper is kept.

    `staff_id` is who signed, or who entered the paper. `matter_id` is the contract, the amendment or the review.
    """

    __tablename__ = "contract_signature"
    __table_args__ = (UniqueConstraint("matter", "matter_id", "digest", "side"),)

    id: Mapped[SerialKey]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    matter: Mapped[ContractMatter] = mapped_column(String(16))
    matter_id: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    side: Mapped[ContractSide] = mapped_column(String(8))
    signed_on: Mapped[date] = mapped_column(Date)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    stored_as: Mapped[Key | None]
    file_name: Mapped[Name | None]
    size: Mapped[int | None] = mapped_column(Integer)
    made_at: Mapped[When]
