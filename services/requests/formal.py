"""Formal requests: prepared by phone, completed at the office with what the law asks, registered with a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import Asker, FormField, FormNeed, RequestKind, Track, missing_fields
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest, Line
from models.request import RequestState
from services.clock import day_in, zone_of
from services.house import House
from services.periods import PREPARED
from services.requests import wording
from services.requests.clock import Clock, clock_of, law_of, start_clock
from services.requests.filing import DeskVisit, asked_text, number, spoken_request, written_request
from services.requests.history import note_step
from services.requests.reasons import RequestNo
from services.requests.taking import clock_for, take, tell_author
from services.vault import Sealed

FORM = "request_form"
"""The purpose under which what the law asks of a person is sealed."""
LONGEST_FIELD = 300
NOT_HANDED_IN = "not_handed_in"


@dataclass(frozen=True, slots=True)
class Deposit:
    """A form as it was handed in: what the law asks for, who asks, on which track, on which day."""

    text: str
    fields: Mapping[FormField, str] = field(default_factory=dict)
    asker: str = Asker.ANYBODY
    track: str = Track.ORDINARY
    wants_email: bool = False
    received_on: date | None = None


def is_formal_here(commune: Commune) -> bool:
    """Does the country's law know a formal request?"""
    return RequestKind.FORMAL in law_of(commune).kinds


def knows_formal(session: Session, commune_id: int) -> bool:
    """Does the law of that commune know a formal request?"""
    return is_formal_here(session.get_one(Commune, commune_id))


def prepare_formal(
    session: Session,
    house: House,
    *,
    commune: Commune,
    contact: Contact,
    line: Line | None,
    text: str,
    topic: str | None,
    language: str,
) -> InformationRequest:
    """Prepare a citizen's form under a reference; no clock runs before it is handed in."""
    row = written_request(commune, contact, line, text=text, topic=topic, language=language)
    _prepare(session, house, commune, row, None)
    return row


def prepare_at_desk(
    session: Session, house: House, *, commune_id: int, visit: DeskVisit, staff_id: int
) -> InformationRequest:
    """Prepare the form of somebody who is there in person, or on the telephone."""
    commune = session.get_one(Commune, commune_id)
    row = spoken_request(session, commune, visit)
    _prepare(session, house, commune, row, staff_id)
    return row


def make_formal(session: Session, house: House, row: InformationRequest) -> None:
    """Turn a question that was answered at once into a formal request that waits for its form, out of any group."""
    commune = session.get_one(Commune, row.commune_id)
    _need_law(commune)
    row.kind, row.state, row.helped = RequestKind.FORMAL, RequestState.PREPARED, False
    row.answer = row.settled_at = row.due_on = row.answered_from = row.group_id = None
    note_step(session, house, row, staff_id=None)


def receive_formal(
    session: Session, house: House, *, commune_id: int, request_id: int, deposit: Deposit, staff_id: int | None
) -> InformationRequest:
    """Register a form that is complete: its clock starts, the citizen gets the date; who asks is sealed."""
    row = take(session, commune_id, request_id, RequestState.RECEIVED)
    if row.state != RequestState.PREPARED:
        raise Refusal(RequestNo.STEP_NOT_OPEN, state=row.state, step=RequestState.RECEIVED.value)
    clock = clock_for(session, row)
    given = _given(clock, deposit)
    row.text, row.asker, row.track = asked_text(deposit.text), *_who(deposit)
    row.form = house.vault.seal_json(given, FORM)
    row.received_at = _moment(house, clock, deposit.received_on)
    row.state = RequestState.RECEIVED
    deadline = start_clock(session, clock, row)
    event = note_step(session, house, row, staff_id=staff_id)
    tell_author(session, house, row, event, wording.registered(row, deadline))
    return row


def drop_form(session: Session, house: House, row: InformationRequest) -> None:
    """Close a form that nobody has handed in: who prepared it is told, then its words and the way back are erased."""
    row.state, row.settled_at, row.text = RequestState.CLOSED, house.clock(), ""
    event = note_step(session, house, row, staff_id=None, reason=NOT_HANDED_IN)
    session.flush()
    tell_author(session, house, row, event, wording.not_handed_in(row))
    row.contact_id = row.line_id = None


def drop_forms(session: Session, house: House) -> int:
    """Close every form that was prepared long ago and never handed in, and return how many."""
    row = InformationRequest
    old = select(row).where(row.state == RequestState.PREPARED, row.received_at < house.clock() - PREPARED)
    found = session.scalars(old.order_by(row.id).with_for_update()).all()
    for one in found:
        drop_form(session, house, one)
    return len(found)


def open_form(house: House, row: InformationRequest) -> dict[str, str]:
    """Return who asked, for staff alone; empty where it was never given, is erased, or is of another secret."""
    if row.form is None:
        return {}
    try:
        return {str(name): str(value) for name, value in house.vault.open_json(row.form, FORM).items()}
    except Sealed:
        return {}


def form_of(clock: Clock) -> tuple[FormNeed, ...]:
    """Return what the law's form asks for beside the description."""
    return tuple(need for need in clock.profile.form if need.field is not FormField.DESCRIPTION)


def _prepare(session: Session, house: House, commune: Commune, row: InformationRequest, staff_id: int | None) -> None:
    _need_law(commune)
    number(session, commune, row, house.clock())
    row.kind, row.state = RequestKind.FORMAL, RequestState.PREPARED
    row.law = clock_of(session, commune).profile.key
    session.add(row)
    session.flush()
    note_step(session, house, row, staff_id=staff_id)


def _need_law(commune: Commune) -> None:
    if not is_formal_here(commune):
        raise Refusal(RequestNo.NOT_FORMAL_HERE)


def _given(clock: Clock, deposit: Deposit) -> dict[str, str]:
    given = {str(name): value.strip()[:LONGEST_FIELD] for name, value in deposit.fields.items() if value.strip()}
    known = {FormField(name) for name in given} | {FormField.DESCRIPTION}
    missing = missing_fields(clock.profile.form, known, wants_email=deposit.wants_email)
    if missing:
        raise Refusal(RequestNo.FORM_INCOMPLETE, field=missing[0].value)
    return given


def _who(deposit: Deposit) -> tuple[Asker, Track]:
    if deposit.asker not in set(Asker) or deposit.track not in set(Track):
        raise Refusal(RequestNo.UNKNOWN_ASKER)
    return Asker(deposit.asker), Track(deposit.track)


def _moment(house: House, clock: Clock, day: date | None) -> datetime:
    """Return when the form was handed in: now, or noon of an earlier day."""
    now, zone = house.clock(), clock.commune.time_zone
    today = day_in(now, zone)
    if day is None or day == today:
        return now
    if day > today:
        raise Refusal(RequestNo.DATE_IN_FUTURE)
    return datetime.combine(day, time(12), tzinfo=zone_of(zone)).astimezone(UTC)
