"""What staff decide about a question: answer, extend, refuse, close; the citizen hears of each."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Channel
from bot.phrases import Phrase
from budgeting.law.grounds import GroundCode
from budgeting.refusal import Refusal
from models import Commune, InformationRequest, RequestEvent
from models.request import RequestState
from services.clock import day_in
from services.house import House
from services.requests import wording
from services.requests.filing import DESK
from services.requests.history import note_step
from services.requests.reasons import OPEN, RequestNo, why_not_step
from services.telling import tell_numbered

LONGEST_BY_SMS = 480
"""Characters of an answer or a reason that still leave an SMS of four parts its first words."""
LONGEST = 3000
LONGEST_EXTENSION = timedelta(days=366)
PURPOSE = "request"


def answer(
    session: Session, house: House, *, commune_id: int, request_id: int, text: str, staff_id: int | None
) -> InformationRequest:
    """Answer a question, or correct its answer; the author is told in full."""
    row = _take(session, commune_id, request_id, RequestState.ANSWERED)
    row.answer = _written(text, row, RequestNo.WITHOUT_ANSWER)
    row.refusal = row.reason = None
    event = _settle(session, house, row, RequestState.ANSWERED, staff_id=staff_id, note=row.answer)
    _tell(session, house, row, event, wording.answered(row))
    return row


def extend(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    promised_on: date,
    reason: str,
    staff_id: int | None,
) -> InformationRequest:
    """Promise a later date and say why."""
    row = _take(session, commune_id, request_id, RequestState.EXTENDED)
    row.reason = _written(reason, row, RequestNo.WITHOUT_REASON)
    row.due_on = _later_date(session, house, row, promised_on)
    event = _settle(session, house, row, RequestState.EXTENDED, staff_id=staff_id, note=row.reason)
    _tell(session, house, row, event, wording.extended(row))
    return row


def refuse(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    code: str,
    reason: str,
    staff_id: int | None,
) -> InformationRequest:
    """Refuse a question: a code of `GroundCode` and a reason in words, both mandatory."""
    row = _take(session, commune_id, request_id, RequestState.REFUSED)
    if code not in set(GroundCode):
        raise Refusal(RequestNo.UNKNOWN_CODE)
    row.refusal = GroundCode(code)
    row.reason = _written(reason, row, RequestNo.WITHOUT_REASON)
    event = _settle(session, house, row, RequestState.REFUSED, staff_id=staff_id, note=row.reason, reason=code)
    _tell(session, house, row, event, wording.refused(row))
    return row


def close(
    session: Session, house: House, *, commune_id: int, request_id: int, reason: str = "", staff_id: int | None
) -> InformationRequest:
    """Close a question; one that was neither answered nor refused needs a reason, and its author hears it."""
    row = _take(session, commune_id, request_id, RequestState.CLOSED)
    was_open = row.state in OPEN
    note = _written(reason, row, RequestNo.WITHOUT_REASON) if was_open or reason.strip() else None
    row.reason = note or row.reason
    event = _settle(session, house, row, RequestState.CLOSED, staff_id=staff_id, note=note)
    _tell(session, house, row, event, wording.closed(row, note))
    return row


def _take(session: Session, commune_id: int, request_id: int, step: RequestState) -> InformationRequest:
    """Lock the question, so that two members of staff cannot both settle it; one of another commune is unknown."""
    row = session.scalar(
        select(InformationRequest)
        .where(InformationRequest.id == request_id, InformationRequest.commune_id == commune_id)
        .with_for_update()
    )
    if row is None:
        raise Refusal(RequestNo.UNKNOWN)
    if no := why_not_step(RequestState(row.state), step):
        raise no
    return row


def _settle(
    session: Session,
    house: House,
    row: InformationRequest,
    step: RequestState,
    *,
    staff_id: int | None,
    note: str | None,
    reason: str | None = None,
) -> RequestEvent:
    row.state = step
    if step is not RequestState.EXTENDED and row.settled_at is None:
        row.settled_at = house.clock()
    session.flush()
    return note_step(session, house, row, staff_id=staff_id, note=note, reason=reason)


def _tell(session: Session, house: House, row: InformationRequest, event: RequestEvent, words: Phrase) -> None:
    """Tell the author and note by which message, or that nobody could be told: staff must not wait for nothing."""
    event.outbox_id = tell_numbered(session, house, row.contact_id, row.line_id, words, purpose=PURPOSE)
    event.told = None if row.channel == DESK else event.outbox_id is not None


def _written(text: str, row: InformationRequest, missing: RequestNo) -> str:
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not clean:
        raise Refusal(missing)
    most = longest_for(row.channel)
    if len(clean) > most:
        raise Refusal(RequestNo.TEXT_TOO_LONG, most=most, length=len(clean))
    return clean


def longest_for(channel: str) -> int:
    """Return how many characters an answer may have on a channel."""
    return LONGEST_BY_SMS if channel in {Channel.SMS, Channel.USSD} else LONGEST


def _later_date(session: Session, house: House, row: InformationRequest, new: date) -> date:
    commune = session.get_one(Commune, row.commune_id)
    today = day_in(house.clock(), commune.time_zone)
    if new <= max(row.due_on, today):
        raise Refusal(RequestNo.DATE_NOT_LATER, promised_on=row.due_on.isoformat())
    if new > today + LONGEST_EXTENSION:
        raise Refusal(RequestNo.DATE_TOO_FAR, latest=(today + LONGEST_EXTENSION).isoformat())
    return new
