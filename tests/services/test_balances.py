from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from gateways.base import Balance
from models import LineBalance
from services.balances import BalanceView, balances_of, is_due, note_balance
from services.house import House
from services.line_standing import lines_to_see
from services.outbox import claim, record_sent
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def tell(day: PollingDay, told: Balance | str) -> None:
    day.house.work.write(lambda session: note_balance(session, day.lines["sms"], told, day.house.clock()))


def seen(day: PollingDay) -> BalanceView | None:
    line = day.lines["sms"]
    return day.house.work.read(lambda session: balances_of(session, [line], day.house.clock())).get(line)


def due(day: PollingDay) -> bool:
    return day.house.work.read(lambda session: is_due(session, day.lines["sms"], day.house.clock()))


def send_some(day: PollingDay, count: int) -> None:
    for place in range(count):
        day.sms(f"+2289{place:04}567", "VOTE 3")
    now, line = day.house.clock(), day.lines["sms"]
    for one in day.house.work.write(lambda session: claim(session, day.house, line, now, 100)):
        day.house.work.write(lambda session, one=one: record_sent(session, one, f"P{one.id}", now))


def test_what_is_left_is_shown_with_its_hour_and_unit(day: PollingDay, clock: HandClock) -> None:
    assert seen(day) is None
    tell(day, Balance(1_785_500, "KES"))
    view = seen(day)
    assert view is not None
    assert (view.minor, view.unit, view.asked_at, view.is_short) == (178_550, "KES", clock(), False)


def test_a_company_is_asked_a_few_times_a_day_and_sooner_after_it_did_not_tell(
    day: PollingDay, clock: HandClock
) -> None:
    assert due(day)
    tell(day, Balance(1000, "USD"))
    clock.wait(hours=3, minutes=59)
    assert not due(day)
    clock.wait(minutes=1)
    assert due(day)
    tell(day, "timeout")
    clock.wait(hours=1)
    assert due(day)


def test_a_clock_that_was_set_back_keeps_nobody_from_asking(day: PollingDay, clock: HandClock) -> None:
    tell(day, Balance(1000, "USD"))
    clock.wait(days=-1)
    assert due(day)


def test_where_the_company_did_not_tell_the_last_that_is_known_stays_with_its_hour(
    day: PollingDay, clock: HandClock
) -> None:
    told_at = clock()
    tell(day, Balance(5000, "USD"))
    clock.wait(hours=4)
    tell(day, "credentials")
    view = seen(day)
    assert view is not None and (view.asked_at, view.error, view.amount) == (told_at, "credentials", 5000)


def test_an_account_that_falls_faster_in_a_day_than_what_is_left_is_short_in_any_money(
    day: PollingDay, clock: HandClock
) -> None:
    for left in (30_000, 24_000, 18_000, 14_000):
        tell(day, Balance(left, "USD"))
        clock.wait(hours=6)
    view = seen(day)
    assert view is not None and view.is_short  # 16 in a day, 14 left


def test_what_was_paid_in_is_no_use_and_hides_none(day: PollingDay, clock: HandClock) -> None:
    for left in (30_000, 20_000, 120_000, 115_000):
        tell(day, Balance(left, "USD"))
        clock.wait(hours=6)
    view = seen(day)
    assert view is not None and not view.is_short


def test_an_empty_account_is_short_whatever_was_used(day: PollingDay) -> None:
    tell(day, Balance(0, "USD"))
    view = seen(day)
    assert view is not None and view.is_short


def test_a_bundle_of_sms_is_held_against_the_segments_of_the_last_day(day: PollingDay, clock: HandClock) -> None:
    send_some(day, 5)
    tell(day, Balance(4000, "SMS"))
    view = seen(day)
    assert view is not None and view.is_sms and view.is_short and view.minor == 4
    clock.wait(days=1, seconds=1)
    view = seen(day)
    assert view is not None and not view.is_short


def test_money_of_the_commune_is_held_against_what_its_messages_cost(day: PollingDay) -> None:
    send_some(day, 5)  # 15 F each, or more
    tell(day, Balance(74_000, "XOF"))
    view = seen(day)
    assert view is not None and view.is_short and view.minor == 74


def test_staff_are_told_of_a_line_that_is_nearly_out_of_money(day: PollingDay, clock: HandClock) -> None:
    def to_see() -> int:
        return day.house.work.read(lambda session: lines_to_see(session, day.house, day.commune_id, clock()))

    assert to_see() == 0
    tell(day, Balance(0, "USD"))
    assert to_see() == 1


def test_only_days_are_kept_and_the_same_moment_once(day: PollingDay, clock: HandClock) -> None:
    for _time in range(20):
        tell(day, Balance(1000, "USD"))
        tell(day, Balance(1000, "USD"))
        clock.wait(hours=12)
    kept = day.house.work.read(lambda session: session.scalar(select(func.count()).select_from(LineBalance)))
    assert kept is not None and kept <= timedelta(days=8) / timedelta(hours=12) + 1
