"""Reminders of promised days: staff hear before, on the day and after; who follows hears once that the day is over.

Each reminder is a row of its own key, so that a job that runs late, twice or on two machines reminds once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.views.follow_ups import reference_of
from budgeting.law.calendar import Calendar
from budgeting.law.reminders import Reminder, ReminderKind, ReminderPlan, plan_reminders
from models import Commune, FollowUp, FollowUpReminder
from services.audit import record
from services.clock import day_in
from services.follow_ups.finding import Reader, is_open, readable_by
from services.follow_ups.following import tell_followers
from services.follow_ups.words import late_words
from services.house import House
from services.quiet_hours import permitted_from
from services.requests.clock import clock_of
from services.rows import put_new

KEY = ("follow_up_id", "due_on", "kind", "day")
PLAN = ReminderPlan(before=(20, 5), after=(1, 20))
"""Working days: a promise runs for months, so about a month and a week before, the day after and a month later."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class RemindedFollowUp:
    """A promise of which staff were reminded, and the latest reminder of it; `is_mine` of who reads."""

    number: int
    text: str
    kind: str
    due_on: date
    is_mine: bool

    @property
    def reference(self) -> str:
        """How people write it."""
        return reference_of(self.number)


def remind_all(session: Session, house: House) -> int:
    """Write down every reminder that is due in every commune; return how many are new."""
    return sum(_remind(session, house, commune) for commune in session.scalars(select(Commune).order_by(Commune.id)))


def reminders_for(session: Session, commune_id: int, reader: Reader) -> list[RemindedFollowUp]:
    """Return what a member of staff is reminded of: their own first, then what is promised for the earliest day."""
    rows = session.execute(
        select(FollowUp, FollowUpReminder)
        .join(FollowUpReminder, FollowUpReminder.follow_up_id == FollowUp.id)
        .where(FollowUp.commune_id == commune_id, is_open(), readable_by(reader))
        .where(FollowUp.due_on == FollowUpReminder.due_on)
        .order_by(FollowUpReminder.day, FollowUpReminder.id)
    )
    latest = {
        row.number: RemindedFollowUp(row.number, row.text, str(one.kind), one.due_on, row.staff_id == reader.staff_id)
        for row, one in rows
    }
    return sorted(latest.values(), key=lambda one: (not one.is_mine, one.due_on, one.number))[:SHOWN]


def _remind(session: Session, house: House, commune: Commune) -> int:
    rows = session.scalars(
        select(FollowUp)
        .where(FollowUp.commune_id == commune.id, FollowUp.due_on.is_not(None), is_open())
        .order_by(FollowUp.id)
    ).all()
    if not rows:
        return 0
    calendar, today = clock_of(session, commune).calendar, day_in(house.clock(), commune.time_zone)
    return sum(_remind_of(session, house, commune, row, calendar, today) for row in rows)


def _remind_of(session: Session, house: House, commune: Commune, row: FollowUp, calendar: Calendar, today: date) -> int:
    assert row.due_on is not None
    due = [one for one in plan_reminders(row.promised_on, row.due_on, calendar, PLAN) if one.day <= today]
    new = [one for one in due if _keep(session, house, row, one)]
    if not new:
        return 0
    _note(session, house, row, new)
    is_over_now = any(one.kind is ReminderKind.ESCALATION for one in new)
    was_over = any(one.kind is ReminderKind.ESCALATION for one in due if one not in new)
    if is_over_now and not was_over and _was_promised_here(commune, row):
        by_day = permitted_from(house.clock(), commune.time_zone)
        tell_followers(session, house, row, late_words(row), due_at=by_day)
    return len(new)


def _was_promised_here(commune: Commune, row: FollowUp) -> bool:
    """Was its day still to come when it was written down? Who follows what an old table says knows that it is late."""
    return row.due_on is not None and row.due_on >= day_in(row.made_at, commune.time_zone)


def _keep(session: Session, house: House, row: FollowUp, one: Reminder) -> bool:
    values = {"follow_up_id": row.id, "due_on": row.due_on, "kind": one.kind, "day": one.day}
    return put_new(session, FollowUpReminder, *KEY, **values, reminded_at=house.clock()) is not None


def _note(session: Session, house: House, row: FollowUp, new: Sequence[Reminder]) -> None:
    """Write the last of the new reminders into the trail: those that were missed say nothing more."""
    record(
        session,
        house,
        act=f"follow_up_{new[-1].kind}",
        subject="follow_up",
        subject_id=row.id,
        details={"number": row.number, "promised_on": row.due_on.isoformat() if row.due_on else ""},
        commune_id=row.commune_id,
    )
