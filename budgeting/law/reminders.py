"""On which days staff are reminded of a deadline: some before, the last day, and after it, higher up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from budgeting.law.calendar import Calendar


class ReminderKind(StrEnum):
    """What a reminder says; an escalation goes to whoever stands above the person in charge."""

    SOON = "reminder_soon"
    LAST_DAY = "reminder_last_day"
    ESCALATION = "reminder_escalation"


@dataclass(frozen=True)
class Reminder:
    """One day on which to remind; `working_days` is the distance from the due date, negative before it."""

    day: date
    kind: ReminderKind
    working_days: int


@dataclass(frozen=True)
class ReminderPlan:
    """How many working days before and after the due date staff hear of it."""

    before: tuple[int, ...] = (5, 2)
    after: tuple[int, ...] = (1, 5)


def plan_reminders(
    received_on: date, due_on: date, calendar: Calendar, plan: ReminderPlan = ReminderPlan()
) -> tuple[Reminder, ...]:
    """Return the reminders of a deadline, in order, each on a working day.

    The last-day reminder of a date that is no working day comes on the working day before it, unless the request came
    in later than that: then on the due date itself. What would fall on or before the day of receipt is left out.
    """
    last = _last_chance(received_on, due_on, calendar)
    soon = [Reminder(_away(last, -n, calendar), ReminderKind.SOON, -n) for n in sorted(plan.before, reverse=True)]
    late = [Reminder(_away(due_on, n, calendar), ReminderKind.ESCALATION, n) for n in sorted(plan.after)]
    return (
        *(reminder for reminder in soon if reminder.day > received_on),
        Reminder(last, ReminderKind.LAST_DAY, 0),
        *late,
    )


def _last_chance(received_on: date, due_on: date, calendar: Calendar) -> date:
    if calendar.is_working(due_on):
        return due_on
    before = next(calendar.working_days(due_on, step=-1))
    return before if before > received_on else due_on


def _away(day: date, count: int, calendar: Calendar) -> date:
    """Return the working day that many working days away; `count` is never 0."""
    steps = calendar.working_days(day, step=1 if count > 0 else -1)
    return next(islice(steps, abs(count) - 1, None))
