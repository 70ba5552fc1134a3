"""Shows of hands: a signed sheet typed by two people, sealed until the count, void with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.hands import HandsReason
from budgeting.refusal import Refusal
from budgeting.ways_in import PHONES_ONLY
from models import AuditEntry, Commune, CountSheet
from services.by_hand.reasons import HandReason
from services.counting.reasons import CountReason
from services.counting.shows import shows_of
from services.house import House
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS
from tests.services.meeting_town import HELD, SIGNED, MeetingDay, plant_meeting_day
from tests.services.townsfolk import plant_staff

HANDS = {1: 30, 2: 12}


@pytest.fixture
def day(house: House, clock: HandClock) -> MeetingDay:
    planted = plant_meeting_day(house)
    clock.set(OPENS + timedelta(hours=5))
    return planted


def why(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return str(no.value.reason)


def test_a_sheet_counts_once_a_second_person_typed_the_same(day: MeetingDay, clock: HandClock) -> None:
    number = day.enter(40, HANDS)
    (open_one,) = day.meetings()
    assert open_one.is_open and (open_one.place, open_one.signed) == ("École", SIGNED)
    assert day.again(number, 40, HANDS) is True
    (told,) = day.meetings()
    assert (told.is_open, told.entered_by, told.confirmed_by) == (False, "Awa", "Bio")
    clock.set(CLOSES + GRACE)
    run = day.count()
    assert run.outcome["votes"] == {"1": 30, "2": 12, "3": 0}
    assert (run.ballots, shows_of(run).present, run.election["hands"]) == (0, 40, {"1": 30, "2": 12})


def test_while_a_sheet_waits_for_a_second_person_nothing_is_counted(day: MeetingDay, clock: HandClock) -> None:
    number = day.enter(40, HANDS)
    clock.set(CLOSES + GRACE)
    with pytest.raises(Refusal) as no:
        day.count()
    assert (no.value.reason, no.value.values) == (CountReason.MEETING_OPEN, {"place": "École"})
    day.again(number, 40, HANDS)
    assert day.count().outcome["votes"]["1"] == 30


def test_whoever_types_something_else_hears_in_which_lines_and_nothing_more(day: MeetingDay) -> None:
    number = day.enter(40, HANDS)
    differs = day.again(number, 41, {1: 30, 2: 12, 3: 1})
    assert isinstance(differs, Refusal)
    assert (differs.reason, differs.values) == (HandReason.MEETING_DIFFERS, {"lines": "0, 3"})
    assert day.meetings()[0].is_open
    assert day.again(number, 40, HANDS) is True


def test_nobody_finds_a_figure_by_trying(day: MeetingDay) -> None:
    number = day.enter(40, HANDS)
    for guess in range(5):
        assert isinstance(day.again(number, 35 + guess, {}), Refusal)
    assert why(lambda: day.again(number, 40, HANDS)) == HandReason.MEETING_TRIES


def test_after_six_differing_tries_of_all_people_and_days_a_sheet_is_entered_anew(
    day: MeetingDay, house: House, clock: HandClock
) -> None:
    def newcomer(session: Session) -> int:
        return plant_staff(session, session.get_one(Commune, day.commune_id), "Chérif").id

    other = house.work.write(newcomer)
    number = day.enter(40, HANDS)
    for guess in range(6):
        assert isinstance(day.again(number, 35 + guess % 5, {}, staff=(day.bio, other)[guess % 2]), Refusal)
        clock.wait(hours=25)
    assert day.again(number, 40, HANDS, staff=day.awa) is False  # who entered it may, which gives no more tries
    for staff in (day.bio, other):
        assert why(lambda staff=staff: day.again(number, 40, HANDS, staff=staff)) == HandReason.MEETING_GUESSED  # type: ignore[misc]
    day.void(number)
    assert day.again(day.enter(40, HANDS), 40, HANDS) is True


def test_who_entered_a_sheet_puts_it_right_and_confirms_nothing(day: MeetingDay) -> None:
    number = day.enter(40, {1: 3})
    assert day.again(number, 40, HANDS, staff=day.awa) is False
    assert day.meetings()[0].is_open
    assert day.again(number, 40, HANDS) is True
    assert why(lambda: day.again(number, 40, HANDS)) == HandReason.MEETING_CONFIRMED


def test_the_figures_lie_sealed_and_of_one_length(day: MeetingDay, house: House) -> None:
    day.enter(40, HANDS)
    day.enter(5, {}, "Marché")
    few, many = (sheet.figures for sheet in day.sheets())
    assert len(few) == len(many) and b"present" not in few
    trail = house.work.read(lambda db: [entry.details for entry in db.scalars(select(AuditEntry))])
    assert all(set(each) <= {"state", "meeting", "digest"} for each in trail if each.get("meeting"))


def test_a_sheet_that_was_changed_or_moved_stops_the_count_until_it_is_void(
    day: MeetingDay, house: House, clock: HandClock
) -> None:
    day.confirmed(40, HANDS)
    second = day.confirmed(20, {1: 1}, "Marché")

    def copy(session: Session) -> None:
        one, other = session.scalars(select(CountSheet).order_by(CountSheet.number))
        other.figures = one.figures

    house.work.write(copy)
    clock.set(CLOSES + GRACE)
    assert why(day.count) == HandReason.MEETING_UNREADABLE
    day.void(second, "changed")
    assert day.count().outcome["votes"]["1"] == 30


def test_a_sheet_changed_before_it_is_confirmed_is_told_as_such(day: MeetingDay, house: House) -> None:
    number = day.enter(40, HANDS)

    def spoil(session: Session) -> None:
        session.scalars(select(CountSheet)).one().figures = b"rubbish"

    house.work.write(spoil)
    assert why(lambda: day.again(number, 40, HANDS)) == HandReason.MEETING_UNREADABLE
    assert day.again(number, 40, HANDS, staff=day.awa) is False  # who entered it types it again
    assert day.again(number, 40, HANDS) is True


def test_a_void_sheet_counts_for_nothing_and_says_why(day: MeetingDay, clock: HandClock) -> None:
    number = day.confirmed(40, HANDS)
    assert why(lambda: day.void(number, "  ")) == HandReason.WORDS_NEEDED
    day.void(number)
    assert why(lambda: day.void(number)) == HandReason.MEETING_VOID
    (told,) = day.meetings()
    assert (told.void_reason, told.is_open) == ("compté deux fois", False)
    day.confirmed(41, {1: 7})  # the same meeting, entered anew
    clock.set(CLOSES + GRACE)
    run = day.count()
    assert run.outcome["votes"]["1"] == 7
    assert [(one.number, one.reason) for one in shows_of(run).void] == [(1, "compté deux fois")]


def test_one_meeting_is_entered_once(day: MeetingDay) -> None:
    day.enter(40, HANDS)
    assert why(lambda: day.enter(40, HANDS, "ÉCOLE ")) == HandReason.MEETING_TWICE
    assert day.enter(40, HANDS, at=HELD + timedelta(hours=1)) == 2


def test_a_meeting_is_held_while_the_vote_is_open_and_entered_after_it(day: MeetingDay, clock: HandClock) -> None:
    for outside in (OPENS - timedelta(minutes=1), CLOSES + timedelta(minutes=1)):
        assert why(lambda at=outside: day.enter(40, HANDS, at=at)) == HandReason.MEETING_OUTSIDE  # type: ignore[misc]
    assert why(lambda: day.enter(40, HANDS, at=OPENS + timedelta(hours=6))) == HandReason.MEETING_TO_COME
    clock.set(CLOSES + GRACE + timedelta(days=1))
    day.confirmed(40, HANDS, at=CLOSES)
    day.count()
    assert why(lambda: day.enter(40, HANDS)) == HandReason.COUNTED
    assert why(lambda: day.void(1)) == HandReason.COUNTED


def test_a_sheet_that_cannot_be_is_refused(day: MeetingDay) -> None:
    assert why(lambda: day.enter(4, {})) == HandsReason.PRESENT_WRONG
    assert why(lambda: day.enter(10, {1: 11})) == HandsReason.MORE_THAN_PRESENT
    assert why(lambda: day.enter(10, {9: 1})) == HandsReason.PROJECT_UNKNOWN
    assert why(lambda: day.enter(40, HANDS, " ")) == HandReason.PLACE_MISSING
    assert why(lambda: day.enter(40, HANDS, signed=("Chef", " chef "))) == HandsReason.SIGNERS_FEW


def test_where_the_rules_announce_none_no_meeting_is_entered(house: House, clock: HandClock) -> None:
    day = plant_meeting_day(house, PHONES_ONLY)
    clock.set(OPENS + timedelta(hours=5))
    assert why(lambda: day.enter(40, HANDS)) == HandReason.NO_HANDS
    assert why(day.meetings) == HandReason.NO_HANDS
