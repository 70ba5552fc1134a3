"""A citizen's idea: what it says, what staff decided, who supports it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, Float, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Minor, Name, Prose, SerialKey, When


class ProposalState(StrEnum):
    """Received, then accepted with a cost, refused with a coded reason, or merged into another.

    Appealed: refused, and its author said why that is wrong; it waits to be decided once more.
    """

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MERGED = "merged"
    APPEALED = "appealed"


class ProposalRefusal(StrEnum):
    """Why a proposal cannot go on the ballot; the text to the author goes beside it."""

    NOT_COMMUNAL = "not_communal"
    TOO_DEAR = "too_dear"
    NOT_FEASIBLE = "not_feasible"
    ALREADY_PLANNED = "already_planned"
    NOT_LAWFUL = "not_lawful"
    NOT_CLEAR = "not_clear"


class Proposal(Base):
    """A citizen's idea; `cost` in minor units is mandatory on acceptance, `refusal` and `reason` on refusal.

    `appeal_by` is the last day for an appeal, as told with the refusal; empty where none was. `contact_id` is the first
    author; `author_code` lets others become authors who were given it, `author_tries` counts wrong ones. `present` are
    people without a telephone who stand behind it, as staff counted them, and `session_id` where they said so.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("commune_id", "reference"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    channel: Mapped[Key]
    language: Mapped[str] = mapped_column(String(16))
    title: Mapped[Name]
    description: Mapped[Prose] = mapped_column(default="")
    photo: Mapped[Name | None]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    state: Mapped[ProposalState] = mapped_column(String(16), default=ProposalState.RECEIVED)
    cost: Mapped[Minor | None]
    refusal: Mapped[ProposalRefusal | None] = mapped_column(String(32))
    reason: Mapped[Prose | None]
    appeal_by: Mapped[date | None] = mapped_column(Date)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    author_code: Mapped[str | None] = mapped_column(String(4))
    author_tries: Mapped[int] = mapped_column(Integer, default=0)
    present: Mapped[int] = mapped_column(Integer, default=0)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("public_session.id"))
    made_at: Mapped[When]


class ProposalVoice(Base):
    """A voice message that somebody sent with a proposal; `file` as `services.sent_files` writes it.

    Heard by staff alone. `contact_id` is empty once who spoke asked to be forgotten: then it is erased with its file.
    """

    __tablename__ = "proposal_voice"

    id: Mapped[SerialKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    file: Mapped[Name]
    made_at: Mapped[When]


class CoAuthor(Base):
    """A contact who proposes it together with the first author, and the line to tell them on."""

    __tablename__ = "co_author"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True, index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    made_at: Mapped[When]


class ProposalAssociation(Base):
    """An association that stands behind a proposal, as staff wrote it down."""

    __tablename__ = "proposal_association"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("association.id"), primary_key=True)


class ProposalEvent(Base):
    """What happened to a proposal, when and by whom; `staff_id` is empty for the citizen and the system.

    `is_masked`: who appealed was forgotten, and what their own words, the note, say of it is blotted out.
    """

    __tablename__ = "proposal_event"

    id: Mapped[SerialKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[ProposalState] = mapped_column(String(16))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[Prose | None]
    is_masked: Mapped[bool] = mapped_column(default=False)
    happened_at: Mapped[When]


class Support(Base):
    """One contact's support of one proposal."""

    __tablename__ = "support"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    made_at: Mapped[When]
