"""Questions as staff see them: the queue by due date, and one question with its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.channels import IN_SESSION
from budgeting.law.asking import RequestKind
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, Outbox, RequestEvent, Staff, Zone
from models.request import RequestState
from services.by_sms import line_by_sms
from services.clock import day_in
from services.house import House
from services.requests.filing import is_spoken
from services.requests.reasons import OPEN, RequestNo, next_steps
from services.requests.room import room_for_answer, room_for_refusal
from services.requests.taking import PURPOSE
from services.telling import may_tell

NOT_TOLD = "not_told"


class Queue(StrEnum):
    """Which questions a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    PREPARED = "prepared"
    SETTLED = "settled"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the queue; `days_left` is negative when the due date is past, None without a date or once settled."""

    id: int
    reference: str
    kind: str
    state: str
    text: str
    channel: str
    language: str
    topic: str | None
    zone: str | None
    is_budget: bool
    is_simulated: bool
    is_appeal: bool
    received_on: date
    due_on: date | None
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Is the due date past and the question still waiting?"""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a question's history; `who` is empty for the citizen and the system.

    `delivery` is `not_told` where the person could not or did not want to be written to, else the state of the message
    that told them (`models.OutboxState`), None where nobody was to be told.
    """

    state: str
    who: str
    note: str | None
    reason: str | None
    happened_at: datetime
    delivery: str | None = None


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """A question with its history, the steps it may take now, how long an answer and a refusal may be.

    `settled_on` is the day of the answer, the refusal or the closing, `extended_on` that on which more time was taken.
    """

    row: RequestRow
    answer: str | None
    refusal: str | None
    reason: str | None
    settled_on: date | None
    extended_on: date | None
    extension_ground: str | None
    extension_reason: str | None
    can_be_told: bool
    is_from_desk: bool
    longest: int
    longest_refusal: int
    next_steps: frozenset[str]
    history: tuple[Step, ...]


def list_requests(
    session: Session, house: House, commune_id: int, queue: Queue, *, limit: int = 50, offset: int = 0
) -> tuple[list[RequestRow], int]:
    """Return a page of the queue and how many questions it holds; what waits stands by due date."""
    commune = session.get_one(Commune, commune_id)
    today = day_in(house.clock(), commune.time_zone)
    chosen = _chosen(commune_id, queue, today)
    total = session.scalar(select(func.count(InformationRequest.id)).where(*chosen)) or 0
    rows = session.execute(
        select(InformationRequest, Zone.name)
        .outerjoin(Zone, Zone.id == InformationRequest.zone_id)
        .where(*chosen)
        .order_by(*_order(queue))
        .limit(limit)
        .offset(offset)
    )
    return [_as_row(row, zone, commune, today) for row, zone in rows], total


def read_request(session: Session, house: House, commune_id: int, request_id: int) -> RequestDetails:
    """Return one question of the commune; one of another commune is unknown."""
    row = session.get(InformationRequest, request_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(RequestNo.UNKNOWN)
    commune = session.get_one(Commune, commune_id)
    zone = session.get(Zone, row.zone_id) if row.zone_id else None
    return RequestDetails(
        row=_as_row(row, zone.name if zone else None, commune, day_in(house.clock(), commune.time_zone)),
        answer=row.answer,
        refusal=row.refusal,
        reason=row.reason,
        settled_on=day_in(row.settled_at, commune.time_zone) if row.settled_at else None,
        extended_on=row.extended_on,
        extension_ground=row.extension_ground,
        extension_reason=row.extension_reason,
        can_be_told=_can_be_told(session, row),
        is_from_desk=is_spoken(row.channel),
        longest=room_for_answer(session, row),
        longest_refusal=room_for_refusal(session, row),
        next_steps=frozenset(step.value for step in _steps(row)),
        history=tuple(_history(session, row.id)),
    )


def _chosen(commune_id: int, queue: Queue, today: date) -> list[ColumnElement[bool]]:
    mine = InformationRequest.commune_id == commune_id
    waits = InformationRequest.state.in_(OPEN)
    late = InformationRequest.due_on < today
    wanted: dict[Queue, list[ColumnElement[bool]]] = {
        Queue.OPEN: [waits],
        Queue.OVERDUE: [waits, late],
        Queue.PREPARED: [InformationRequest.state == RequestState.PREPARED],
        Queue.SETTLED: [~waits, InformationRequest.state != RequestState.PREPARED],
        Queue.ALL: [],
    }
    return [mine, *wanted[queue]]


def _order(queue: Queue) -> tuple[Any, ...]:
    if queue in {Queue.OPEN, Queue.OVERDUE}:
        return InformationRequest.due_on.asc().nulls_last(), InformationRequest.id
    return (InformationRequest.id.desc(),)


def _as_row(row: InformationRequest, zone: str | None, commune: Commune, today: date) -> RequestRow:
    return RequestRow(
        id=row.id,
        reference=row.reference,
        kind=row.kind,
        state=row.state,
        text=row.text,
        channel=row.channel,
        language=row.language,
        topic=row.topic,
        zone=zone,
        is_budget=row.is_budget,
        is_simulated=row.is_simulated,
        is_appeal=row.appeal_of is not None,
        received_on=day_in(row.received_at, commune.time_zone),
        due_on=row.due_on,
        days_left=(row.due_on - today).days if row.due_on and row.state in OPEN else None,
    )


def _history(session: Session, request_id: int) -> list[Step]:
    rows = session.execute(
        select(RequestEvent, Staff.name, Outbox.state)
        .outerjoin(Staff, Staff.id == RequestEvent.staff_id)
        .outerjoin(Outbox, Outbox.id == RequestEvent.outbox_id)
        .where(RequestEvent.request_id == request_id)
        .order_by(RequestEvent.id)
    )
    return [
        Step(event.state, name or "", event.note, event.reason, event.happened_at, _delivery(event, state))
        for event, name, state in rows
    ]


def _delivery(event: RequestEvent, state: str | None) -> str | None:
    if event.told is None:
        return None
    return str(state) if event.told and state else NOT_TOLD


def _steps(row: InformationRequest) -> frozenset[RequestState]:
    return next_steps(RequestState(row.state), RequestKind(row.kind))


def _can_be_told(session: Session, row: InformationRequest) -> bool:
    contact = session.get(Contact, row.contact_id) if row.contact_id and row.line_id else None
    if contact is None or not may_tell(contact, PURPOSE):
        return False
    return contact.channel not in IN_SESSION or line_by_sms(session, contact) is not None
