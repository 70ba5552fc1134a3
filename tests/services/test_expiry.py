from __future__ import annotations

import pytest
from sqlalchemy import select, update

from models import Line, Outbox, OutboxState
from services.expiry import expire_messages
from services.house import House
from services.message_list import list_messages
from services.outbox import claim
from services.today import FAILURES_SHOWN
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def switch(day: PollingDay, line: str, *, on: bool) -> None:
    day.house.work.write(
        lambda session: session.execute(update(Line).where(Line.id == day.lines[line]).values(enabled=on))
    )


def expire(day: PollingDay) -> int:
    return day.house.work.write(lambda session: expire_messages(session, day.house.clock()))


def outbox(day: PollingDay) -> list[tuple[OutboxState, bool]]:
    query = select(Outbox.state, Outbox.payload).order_by(Outbox.id)
    return day.house.work.read(lambda session: [(row.state, row.payload is None) for row in session.execute(query)])


def test_what_waits_on_a_line_that_is_off_is_given_up_after_a_day_and_staff_see_why(
    day: PollingDay, clock: HandClock
) -> None:
    day.sms(AFI, "BUDGET")
    day.sms(AFI, "VOTE 3")
    day.telegram("501", "BUDGET")
    switch(day, "sms", on=False)
    clock.wait(hours=24, minutes=-1)
    assert expire(day) == 0
    clock.wait(minutes=1)
    assert expire(day) == 2
    kept, erased = (OutboxState.FAILED, False), (OutboxState.FAILED, True)
    assert outbox(day) == [kept, erased, (OutboxState.QUEUED, False)]
    seen, total = day.house.work.read(
        lambda session: list_messages(session, day.house, day.commune_id, state=OutboxState.FAILED)
    )
    assert (total, {message.error for message in seen}) == (2, {"line_off"})
    assert clock() - seen[0].created_at < FAILURES_SHOWN
    assert expire(day) == 0


def test_a_message_in_the_hands_of_a_worker_that_died_is_given_up_too(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "BUDGET")
    day.house.work.write(lambda session: claim(session, day.house, day.lines["sms"], clock(), 5))
    switch(day, "sms", on=False)
    clock.wait(hours=24)
    assert expire(day) == 1
    assert outbox(day) == [(OutboxState.FAILED, False)]


def test_a_line_that_is_on_keeps_what_waits_and_one_switched_on_again_sends_it(
    day: PollingDay, clock: HandClock
) -> None:
    day.sms(AFI, "BUDGET")
    switch(day, "sms", on=False)
    clock.wait(hours=23)
    switch(day, "sms", on=True)
    clock.wait(days=3)
    assert expire(day) == 0
    claimed = day.house.work.write(lambda session: claim(session, day.house, day.lines["sms"], clock(), 5))
    assert len(claimed) == 1
