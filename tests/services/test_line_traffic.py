from __future__ import annotations

import pytest

from services.house import House
from services.line_traffic import LineTraffic, traffic_of
from services.outbox import Claimed, Failed, claim, record_failed, record_sent
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def traffic(day: PollingDay, line: str = "sms") -> LineTraffic:
    return day.house.work.read(lambda session: traffic_of(session, day.lines[line]))


def claimed(day: PollingDay) -> Claimed:
    house = day.house
    return house.work.write(lambda session: claim(session, house, day.lines["sms"], house.clock(), 10))[0]


def test_a_line_nobody_used_has_carried_nothing(day: PollingDay) -> None:
    assert traffic(day) == LineTraffic(None, None, None)


def test_the_newest_message_counts_each_way_and_on_its_own_line(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "AIDE")
    came = clock()
    assert traffic(day) == LineTraffic(came, None, None)
    clock.wait(minutes=5)
    message = claimed(day)
    day.house.work.write(lambda session: record_sent(session, message, "SM1", clock()))
    assert traffic(day) == LineTraffic(came, clock(), None)
    assert traffic(day, "telegram") == LineTraffic(None, None, None)


def test_why_the_newest_message_stayed_is_told_until_it_goes_out(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "AIDE")
    message = claimed(day)
    day.house.work.write(lambda session: record_failed(session, message, Failed("credentials", 60), clock()))
    assert traffic(day).last_error == "credentials"
    clock.wait(hours=2)
    again = claimed(day)
    day.house.work.write(lambda session: record_sent(session, again, "SM1", clock()))
    assert traffic(day).last_error is None
