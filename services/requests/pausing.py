"""Asking the citizen back: the clock stands still until the answer, whoever brings it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import InformationRequest, RequestPause
from models.request import RequestState
from services.clock import day_in
from services.house import House
from services.requests import wording
from services.requests.authors import is_author
from services.requests.clock import pauses_of, set_due
from services.requests.filing import asked_text
from services.requests.history import note_step
from services.requests.reasons import RequestNo
from services.requests.taking import clock_for, take, tell_author, written


def ask_back(
    session: Session, house: House, *, commune_id: int, request_id: int, text: str, staff_id: int | None
) -> InformationRequest:
    """Ask the citizen something; from tomorrow the clock stands still."""
    row = take(session, commune_id, request_id, RequestState.PAUSED)
    question, clock = written(text, row, RequestNo.WITHOUT_QUESTION), clock_for(session, row)
    today = day_in(house.clock(), clock.commune.time_zone)
    session.add(RequestPause(request_id=row.id, question=question, asked_on=today))
    row.state = RequestState.PAUSED
    session.flush()
    set_due(session, clock, row)
    event = note_step(session, house, row, staff_id=staff_id, note=question)
    tell_author(session, house, row, event, wording.asked_back(row, question), said=question)
    return row


def take_reply(session: Session, house: House, row: InformationRequest, text: str, *, staff_id: int | None) -> None:
    """Keep what the citizen answered and let the clock run on; `Refusal` where nothing was asked."""
    pause = open_pause(session, row.id)
    if row.state != RequestState.PAUSED or pause is None:
        raise Refusal(RequestNo.NOT_PAUSED, reference=row.reference)
    clock = clock_for(session, row)
    pause.answer, pause.answered_on = asked_text(text), day_in(house.clock(), clock.commune.time_zone)
    row.state = RequestState.EXTENDED if row.extended_days else RequestState.RECEIVED
    session.flush()
    set_due(session, clock, row)
    note_step(session, house, row, staff_id=staff_id, note=pause.answer, reason="replied")


def end_pause(session: Session, house: House, row: InformationRequest) -> None:
    """End the wait without a reply, because the request is settled; until today the clock stood still."""
    pause = open_pause(session, row.id)
    if pause is None:
        return
    clock = clock_for(session, row)
    pause.answered_on = day_in(house.clock(), clock.commune.time_zone)
    session.flush()
    set_due(session, clock, row)


def note_reply(
    session: Session, house: House, *, commune_id: int, request_id: int, text: str, staff_id: int | None
) -> InformationRequest:
    """Keep an answer that the citizen gave at the desk or by phone."""
    row = take(session, commune_id, request_id)
    take_reply(session, house, row, text, staff_id=staff_id)
    return row


def reply_of(session: Session, house: House, *, commune_id: int, contact_id: int, reference: str, text: str) -> int:
    """Keep the answer that the author sent for a reference and return the request's id."""
    row = session.scalar(
        select(InformationRequest)
        .where(InformationRequest.commune_id == commune_id, InformationRequest.reference == reference)
        .with_for_update()
    )
    if row is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=reference)
    if not is_author(session, row, contact_id):
        raise Refusal(RequestNo.NOT_YOURS, reference=reference)
    take_reply(session, house, row, text, staff_id=None)
    return row.id


def open_pause(session: Session, request_id: int) -> RequestPause | None:
    """Return the pause that waits for the citizen, None where the clock runs."""
    return next((pause for pause in pauses_of(session, request_id) if pause.answered_on is None), None)


def awaited_from(session: Session, commune_id: int, contact_ids: Collection[int]) -> list[tuple[str, str]]:
    """Return the references and the questions that these contacts have not answered yet, the newest first."""
    query = (
        select(InformationRequest.reference, RequestPause.question)
        .join(RequestPause, RequestPause.request_id == InformationRequest.id)
        .where(InformationRequest.commune_id == commune_id, InformationRequest.contact_id.in_(contact_ids))
        .where(InformationRequest.state == RequestState.PAUSED, RequestPause.answered_on.is_(None))
        .order_by(RequestPause.id.desc())
        .limit(5)
    )
    return [(reference, question) for reference, question in session.execute(query)]
