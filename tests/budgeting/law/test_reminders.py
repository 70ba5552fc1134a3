"""When staff are reminded."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from budgeting.law.calendar import Calendar
from budgeting.law.profiles import find_profiles
from budgeting.law.reminders import ReminderKind, ReminderPlan, plan_reminders


def test_a_due_date_on_a_holiday_is_recalled_on_the_last_working_day_before() -> None:
    # Togo, due Friday 1 May 2026, a holiday: the last chance is Thursday 30 April. Two working days before it is 28,
    # five is 22 April, because Monday 27 is Independence Day. After it: Monday 4 and Friday 8 May.
    reminders = plan_reminders(date(2026, 4, 1), date(2026, 5, 1), Calendar.of(find_profiles()["TG"]))
    assert [(reminder.day, reminder.kind) for reminder in reminders] == [
        (date(2026, 4, 22), ReminderKind.SOON),
        (date(2026, 4, 28), ReminderKind.SOON),
        (date(2026, 4, 30), ReminderKind.LAST_DAY),
        (date(2026, 5, 4), ReminderKind.ESCALATION),
        (date(2026, 5, 8), ReminderKind.ESCALATION),
    ]
    assert [reminder.working_days for reminder in reminders] == [-5, -2, 0, 1, 5]


def test_a_short_term_leaves_out_what_would_come_before_the_request() -> None:
    # Morocco, urgent: received Friday 27 March 2026, due Monday 30.
    reminders = plan_reminders(date(2026, 3, 27), date(2026, 3, 30), Calendar.of(find_profiles()["MA"]))
    assert [reminder.kind for reminder in reminders][:1] == [ReminderKind.LAST_DAY]
    assert reminders[0].day == date(2026, 3, 30)


def test_due_on_a_sunday_after_a_friday_receipt_is_recalled_on_the_sunday_itself() -> None:
    reminders = plan_reminders(date(2026, 3, 27), date(2026, 3, 29), Calendar.of(find_profiles()["MA"]))
    assert reminders[0].day == date(2026, 3, 29)


@given(
    country=st.sampled_from(sorted(find_profiles())),
    received_on=st.dates(date(2005, 1, 1), date(2060, 1, 1)),
    span=st.integers(1, 400),
    before=st.sets(st.integers(1, 20), max_size=3),
    after=st.sets(st.integers(1, 20), max_size=3),
)
def test_reminders_come_in_order_after_the_receipt_on_working_days_and_never_late_for_the_last(
    country: str, received_on: date, span: int, before: set[int], after: set[int]
) -> None:
    calendar, due_on = Calendar.of(find_profiles()[country]), received_on + timedelta(days=span)
    reminders = plan_reminders(received_on, due_on, calendar, ReminderPlan(tuple(before), tuple(after)))
    days = [reminder.day for reminder in reminders]
    assert days == sorted(days) and len(set(days)) == len(days) and days[0] > received_on
    for reminder in reminders:
        assert (reminder.day <= due_on) == (reminder.kind is not ReminderKind.ESCALATION)
        assert calendar.is_working(reminder.day) or reminder.day == due_on
    assert sum(reminder.kind is ReminderKind.LAST_DAY for reminder in reminders) == 1
    assert sum(reminder.kind is ReminderKind.ESCALATION for reminder in reminders) == len(after)
