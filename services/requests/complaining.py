"""After a refusal, a silence or an answer that is not accepted: the stages of complaint and what is noted of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.complaints import Complaint, Ending, Rung, RungState, Verdict, climb, ending_of, why_not_complain
from budgeting.law.promise import ladder_for
from budgeting.refusal import Refusal
from models import InformationRequest, RequestComplaint
from services.clock import day_in
from services.house import House
from services.requests import wording
from services.requests.clock import Clock, read_deadline
from services.requests.history import note_step
from services.requests.reasons import RequestNo
from services.requests.taking import clock_for, take, tell_author, written


def rungs_of(
    session: Session, clock: Clock, row: InformationRequest, today: date, *, with_complaints: bool = True
) -> tuple[Rung, ...]:
    """Return every stage of complaint of a request with its dates, as of a day.

    Without complaints they are those that anybody can reckon from the public dates, whether its author complained or
    not.
    """
    deadline = read_deadline(session, clock, row) if row.was_handed_in else None
    if deadline is None:
        return ()
    ladder = ladder_for(deadline.basis, clock.profile_of(row).ladder, clock.promise_of(row))
    filed = [_complaint(one) for one in _complaints(session, row.id)] if with_complaints else []
    settled_on = day_in(row.settled_at, clock.commune.time_zone) if row.settled_at else None
    ending: Ending | None = ending_of(
        deadline,
        today,
        refused_on=settled_on if row.refusal else None,
        answered_on=settled_on if row.answer else None,
    )
    return climb(ladder, ending, filed, clock.calendar, today)


def open_rungs(session: Session, house: House, clock: Clock, row: InformationRequest) -> list[Rung]:
    """Return the stages a citizen may turn to today, several where the law gives them no order."""
    today = day_in(house.clock(), clock.commune.time_zone)
    return still_open(rungs_of(session, clock, row, today))


def still_open(rungs: Sequence[Rung]) -> list[Rung]:
    """Return the stages to which nobody has turned and whose days run."""
    return [rung for rung in rungs if rung.state is RungState.OPEN]


def file_complaint(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    stage: int,
    filed_on: date,
    staff_id: int | None,
) -> InformationRequest:
    """Note that the citizen has complained at a stage; they hear by when that body must answer."""
    row = take(session, commune_id, request_id)
    clock = clock_for(session, row)
    today = _not_future(house, clock, filed_on)
    if no := why_not_complain(rungs_of(session, clock, row, today), Complaint(stage, filed_on)):
        raise no
    session.add(RequestComplaint(request_id=row.id, stage=stage, filed_on=filed_on))
    session.flush()
    rung = rungs_of(session, clock, row, today)[stage]
    event = note_step(session, house, row, staff_id=staff_id, reason="complaint_filed")
    tell_author(session, house, row, event, wording.complaint_noted(row, rung))
    return row


def note_complaint_answer(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    stage: int,
    answered_on: date,
    verdict: str,
    text: str = "",
    staff_id: int | None,
) -> InformationRequest:
    """Note how a body decided; the citizen hears it with the words of staff, and of the next stage if one opens."""
    row = take(session, commune_id, request_id)
    clock = clock_for(session, row)
    today = _not_future(house, clock, answered_on)
    found = next((one for one in _complaints(session, row.id) if one.stage == stage), None)
    if found is None or answered_on < found.filed_on:
        raise Refusal(RequestNo.UNKNOWN)
    if verdict not in set(Verdict):
        raise Refusal(RequestNo.UNKNOWN_VERDICT)
    decision = written(text, row, RequestNo.WITHOUT_REASON) if text.strip() else ""
    found.answered_on, found.verdict, found.decision = answered_on, Verdict(verdict), decision or None
    session.flush()
    rungs = rungs_of(session, clock, row, today)
    following = still_open(rungs)
    event = note_step(session, house, row, staff_id=staff_id, note=decision or None, reason="complaint_answered")
    words = wording.complaint_answered(row, rungs[stage], Verdict(verdict), decision)
    words += [wording.may_complain(following)] if following else []
    tell_author(session, house, row, event, *words, said=decision)
    return row


def _not_future(house: House, clock: Clock, day: date) -> date:
    today = day_in(house.clock(), clock.commune.time_zone)
    if day > today:
        raise Refusal(RequestNo.DATE_IN_FUTURE)
    return today


def _complaint(one: RequestComplaint) -> Complaint:
    verdict = Verdict(one.verdict) if one.verdict else None
    return Complaint(one.stage, one.filed_on, one.answered_on, verdict, one.decision or "")


def _complaints(session: Session, request_id: int) -> list[RequestComplaint]:
    query = select(RequestComplaint).where(RequestComplaint.request_id == request_id).order_by(RequestComplaint.stage)
    return list(session.scalars(query))
