"""What citizens ask of the commune, and what became of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    and_,
    or_,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from budgeting.law.asking import Asker, RequestKind, Track
from budgeting.law.complaints import Verdict
from budgeting.law.extending import ExtensionCode
from budgeting.law.grounds import GroundCode
from budgeting.law.reminders import ReminderKind
from models.base import Base, Key, Name, Prose, SerialKey, When


class RequestState(StrEnum):
    """Where a request stands.

    Prepared: a formal request that waits for its form at the office, no clock runs. Paused: the citizen was asked
    something. Extended: more time was taken, with a reason. Refused: with a coded ground and a reason in words.
    """

    PREPARED = "prepared"
    RECEIVED = "received"
    PAUSED = "paused"
    EXTENDED = "extended"
    ANSWERED = "answered"
    REFUSED = "refused"
    CLOSED = "closed"


_DECIDED = (RequestState.ANSWERED, RequestState.REFUSED)
_UNDATED = (RequestState.PREPARED, RequestState.CLOSED)
"""Where a formal request without a date is a form that nobody has handed in."""


class AnsweredFrom(StrEnum):
    """What answered a question at once, before any staff saw it."""

    PUBLISHED = "published"
    BUDGET = "budget"
    LESSON = "lesson"


class RequestGroup(Base):
    """Questions that ask the same thing, as staff confirmed; `question` is its public wording, answered once."""

    __tablename__ = "request_group"

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    topic: Mapped[str | None] = mapped_column(String(32))
    question: Mapped[Prose]
    answer: Mapped[Prose | None]
    answered_at: Mapped[When | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[When]


class InformationRequest(Base):
    """A question put to the commune, or a formal request under the law.

    `law` is the key of the country's profile and `promise` the commune's own promise, both as they stood at receipt.
    `due_on` is the last day in time; None while a form is awaited or the clock stands still. `settled_at` is when it
    was answered, refused or closed, whichever came first; an answer after a refusal sets it anew. `form` is what the
    law asks of whoever asks, as ciphertext. `public_text` and `public_answer` are what everybody may read, masked and
    confirmed by staff. `answered_from` says what answered it at once, `helped` what the citizen said of that.
    `appeal_of` is the cycle against whose result it appeals, and `answer_by` the last day of that stage, which the due
    date never passes.
    `is_masked`: who asked was forgotten, and what their own words say of it is blotted out.
    `is_repeat`: the same phone had asked about the same topic that day, which counts as one; told once it is forgotten.
    """

    __tablename__ = "information_request"
    __table_args__ = (UniqueConstraint("commune_id", "reference"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    kind: Mapped[RequestKind] = mapped_column(String(16), default=RequestKind.QUESTION)
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
    asker: Mapped[Asker] = mapped_column(String(16), default=Asker.ANYBODY)
    track: Mapped[Track] = mapped_column(String(16), default=Track.ORDINARY)
    law: Mapped[str | None] = mapped_column(String(32))
    promise: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    answer: Mapped[Prose | None]
    refusal: Mapped[GroundCode | None] = mapped_column(String(32))
    reason: Mapped[Prose | None]
    extended_days: Mapped[int | None] = mapped_column(Integer)
    extended_on: Mapped[date | None] = mapped_column(Date)
    extension_ground: Mapped[ExtensionCode | None] = mapped_column(String(32))
    extension_reason: Mapped[Prose | None]
    form: Mapped[bytes | None] = mapped_column(LargeBinary)
    received_at: Mapped[When]
    due_on: Mapped[date | None] = mapped_column(Date)
    appeal_of: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    answer_by: Mapped[date | None] = mapped_column(Date)
    settled_at: Mapped[When | None]
    answered_from: Mapped[AnsweredFrom | None] = mapped_column(String(16))
    helped: Mapped[bool | None] = mapped_column(Boolean)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("request_group.id"), index=True)
    public_text: Mapped[Prose | None]
    public_answer: Mapped[Prose | None]
    published_at: Mapped[When | None]
    is_masked: Mapped[bool] = mapped_column(default=False)
    is_repeat: Mapped[bool] = mapped_column(default=False)

    @hybrid_property
    def was_put_to_staff(self) -> bool:
        """Say whether staff have or had it to answer: nobody said yet that what was told at once answered it."""
        return self.answered_from is None or not self.helped

    @was_put_to_staff.inplace.expression
    @classmethod
    def _put_to_staff(cls) -> ColumnElement[bool]:
        return or_(cls.answered_from.is_(None), cls.helped.is_not(True))

    @hybrid_property
    def was_handed_in(self) -> bool:
        """Say whether a clock ever ran: a form nobody handed in has no day, before it is closed and after."""
        return self.kind != RequestKind.FORMAL or self.state not in _UNDATED or self.due_on is not None

    @was_handed_in.inplace.expression
    @classmethod
    def _handed_in(cls) -> ColumnElement[bool]:
        return or_(cls.kind != RequestKind.FORMAL, cls.state.not_in(_UNDATED), cls.due_on.is_not(None))

    @hybrid_property
    def is_settled(self) -> bool:
        """Say whether it was answered or refused, whatever came after; closing alone settles nothing."""
        if self.state == RequestState.CLOSED:
            return self.answer is not None or self.refusal is not None
        return self.state in _DECIDED

    @is_settled.inplace.expression
    @classmethod
    def _settled(cls) -> ColumnElement[bool]:
        has_words = or_(cls.answer.is_not(None), cls.refusal.is_not(None))
        return or_(cls.state.in_(_DECIDED), and_(cls.state == RequestState.CLOSED, has_words))


class RequestPause(Base):
    """The citizen was asked something: from the day after, the clock stands still until the day of the answer."""

    __tablename__ = "request_pause"

    id: Mapped[SerialKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("information_request.id"), index=True)
    question: Mapped[Prose]
    asked_on: Mapped[date] = mapped_column(Date)
    answer: Mapped[Prose | None]
    answered_on: Mapped[date | None] = mapped_column(Date)


class RequestComplaint(Base):
    """A complaint filed at one stage of the law's ladder, by its number from 0, and what that stage answered, when.

    `decision` is what staff wrote of it for the citizen: what must be given now, or why not.
    """

    __tablename__ = "request_complaint"
    __table_args__ = (UniqueConstraint("request_id", "stage"),)

    id: Mapped[SerialKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("information_request.id"), index=True)
    stage: Mapped[int] = mapped_column(Integer)
    filed_on: Mapped[date] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    verdict: Mapped[Verdict | None] = mapped_column(String(16))
    decision: Mapped[Prose | None]


class RequestReminder(Base):
    """A reminder that staff were given for a due date; its key makes each come once, whichever machine runs."""

    __tablename__ = "request_reminder"
    __table_args__ = (UniqueConstraint("request_id", "due_on", "kind", "day"),)

    id: Mapped[SerialKey]
    request_id: Mapped[int] = mapped_column(ForeignKey("information_request.id"), index=True)
    kind: Mapped[ReminderKind] = mapped_column(String(32))
    day: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    reminded_at: Mapped[When]


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
