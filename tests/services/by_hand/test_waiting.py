"""What waits for the second person: sheets typed once and full boxes, for whoever typed nothing in them."""

from __future__ import annotations

from datetime import timedelta

from services.by_hand.boxes import recount_ballot_box
from services.by_hand.waiting import WaitingByHand, waiting_by_hand
from services.house import House
from tests.conftest import HandClock
from tests.services.cycles.plans import OPENS
from tests.services.hand_town import HandDay, plant_paper_day
from tests.services.meeting_town import plant_meeting_day

NOTHING = WaitingByHand()


def waits(day: HandDay, staff: int) -> WaitingByHand:
    return day.house.work.read(lambda session: waiting_by_hand(session, day.commune_id, staff))


def test_a_full_box_waits_for_whoever_typed_nothing_in_it(house: House, clock: HandClock) -> None:
    day = plant_paper_day(house, found=2)
    clock.set(OPENS + timedelta(hours=5))
    day.void_sheet("no_code")
    assert (waits(day, day.awa), waits(day, day.bio)) == (NOTHING, NOTHING)
    where = (house, day.commune_id, day.cycle_id, day.box, 1)
    house.work.write(lambda session: recount_ballot_box(session, *where, staff_id=day.awa))
    assert (waits(day, day.awa), waits(day, day.bio)) == (NOTHING, WaitingByHand(boxes=1))
    day.close()
    assert waits(day, day.bio) == NOTHING


def test_a_sheet_that_was_typed_once_waits_for_another_than_who_typed_it(house: House, clock: HandClock) -> None:
    day = plant_meeting_day(house)
    clock.set(OPENS + timedelta(hours=5))
    number = day.enter(40, {1: 30})
    assert (waits(day, day.awa), waits(day, day.bio)) == (NOTHING, WaitingByHand(meetings=1))
    day.again(number, 40, {1: 30})
    assert waits(day, day.bio) == NOTHING
