"""Stages of a complaint: what opens, what is missed, what a late answer changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from budgeting.law.calendar import Calendar
from budgeting.law.complaints import (
    Complaint,
    Ending,
    Rung,
    RungState,
    Trigger,
    Verdict,
    climb,
    ending_of,
    why_not_complain,
)
from budgeting.law.deadlines import Case, deadline_of
from budgeting.law.profiles import find_profiles
from budgeting.law.promise import Promise, PromisedStage, ladder_for
from budgeting.law.reasons import LawNo
from budgeting.law.terms import Basis, Unit

# In calendar days: ten to complain to the mayor, who has five to answer; ten more to write to the council, which
# promises no number of days; then the assembly of the inhabitants, with no number at all.
PROMISE = Promise(
    days=15,
    unit=Unit.CALENDAR,
    complaints=(PromisedStage("Le maire", 10, 5), PromisedStage("Le conseil", 10), PromisedStage("L'assemblée")),
)
CALENDAR = Calendar.of(find_profiles()["BI"])
REFUSED = Ending(Trigger.REFUSED, date(2026, 6, 1))


def rungs(today: date, *complaints: Complaint, ending: Ending | None = REFUSED) -> tuple[Rung, ...]:
    ladder = ladder_for(Basis.PROMISE, find_profiles()["BI"].ladder, PROMISE)
    return climb(ladder, ending, complaints, CALENDAR, today)


def states(*found: Rung) -> list[RungState]:
    return [rung.state for rung in found]


def test_while_the_request_runs_no_stage_is_open() -> None:
    assert states(*rungs(date(2026, 6, 2), ending=None)) == [RungState.NOT_YET] * 3


def test_a_refusal_opens_the_first_stage_until_its_last_day() -> None:
    on_the_last_day, a_day_later = rungs(date(2026, 6, 11)), rungs(date(2026, 6, 12))
    assert on_the_last_day[0].complain_by and on_the_last_day[0].complain_by.due_on == date(2026, 6, 11)
    assert on_the_last_day[0].complain_by.basis is Basis.PROMISE
    assert states(*on_the_last_day) == [RungState.OPEN, RungState.NOT_YET, RungState.NOT_YET]
    assert states(*a_day_later) == [RungState.MISSED, RungState.NOT_YET, RungState.NOT_YET]


def test_a_silent_body_opens_the_next_stage_from_its_last_day() -> None:
    # Filed 5 June, five days to answer: 10 June; from then ten days: 20 June.
    filed = Complaint(0, date(2026, 6, 5))
    assert states(*rungs(date(2026, 6, 10), filed)) == [RungState.FILED, RungState.NOT_YET, RungState.NOT_YET]
    mayor, council, _ = rungs(date(2026, 6, 11), filed)
    assert (mayor.state, council.state) == (RungState.SILENT, RungState.OPEN)
    assert council.after == Ending(Trigger.SILENT, date(2026, 6, 10))
    assert council.complain_by and council.complain_by.due_on == date(2026, 6, 20)


def test_an_answer_after_a_silence_starts_the_days_anew() -> None:
    _, council, _ = rungs(date(2026, 6, 16), Complaint(0, date(2026, 6, 5), date(2026, 6, 15)))
    assert council.after == Ending(Trigger.NOT_ACCEPTED, date(2026, 6, 15))
    assert council.complain_by and council.complain_by.due_on == date(2026, 6, 25)


def test_where_no_number_is_promised_silence_gives_no_date_and_only_an_answer_opens_the_next() -> None:
    mayor, council = Complaint(0, date(2026, 6, 5)), Complaint(1, date(2026, 6, 12))
    assert states(*rungs(date(2027, 6, 1), mayor, council)) == [RungState.SILENT, RungState.FILED, RungState.NOT_YET]
    answered = Complaint(1, date(2026, 6, 12), date(2026, 9, 1))
    assert states(*rungs(date(2027, 6, 1), mayor, answered)) == [RungState.SILENT, RungState.ANSWERED, RungState.OPEN]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_filed_complaint_stays_where_the_stage_before_answers_late(verdict: Verdict) -> None:
    # The mayor's five days end on 10 June; the council is written to on the 12th; the mayor answers on the 15th.
    mayor = Complaint(0, date(2026, 6, 5), date(2026, 6, 15), verdict)
    council = Complaint(1, date(2026, 6, 12))
    after = rungs(date(2026, 6, 16), mayor, council)
    last = RungState.NEEDLESS if verdict is Verdict.FOR_CITIZEN else RungState.NOT_YET
    assert states(*after) == [RungState.ANSWERED, RungState.FILED, last]
    before = rungs(date(2026, 6, 14), Complaint(0, date(2026, 6, 5)), council)
    assert after[1] == before[1]
    assert after[1].complaint is council and after[1].after == Ending(Trigger.SILENT, date(2026, 6, 10))


def test_a_complaint_filed_stays_where_nothing_opens_its_stage_any_more() -> None:
    (mayor, council, _) = rungs(date(2026, 6, 9), Complaint(0, date(2026, 6, 5)), ending=None)
    assert (mayor.state, council.state) == (RungState.FILED, RungState.NOT_YET)
    assert mayor.answer_by and mayor.answer_by.due_on == date(2026, 6, 10)


def test_who_won_has_nothing_left_to_complain_of_where_the_stages_have_no_order_either() -> None:
    profile, today = find_profiles()["TG"], date(2026, 6, 20)

    def of_togo(*complaints: Complaint) -> list[RungState]:
        return states(*climb(profile.ladder, REFUSED, complaints, Calendar.of(profile), today))

    filed, waits = Complaint(1, date(2026, 6, 5), date(2026, 6, 9)), Complaint(3, date(2026, 6, 6))
    assert of_togo(filed) == [RungState.OPEN, RungState.ANSWERED, RungState.OPEN, RungState.OPEN]
    won = replace(filed, verdict=Verdict.FOR_CITIZEN)
    assert of_togo(won) == [RungState.NEEDLESS, RungState.ANSWERED, RungState.NEEDLESS, RungState.NEEDLESS]
    assert of_togo(won, waits) == [RungState.NEEDLESS, RungState.ANSWERED, RungState.NEEDLESS, RungState.FILED]
    against = replace(filed, verdict=Verdict.AGAINST)
    assert of_togo(against) == of_togo(filed)


def test_an_ending_is_the_refusal_the_answer_or_else_the_silence() -> None:
    profile = find_profiles()["BI"]
    deadline = deadline_of(Case(date(2026, 6, 1)), profile, PROMISE, CALENDAR)
    day, past = date(2026, 6, 9), date(2026, 6, 17)
    assert ending_of(deadline, past, refused_on=day, answered_on=None) == Ending(Trigger.REFUSED, day)
    assert ending_of(deadline, past, refused_on=None, answered_on=day) == Ending(Trigger.NOT_ACCEPTED, day)
    silent = ending_of(deadline, past, refused_on=None, answered_on=None)
    assert silent == Ending(Trigger.SILENT, date(2026, 6, 16))
    assert ending_of(deadline, date(2026, 6, 16), refused_on=None, answered_on=None) is None


@pytest.mark.parametrize(
    ("complaint", "reason"),
    [
        (Complaint(0, date(2026, 6, 1)), None),
        (Complaint(0, date(2026, 6, 11)), None),
        (Complaint(0, date(2026, 6, 12)), LawNo.COMPLAINT_TOO_LATE),
        (Complaint(0, date(2026, 5, 31)), LawNo.COMPLAINT_BEFORE_STAGE),
        (Complaint(1, date(2026, 6, 5)), LawNo.COMPLAINT_BEFORE_STAGE),
        (Complaint(3, date(2026, 6, 5)), LawNo.COMPLAINT_UNKNOWN_STAGE),
        (Complaint(-1, date(2026, 6, 5)), LawNo.COMPLAINT_UNKNOWN_STAGE),
    ],
)
def test_a_complaint_is_noted_only_at_an_open_stage_and_in_time(complaint: Complaint, reason: LawNo | None) -> None:
    no = why_not_complain(rungs(date(2026, 6, 5)), complaint)
    assert (no.reason if no else None) == reason


def test_the_law_keeps_its_stages_where_the_clock_was_the_laws() -> None:
    legal = find_profiles()["MA"].ladder
    assert ladder_for(Basis.LAW, legal, PROMISE) is legal
    assert ladder_for(Basis.PROMISE, legal, Promise(5, Unit.WORKING)) is legal
    assert ladder_for(Basis.PROMISE, legal, PROMISE).stages[0].name == "Le maire"
