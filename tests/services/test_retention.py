from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Outbox, OutboxState
from services.house import House
from services.outbox import claim
from services.retention import forget_words
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def forget(day: PollingDay) -> None:
    day.house.work.write(lambda session: forget_words(session, day.house.clock()))


def outbox(day: PollingDay) -> list[tuple[OutboxState, bool]]:
    query = select(Outbox.state, Outbox.payload).order_by(Outbox.id)
    return day.house.work.read(lambda session: [(row.state, row.payload is None) for row in session.execute(query)])


def test_choices_do_not_wait_for_ever_on_a_line_that_nobody_serves(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 3")
    day.sms(AFI, "BUDGET")
    clock.wait(days=3)
    forget(day)
    assert outbox(day) == [(OutboxState.QUEUED, False)] * 2
    clock.wait(minutes=1)
    forget(day)
    assert outbox(day) == [(OutboxState.DROPPED, True), (OutboxState.QUEUED, False)]


def test_what_was_dropped_keeps_back_nothing_that_comes_after_it(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 3")
    day.sms(AFI, "BUDGET")
    clock.wait(days=4)
    forget(day)
    line, now = day.lines["sms"], clock()
    claimed = day.house.work.write(lambda session: claim(session, day.house, line, now, 10))
    assert [message.id for message in claimed] == [2]
