"""How a due date was reckoned, in words: the days, the holidays left out, the pauses, the reserves."""

from __future__ import annotations

from datetime import date

from bot.law_words import DOUBTS
from bot.phrases import Counted, Day, Named, Phrase, _
from bot.request_words import CALENDAR_DAYS, HOLIDAYS, days_of
from bot.wording import Series
from budgeting.law.deadlines import Deadline
from budgeting.law.public_holidays import Holiday
from budgeting.law.terms import Basis


def account_of(deadline: Deadline, answer_by: date | None = None) -> tuple[Phrase, ...]:
    """Return the whole account of a due date, sentence by sentence; that of an appeal is no later than `answer_by`."""
    return (
        _base(deadline),
        *_extension(deadline),
        *_holidays(deadline),
        *_weekends(deadline),
        *_pauses(deadline),
        *(DOUBTS[doubt] for doubt in deadline.doubts),
        *_end_of_appeals(deadline, answer_by),
    )


def _base(deadline: Deadline) -> Phrase:
    days, start = days_of(deadline.base_days, deadline.unit), Day(deadline.count.starts_on)
    if deadline.basis is Basis.LAW:
        return _("The law gives %(days)s, counted from the day after %(received_on)s.", days=days, received_on=start)
    return _("The commune promises %(days)s, counted from the day after %(received_on)s.", days=days, received_on=start)


def _extension(deadline: Deadline) -> list[Phrase]:
    if not deadline.extended_by:
        return []
    return [_("The extension adds %(days)s.", days=days_of(deadline.extended_by, deadline.unit))]


def _holidays(deadline: Deadline) -> list[Phrase]:
    found = deadline.holidays
    if not found:
        return []
    names = Series([_holiday(holiday) for holiday in found])
    return [_("Not counted: %(holidays)s: %(names)s.", holidays=HOLIDAYS.of(len(found)), names=names)]


def _holiday(holiday: Holiday) -> Phrase:
    return _("%(name)s (%(received_on)s)", name=Named(holiday.names), received_on=Day(holiday.day))


def _weekends(deadline: Deadline) -> list[Phrase]:
    found = len(deadline.count.weekend_days)
    return [_("Not counted: %(days)s of weekly rest.", days=CALENDAR_DAYS.of(found))] if found else []


def _pauses(deadline: Deadline) -> list[Phrase]:
    count = deadline.count
    if count.is_stopped:
        said = [_("The clock stands still: the citizen is awaited. %(days)s are left.", days=_left(deadline))]
    elif count.paused_days:
        waited = CALENDAR_DAYS.of(len(count.paused_days))
        said = [_("Not counted: %(days)s of waiting for the citizen.", days=waited)]
    else:
        return []
    if deadline.strict.ends_on and deadline.strict.ends_on != count.ends_on:
        said.append(_("Without the wait the last day is %(due_on)s.", due_on=Day(deadline.strict.ends_on)))
    return said


def _left(deadline: Deadline) -> Counted:
    return days_of(deadline.count.left, deadline.unit)


def _end_of_appeals(deadline: Deadline, answer_by: date | None) -> list[Phrase]:
    if answer_by is None or deadline.due_on is None or deadline.due_on <= answer_by:
        return []
    return [_("Appeals end on %(until)s: this one is due by that day, which is sooner.", until=Day(answer_by))]
