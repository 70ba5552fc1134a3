"""Reminders of due dates: staff hear before, on the last day and after; the citizen hears once that the time is over.

Each reminder is a row of its own key, so that a job that runs late, twice or on two machines reminds once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import RequestKind
from budgeting.law.reminders import Reminder, ReminderKind, plan_reminders
from models import Commune, InformationRequest, RequestReminder
from services.audit import record
from services.clock import day_in
from services.house import House
from services.requests import wording
from services.requests.clock import Clock, clock_of
from services.requests.complaining import open_rungs
from services.requests.history import note_step
from services.requests.reasons import OPEN
from services.requests.taking import tell_author
from services.rows import put_new

KEY = ("request_id", "due_on", "kind", "day")


def remind_all(session: Session, house: House) -> int:
    """Write down every reminder that is due in every commune; return how many are new."""
    return sum(_remind(session, house, commune) for commune in session.scalars(select(Commune).order_by(Commune.id)))


def reminders_of(session: Session, commune_id: int) -> dict[int, RequestReminder]:
    """Return the latest reminder of each open request that its present due date has given."""
    rows = session.scalars(
        select(RequestReminder)
        .join(InformationRequest, InformationRequest.id == RequestReminder.request_id)
        .where(InformationRequest.commune_id == commune_id, InformationRequest.state.in_(OPEN))
        .where(InformationRequest.due_on == RequestReminder.due_on)
        .order_by(RequestReminder.day, RequestReminder.id)
    )
    return {row.request_id: row for row in rows}


def _remind(session: Session, house: House, commune: Commune) -> int:
    rows = session.scalars(
        select(InformationRequest)
        .where(InformationRequest.commune_id == commune.id, InformationRequest.state.in_(OPEN))
        .where(InformationRequest.due_on.is_not(None))
        .order_by(InformationRequest.id)
    ).all()
    if not rows:
        return 0
    clock, today = clock_of(session, commune), day_in(house.clock(), commune.time_zone)
    return sum(_remind_of(session, house, clock, row, today) for row in rows)


def _remind_of(session: Session, house: House, clock: Clock, row: InformationRequest, today: date) -> int:
    assert row.due_on is not None
    received_on = day_in(row.received_at, clock.commune.time_zone)
    due = [one for one in plan_reminders(received_on, row.due_on, clock.calendar) if one.day <= today]
    new = [one for one in due if _keep(session, house, row, one)]
    if not new:
        return 0
    _note(session, house, row, new)
    if row.kind == RequestKind.FORMAL and _is_first_escalation(due, new):
        _tell_silence(session, house, clock, row)
    return len(new)


def _keep(session: Session, house: House, row: InformationRequest, one: Reminder) -> bool:
    values = {"request_id": row.id, "due_on": row.due_on, "kind": one.kind, "day": one.day}
    return put_new(session, RequestReminder, *KEY, **values, reminded_at=house.clock()) is not None


def _is_first_escalation(due: Sequence[Reminder], new: Sequence[Reminder]) -> bool:
    first = next((one for one in due if one.kind is ReminderKind.ESCALATION), None)
    return first is not None and first in new


def _tell_silence(session: Session, house: House, clock: Clock, row: InformationRequest) -> None:
    """Tell the author of a formal request that the time is over, and where to turn."""
    rungs = open_rungs(session, house, clock, row)
    event = note_step(session, house, row, staff_id=None, reason="overdue")
    session.flush()
    tell_author(session, house, row, event, wording.silent(row), *([wording.may_complain(rungs)] if rungs else []))


def _note(session: Session, house: House, row: InformationRequest, new: Sequence[Reminder]) -> None:
    """Write the last of the new reminders into the trail: those that were missed say nothing more."""
    record(
        session,
        house,
        act=f"request_{new[-1].kind}",
        subject="request",
        subject_id=row.id,
        details={"reference": row.reference, "due_on": row.due_on.isoformat() if row.due_on else ""},
        commune_id=row.commune_id,
    )
