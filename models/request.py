"""What citizens ask of the commune, and what became of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, Prose, SerialKey, When


class RequestState(StrEnum):
    """Received, extended with a reason, answered, refused with a coded reason, closed."""

    RECEIVED = "received"
    EXTENDED = "extended"
    ANSWERED = "answered"
    REFUSED = "refused"
    CLOSED = "closed"


class RequestRefusal(StrEnum):
    """Why a question gets no answer; a text to the citizen goes beside it."""

    NOT_HELD = "not_held"
    ALREADY_PUBLISHED = "already_published"
    NOT_CLEAR = "not_clear"
    PRIVATE_LIFE = "private_life"
    BEING_PREPARED = "being_prepared"
    NOT_COMMUNAL = "not_communal"


class InformationRequest(Base):
    """A question put to the commune; `promised_on` is the commune's own promised date, not a legal deadline."""

    __tablename__ = "information_request"
    __table_args__ = (UniqueConstraint("commune_id", "reference"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    channel: Mapped[Key]
    language: Mapped[str] = mapped_column(String(16))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    topic: Mapped[str | None] = mapped_column(String(32))
    is_budget: Mapped[bool] = mapped_column(default=False)
    is_simulated: Mapped[bool] = mapped_column(default=False)
    text: Mapped[Prose]
    state: Mapped[RequestState] = mapped_column(String(16), default=RequestState.RECEIVED)
    answer: Mapped[Prose | None]
    refusal: Mapped[RequestRefusal | None] = mapped_column(String(32))
    reason: Mapped[Prose | None]
    received_at: Mapped[When]
    promised_on: Mapped[date] = mapped_column(Date)
    settled_at: Mapped[When | None]


class RequestEvent(Base):
    """One step in a request's life: who, when, why; `staff_id` is empty for the citizen and the system.

    `told` says whether the step was put into the outbox for the person, as `outbox_id`; empty where nobody was to be
    told: a step of the citizen, or a question asked at the desk.
    """

    __tablename__ = "request_event"

    id: Mapped[SerialKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("information_request.id"), index=True)
    state: Mapped[RequestState] = mapped_column(String(16))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[Prose | None]
    reason: Mapped[Name | None]
    happened_at: Mapped[When]
    told: Mapped[bool | None]
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
