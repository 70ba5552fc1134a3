"""What staff decide about a request: answer, extend, refuse, close; the citizen hears of each."""

from __future__ import annotations

from sqlalchemy.orm import Session

from budgeting.law.deadlines import Extension, why_not_extend
from budgeting.law.extending import ExtensionCode
from budgeting.law.grounds import GroundCode
from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal
from models import InformationRequest, RequestEvent
from models.request import RequestState
from services.clock import day_in
from services.house import House
from services.requests import wording
from services.requests.clock import pauses_of, set_due
from services.requests.complaining import open_rungs
from services.requests.history import note_step
from services.requests.pausing import end_pause
from services.requests.publishing import PublicWords, lapse, make_public
from services.requests.reasons import OPEN, RequestNo
from services.requests.taking import clock_for, take, tell_author, written


def answer(
    session: Session, house: House, *, commune_id: int, request_id: int, text: str, staff_id: int | None
) -> InformationRequest:
    """Answer a request, or correct its answer; the author is told in full."""
    row = take(session, commune_id, request_id, RequestState.ANSWERED)
    put_answer(session, house, row, written(text, row, RequestNo.WITHOUT_ANSWER), staff_id)
    return row


def put_answer(
    session: Session,
    house: House,
    row: InformationRequest,
    text: str,
    staff_id: int | None,
    public: PublicWords | None = None,
) -> RequestEvent:
    """Give a request its answer, or another one, and tell its author; one that is closed stays closed.

    `public` are the words that everybody reads from now on; without them those that no longer fit are taken back.
    """
    if public is not None:
        make_public(session, house, row, public, staff_id)
    elif text != row.answer:
        lapse(session, house, row, staff_id)
    row.answer, row.refusal, row.reason = text, None, None
    step = RequestState.CLOSED if row.state == RequestState.CLOSED else RequestState.ANSWERED
    event = _settle(session, house, row, step, staff_id=staff_id, note=text)
    tell_author(session, house, row, event, wording.answered(row), said=text)
    return event


def extend(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    days: int,
    code: str,
    reason: str,
    staff_id: int | None,
) -> InformationRequest:
    """Take more days, as many as the law or the commune's promise allows: a reason of its list, and why in words.

    `Refusal` (`LawNo`) where there is no extension, it was taken before, it is too long or too late.
    """
    row = take(session, commune_id, request_id, RequestState.EXTENDED)
    reason, clock = written(reason, row, RequestNo.WITHOUT_REASON), clock_for(session, row)
    if code not in {ground.code for ground in clock.extension_grounds_of(row)}:
        raise Refusal(RequestNo.UNKNOWN_EXTENSION_CODE)
    extension = Extension(days, day_in(house.clock(), clock.commune.time_zone), reason)
    case = clock.case_of(row, pauses_of(session, row.id))
    if row.answer_by:
        raise Refusal(LawNo.NO_EXTENSION)  # the stage of appeals ends on its day whatever is promised
    if no := why_not_extend(case, extension, clock.profile_of(row), clock.promise_of(row), clock.calendar):
        raise no
    row.extended_days, row.extended_on, row.extension_reason = days, extension.told_on, reason
    row.extension_ground = ExtensionCode(code)
    set_due(session, clock, row)
    event = _settle(session, house, row, RequestState.EXTENDED, staff_id=staff_id, note=reason, reason=code)
    tell_author(session, house, row, event, wording.extended(row), said=reason)
    return row


def refuse(
    session: Session, house: House, *, commune_id: int, request_id: int, code: str, reason: str, staff_id: int | None
) -> InformationRequest:
    """Refuse a request: a ground of the law's list and a reason in words; the author hears where to complain."""
    row = take(session, commune_id, request_id, RequestState.REFUSED)
    clock = clock_for(session, row)
    if code not in {ground.code for ground in clock.grounds_of(row)}:
        raise Refusal(RequestNo.UNKNOWN_CODE)
    row.refusal = GroundCode(code)
    row.reason = written(reason, row, RequestNo.WITHOUT_REASON)
    event = _settle(session, house, row, RequestState.REFUSED, staff_id=staff_id, note=row.reason, reason=code)
    rungs = open_rungs(session, house, clock, row)
    words = (wording.refused(row), *([wording.may_complain(rungs)] if rungs else []))
    tell_author(session, house, row, event, *words, said=row.reason)
    return row


def close(
    session: Session, house: House, *, commune_id: int, request_id: int, reason: str = "", staff_id: int | None
) -> InformationRequest:
    """Close a request; a question that was neither answered nor refused needs a reason, and its author hears it.

    A formal request that is open is answered or refused first; the reason of a refusal stays that of the refusal.
    """
    row = take(session, commune_id, request_id, RequestState.CLOSED)
    was_open = row.state in OPEN | {RequestState.PREPARED}
    note = written(reason, row, RequestNo.WITHOUT_REASON) if was_open or reason.strip() else None
    row.reason = row.reason if row.refusal else note or row.reason
    event = _settle(session, house, row, RequestState.CLOSED, staff_id=staff_id, note=note)
    tell_author(session, house, row, event, wording.closed(row, note), said=note or "")
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
    is_reconsidered = row.state == RequestState.REFUSED and step is RequestState.ANSWERED
    row.state = step
    if step is not RequestState.EXTENDED:
        end_pause(session, house, row)
        row.settled_at = house.clock() if is_reconsidered else row.settled_at or house.clock()
    session.flush()
    return note_step(session, house, row, staff_id=staff_id, note=note, reason=reason)
