"""The life of a request in each country, with dates counted by hand on a paper calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.law.asking import Asker, RequestKind, Track
from budgeting.law.calendar import Calendar
from budgeting.law.complaints import Complaint, RungState, Trigger, climb, ending_of
from budgeting.law.corrections import Correction, CorrectionKind
from budgeting.law.deadlines import Case, Deadline, Extension, deadline_of, why_not_extend
from budgeting.law.pauses import Pause
from budgeting.law.profiles import find_profiles
from budgeting.law.promise import Promise, PromisedStage, ladder_for
from budgeting.law.reasons import LawNo
from budgeting.law.sources import Doubt
from budgeting.law.terms import Basis, Unit
from budgeting.refusal import Refusal

PROMISE = Promise(days=10, unit=Unit.WORKING, extension_days=5)


def formal(received_on: date, **more: object) -> Case:
    return Case(received_on, RequestKind.FORMAL, **more)  # type: ignore[arg-type]


def due(country: str, case: Case, *corrections: Correction, promise: Promise | None = PROMISE) -> Deadline:
    profile = find_profiles()[country]
    deadline = deadline_of(case, profile, promise, Calendar.of(profile, corrections))
    assert deadline
    return deadline


# Morocco. Received Monday 2 March 2026. March: 3-6 make 4 days, 9-13 make 9, 16-19 make 13 (Friday 20 is the estimated
# Eid, Saturday 21 its second day), 23-27 make 18, 30 and 31 make 20.
IN_MARCH = formal(date(2026, 3, 2))


def test_morocco_twenty_working_days_with_the_feast_and_its_account() -> None:
    deadline = due("MA", IN_MARCH)
    assert deadline.due_on == date(2026, 3, 31)
    assert (deadline.basis, deadline.unit, deadline.base_days) == (Basis.LAW, Unit.WORKING, 20)
    assert [(holiday.day, holiday.is_estimated) for holiday in deadline.holidays] == [(date(2026, 3, 20), True)]
    assert deadline.holidays[0].names["fr"] == "Fête de la rupture du jeûne"
    assert [day.day for day in deadline.count.weekend_days] == [7, 8, 14, 15, 21, 22, 28, 29]
    assert [holiday.day.day for holiday in deadline.count.unsettled] == [20, 21]
    assert deadline.doubts == (Doubt.HOLIDAY_ESTIMATED,)
    assert not deadline.is_overdue(date(2026, 3, 31)) and deadline.is_overdue(date(2026, 4, 1))


def test_morocco_the_moon_a_day_late_gives_the_friday_back_and_the_doubt_is_gone() -> None:
    # The feast falls on Saturday 21 and Sunday 22: Friday 20 is worked, so the 20th day is Monday 30 March.
    later = (
        Correction(CorrectionKind.MOVED, date(2026, 3, 20), "Aïd al-Fitr", date(2026, 3, 21)),
        Correction(CorrectionKind.MOVED, date(2026, 3, 21), "Aïd al-Fitr", date(2026, 3, 22)),
    )
    deadline = due("MA", IN_MARCH, *later)
    assert (deadline.due_on, deadline.holidays, deadline.doubts) == (date(2026, 3, 30), (), ())
    assert deadline.count.corrections == later


def test_morocco_an_extension_adds_twenty_working_days_to_the_same_count() -> None:
    # April 1-3 make 23, 6-10 make 28, 13-17 make 33, 20-24 make 38, 27 and 28 make 40.
    case = formal(date(2026, 3, 2), extension=Extension(20, date(2026, 3, 30), "Trois services à consulter"))
    deadline = due("MA", case)
    assert (deadline.due_on, deadline.base_days, deadline.extended_by) == (date(2026, 4, 28), 20, 20)
    assert len(deadline.sources) == 2


def test_morocco_a_pause_moves_the_date_and_the_date_without_it_is_told_too() -> None:
    # 3-5 March make 3; 6-12 are awaited; 13 makes 4, 16-19 make 8, 23-27 make 13, 30 March-3 April make 18, 6 and 7
    # April make 20. No law was found that stops the clock, so the date without the pause stands beside it.
    deadline = due("MA", formal(date(2026, 3, 2), pauses=(Pause(date(2026, 3, 5), date(2026, 3, 12)),)))
    assert deadline.due_on == date(2026, 4, 7)
    assert deadline.strict.ends_on == date(2026, 3, 31)
    assert [day.day for day in deadline.count.paused_days] == [6, 7, 8, 9, 10, 11, 12]
    assert Doubt.PAUSE_NOT_IN_LAW in deadline.doubts


def test_morocco_while_the_citizen_is_awaited_seventeen_days_are_left_and_there_is_no_date() -> None:
    deadline = due("MA", formal(date(2026, 3, 2), pauses=(Pause(date(2026, 3, 5)),)))
    assert (deadline.due_on, deadline.count.counted, deadline.count.left) == (None, 3, 17)
    assert not deadline.is_overdue(date(2030, 1, 1))


def test_morocco_urgent_is_three_days_and_three_more_and_says_that_the_sources_differ() -> None:
    # Received Friday 27 March 2026: the third day is Monday 30; three more end on Thursday 2 April.
    urgent = due("MA", formal(date(2026, 3, 27), track=Track.URGENT))
    longer = Extension(3, date(2026, 3, 30), "Hôpital à joindre")
    assert (urgent.due_on, urgent.unit) == (date(2026, 3, 30), Unit.CALENDAR)
    assert urgent.doubts == (Doubt.SOURCES_DIFFER,)
    extended = due("MA", formal(date(2026, 3, 27), track=Track.URGENT, extension=longer))
    assert extended.due_on == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        # Tue 3 Oct 2028: 4-6 make 3, 9-13 make 8, 16-20 make 13, 23-27 make 18, Mon 30 makes 19; Tue 31 October is
        # Unity Day; Wed 1 November makes 20.
        (date(2028, 10, 3), date(2028, 11, 1)),
        # Fri 3 Oct 2025: four full weeks, and 31 October was still a day of work: 6-10, 13-17, 20-24, 27-31.
        (date(2025, 10, 3), date(2025, 10, 31)),
        # Mon 14 Dec 2026: 15-18 make 4, 21-25 make 9 (Christmas is worked), 28-31 make 13, Fri 1 January is off,
        # 4-8 make 18, Mon 11 January (Manifesto) is off, 12 and 13 make 20.
        (date(2026, 12, 14), date(2027, 1, 13)),
        # Received on a holiday, Wed 14 Jan 2026 (Amazigh new year): 15, 16 make 2, 19-23 make 7, 26-30 make 12,
        # 2-6 Feb make 17, 9-11 make 20.
        (date(2026, 1, 14), date(2026, 2, 11)),
        # Received on Saturday 7 Feb 2026, or on the Friday before: 9-13, 16-20, 23-27 Feb, 2-6 March.
        (date(2026, 2, 7), date(2026, 3, 6)),
        (date(2026, 2, 6), date(2026, 3, 6)),
        # Tue 1 Feb 2028, a leap year: 2-4 make 3, 7-11 make 8, 14-18 make 13, 21-25 make 18, Mon 28 and Tue 29 make 20;
        # the Eid of that year falls on Sat 26 and Sun 27 February by the estimate.
        (date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_morocco_feasts_year_ends_leap_days_and_receipts_on_days_off(received_on: date, due_on: date) -> None:
    assert due("MA", formal(received_on)).due_on == due_on


def test_morocco_a_silence_climbs_from_the_head_to_the_commission_to_the_court() -> None:
    # Silent on 31 March 2026. 20 working days to complain: 1-3 April make 3, 6-10 make 8, 13-17 make 13, 20-24 make 18,
    # 27 and 28 make 20. Filed 15 April: the head has 15 days, to 30 April. He is silent: 30 days to the commission, to
    # 30 May. Filed 10 May: it has 30 days, to 9 June. It answers on 1 June: 60 days to the court, 29 in June, 31 July.
    profile = find_profiles()["MA"]
    calendar = Calendar.of(profile)
    ending = ending_of(due("MA", IN_MARCH), date(2026, 4, 1), refused_on=None, answered_on=None)
    filed = [Complaint(0, date(2026, 4, 15)), Complaint(1, date(2026, 5, 10), date(2026, 6, 1))]
    head, commission, court = climb(profile.ladder, ending, filed, calendar, date(2026, 6, 2))
    assert head.after and (head.after.trigger, head.after.on) == (Trigger.SILENT, date(2026, 3, 31))
    assert head.complain_by and head.complain_by.due_on == date(2026, 4, 28)
    assert head.answer_by and head.answer_by.due_on == date(2026, 4, 30)
    assert Doubt.UNCONFIRMED in head.answer_by.doubts and head.complain_by.doubts == ()
    assert head.state is RungState.SILENT
    assert commission.complain_by and commission.complain_by.due_on == date(2026, 5, 30)
    assert commission.answer_by and commission.answer_by.due_on == date(2026, 6, 9)
    assert commission.state is RungState.ANSWERED
    assert court.complain_by and court.complain_by.due_on == date(2026, 7, 31)
    assert court.state is RungState.OPEN


# Togo. 30 days of which the source does not say which: calendar days, the earlier date, and it is said.
def test_togo_thirty_days_and_fifteen_for_those_who_inform_others() -> None:
    # 1 April 2026 + 30 is 1 May, a holiday: nothing was found that would carry it over. + 15 is 16 April.
    everybody, journalist = (
        due("TG", formal(date(2026, 4, 1))),
        due("TG", formal(date(2026, 4, 1), asker=Asker.JOURNALIST)),
    )
    assert (everybody.due_on, journalist.due_on) == (date(2026, 5, 1), date(2026, 4, 16))
    assert everybody.doubts == (Doubt.UNIT_NOT_STATED,) and everybody.holidays == ()
    assert due("TG", formal(date(2026, 4, 1), asker=Asker.RESEARCHER)).due_on == date(2026, 4, 16)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2024, 1, 30), date(2024, 2, 29)),  # 31 January is 1, 29 February of the leap year is 30
        (date(2023, 1, 30), date(2023, 3, 1)),  # 28 February is 29, 1 March is 30
        (date(2026, 12, 10), date(2027, 1, 9)),  # 21 days in December, 9 in January
    ],
)
def test_togo_leap_days_and_the_end_of_the_year(received_on: date, due_on: date) -> None:
    assert due("TG", formal(received_on)).due_on == due_on


def test_togo_a_pause_of_ten_days_moves_the_date_by_ten_days() -> None:
    deadline = due("TG", formal(date(2026, 4, 1), pauses=(Pause(date(2026, 4, 10), date(2026, 4, 20)),)))
    assert (deadline.due_on, deadline.strict.ends_on) == (date(2026, 5, 11), date(2026, 5, 1))


def test_togo_every_way_to_complain_is_open_at_once_and_none_has_a_number_of_days() -> None:
    profile = find_profiles()["TG"]
    ending = ending_of(None, date(2026, 4, 9), refused_on=date(2026, 4, 8), answered_on=None)
    rungs = climb(profile.ladder, ending, [Complaint(2, date(2026, 4, 9))], Calendar.of(profile), date(2027, 1, 1))
    assert [rung.state for rung in rungs] == [RungState.OPEN, RungState.OPEN, RungState.FILED, RungState.OPEN]
    assert all(rung.complain_by is None and rung.answer_by is None for rung in rungs)
    assert all(rung.after and rung.after.trigger is Trigger.REFUSED for rung in rungs)


# Mali. The law gives no number of days: the commune's promise runs and says that it is one.
def test_mali_a_formal_request_runs_on_the_promise() -> None:
    # Ten working days from Friday 18 September 2026: Mon 21 makes 1, Tue 22 is the national day, 23-25 make 4,
    # 28 September-2 October make 9, Mon 5 October makes 10. Five more: 6-9 make 14, Mon 12 makes 15.
    case = formal(date(2026, 9, 18))
    deadline = due("ML", case)
    assert (deadline.due_on, deadline.basis) == (date(2026, 10, 5), Basis.PROMISE)
    assert [holiday.names["fr"] for holiday in deadline.holidays] == ["Fête Nationale de la République du Mali"]
    assert deadline.doubts == ()
    extended = formal(date(2026, 9, 18), extension=Extension(5, date(2026, 10, 5), "Pièce à retrouver"))
    assert due("ML", extended).due_on == date(2026, 10, 12)


def test_mali_without_a_promise_there_is_no_date_and_none_is_made_up() -> None:
    profile = find_profiles()["ML"]
    assert deadline_of(formal(date(2026, 9, 18)), profile, None, Calendar.of(profile)) is None
    assert ending_of(None, date(2030, 1, 1), refused_on=None, answered_on=None) is None


def test_mali_a_refusal_opens_the_administrative_court_without_a_date() -> None:
    profile = find_profiles()["ML"]
    ending = ending_of(
        due("ML", formal(date(2026, 9, 18))), date(2026, 10, 1), refused_on=date(2026, 10, 1), answered_on=None
    )
    (court,) = climb(
        ladder_for(Basis.PROMISE, profile.ladder, PROMISE), ending, [], Calendar.of(profile), date(2027, 1, 1)
    )
    assert (court.state, court.complain_by) == (RungState.OPEN, None)


# Cameroon and Burundi give the Monday for a feast on a Sunday.
def test_cameroon_the_monday_after_a_sunday_feast_is_not_counted() -> None:
    # Five working days from Friday 9 February 2024. Youth Day is Sunday 11, so Monday 12 is off; 13-16 make 4, Monday
    # 19 makes 5.
    deadline = due("CM", Case(date(2024, 2, 9)), promise=Promise(5, Unit.WORKING))
    assert deadline.due_on == date(2024, 2, 19)
    (monday,) = deadline.holidays
    assert monday.is_substitute and monday.names["fr"] == "Fête de la Jeunesse"


def test_burundi_the_monday_after_all_saints_is_not_counted() -> None:
    # Three working days from Thursday 29 October 2026: Fri 30 makes 1, Mon 2 November stands for Sunday 1, 3 and 4
    # make 3.
    deadline = due("BI", Case(date(2026, 10, 29)), promise=Promise(3, Unit.WORKING))
    assert deadline.due_on == date(2026, 11, 4)
    assert deadline.holidays[0].is_substitute and deadline.holidays[0].names["fr"] == "Toussaint"


def test_burundi_the_communes_own_stages_follow_a_silent_promise() -> None:
    # The promise ran to Wednesday 4 November 2026. Five working days to write to the mayor: 5, 6 make 2, 9-11 make 5.
    # Written on Monday 9: three working days to answer, Thursday 12.
    promise = Promise(3, Unit.WORKING, complaints=(PromisedStage("Le maire", 5, 3),))
    profile = find_profiles()["BI"]
    ending = ending_of(
        due("BI", Case(date(2026, 10, 29)), promise=promise), date(2026, 11, 5), refused_on=None, answered_on=None
    )
    ladder = ladder_for(Basis.PROMISE, profile.ladder, promise)
    (mayor,) = climb(ladder, ending, [Complaint(0, date(2026, 11, 9))], Calendar.of(profile), date(2026, 11, 10))
    assert mayor.complain_by and mayor.complain_by.due_on == date(2026, 11, 11)
    assert mayor.answer_by and mayor.answer_by.due_on == date(2026, 11, 12)
    assert (mayor.stage.name, mayor.state) == ("Le maire", RungState.FILED)


def test_a_question_runs_on_the_promise_even_where_the_law_has_a_number() -> None:
    # Ten working days from Monday 2 March 2026: 3-6 make 4, 9-13 make 9, 16 makes 10.
    deadline = due("MA", Case(date(2026, 3, 2)))
    assert (deadline.due_on, deadline.basis) == (date(2026, 3, 16), Basis.PROMISE)


def test_an_urgent_request_is_refused_where_nothing_is_known_of_urgency() -> None:
    for case in (formal(date(2026, 3, 2), track=Track.URGENT), Case(date(2026, 3, 2), track=Track.URGENT)):
        with pytest.raises(Refusal) as refused:
            due("TG", case)
        assert refused.value.reason is LawNo.NO_URGENT_TRACK


TAKEN = Extension(10, date(2026, 3, 9), "Archives à ouvrir")


@pytest.mark.parametrize(
    ("country", "case", "extension", "reason"),
    [
        ("MA", IN_MARCH, TAKEN, None),
        ("MA", IN_MARCH, Extension(20, date(2026, 3, 31), "Le dernier jour"), None),
        ("MA", IN_MARCH, Extension(20, date(2026, 4, 1), "Un jour trop tard"), LawNo.EXTENSION_TOO_LATE),
        ("MA", IN_MARCH, Extension(21, date(2026, 3, 9), "Plus que la loi"), LawNo.EXTENSION_TOO_LONG),
        ("MA", IN_MARCH, Extension(0, date(2026, 3, 9), "Rien"), LawNo.EXTENSION_TOO_LONG),
        ("MA", IN_MARCH, Extension(5, date(2026, 3, 9), " \n"), LawNo.EXTENSION_WITHOUT_REASON),
        ("MA", IN_MARCH, Extension(5, date(2026, 3, 1), "Avant"), LawNo.EXTENSION_BEFORE_RECEIPT),
        ("MA", formal(date(2026, 3, 2), extension=TAKEN), TAKEN, LawNo.EXTENSION_TWICE),
        ("TG", IN_MARCH, TAKEN, LawNo.NO_EXTENSION),
        ("ML", IN_MARCH, Extension(5, date(2026, 3, 9), "Promis"), None),
    ],
)
def test_an_extension_is_taken_once_in_time_with_a_reason_and_no_longer_than_allowed(
    country: str, case: Case, extension: Extension, reason: LawNo | None
) -> None:
    profile = find_profiles()[country]
    no = why_not_extend(case, extension, profile, PROMISE, Calendar.of(profile))
    assert (no.reason if no else None) == reason


@given(
    country=st.sampled_from(sorted(find_profiles())),
    received_on=st.dates(date(2010, 1, 1), date(2050, 1, 1)),
    asker=st.sampled_from(Asker),
    more=st.integers(1, 20),
)
def test_more_time_is_never_less(country: str, received_on: date, asker: Asker, more: int) -> None:
    plain = due(country, formal(received_on, asker=asker))
    longer = due(country, formal(received_on, asker=asker, extension=Extension(more, received_on, "…")))
    assert plain.due_on and longer.due_on and plain.due_on < longer.due_on
    assert longer.extended_by == more and longer.base_days == plain.base_days
