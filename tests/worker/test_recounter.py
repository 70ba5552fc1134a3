"""What a company's records hold and we lack: counted, taken late, judged by its own time, and never taken twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from gateways.base import LineView, Recounting, Resending
from gateways.providers.twilio import PROVIDER
from gateways.registry import find_providers
from models import InboundCheck, Line, Turnout
from services.house import House
from services.line_kinds import KINDS, lists_inbound
from services.quarantine import bury
from services.throttle import Throttle
from services.watching.inbound import days_due, inbound_view, lacking
from tests.conftest import HandClock
from tests.fakes.twilio_api import ACCOUNT, TOKEN, FakeTwilio
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.recounter import Recounter

AFI, KOFI = "+22890112233", "+22890445566"
NUMBER = "+22890000001"


@pytest.fixture
def api() -> Iterator[FakeTwilio]:
    with FakeTwilio() as fake:
        yield fake


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def recount(day: PollingDay, api: FakeTwilio, throttle: Throttle | None = None) -> int:
    settings, secrets = {"account_sid": ACCOUNT, "api_url": api.url}, {"auth_token": TOKEN}
    line = LineView("twilio", "main", NUMBER, "", settings=settings, secrets=secrets)

    async def scenario() -> int:
        sender = PROVIDER.open_sender(line)
        assert isinstance(sender, Recounting)
        try:
            work = Recounter(day.house, day.lines["sms"], PROVIDER, line, sender, throttle or Throttle())
            return await work.round()
        finally:
            await sender.close()

    return asyncio.run(scenario())


def check_of(day: PollingDay, which: date | None = None) -> tuple[int, int, int, int]:
    wanted = which or day.house.clock().astimezone(UTC).date()
    row = day.house.work.read(lambda session: session.get(InboundCheck, (day.lines["sms"], wanted)))
    assert row is not None
    return row.theirs, row.missing, row.fetched, row.unread


def ago(day: PollingDay, **parts: float) -> datetime:
    return day.house.clock() - timedelta(**parts)


def test_a_vote_that_was_lost_on_its_way_is_taken_late_and_answered(day: PollingDay, api: FakeTwilio) -> None:
    day.sms(KOFI, "VOTE 2", "SM1")
    api.receive("SM1", KOFI, "", ago(day, minutes=20))  # redacted there, for it was a ballot
    api.receive("SM2", AFI, "VOTE 3", ago(day, minutes=30))
    api.receive("SM3", "+22890777777", "BUDGET", ago(day, minutes=40))
    assert recount(day, api) == 2  # yesterday too
    assert check_of(day) == (3, 0, 2, 0)
    assert day.choices() == [[2], [3]]
    assert any("3" in text for text in day.texts())


def test_nothing_is_taken_twice(day: PollingDay, api: FakeTwilio, clock: HandClock) -> None:
    api.receive("SM2", AFI, "VOTE 3", ago(day, minutes=30))
    recount(day, api)
    assert recount(day, api) == 0  # not due again within the hour
    clock.wait(minutes=56)
    assert recount(day, api) == 1
    day.sms(AFI, "VOTE 3", "SM2")  # the company brings it once more itself
    assert check_of(day) == (1, 0, 1, 0)
    assert day.house.work.read(lambda session: session.query(Turnout).count()) == 1


def test_an_older_vote_that_comes_late_never_stands_in_place_of_a_newer_one(day: PollingDay, api: FakeTwilio) -> None:
    day.sms(AFI, "VOTE 5", "SM1")
    api.receive("SM0", AFI, "VOTE 3", ago(day, minutes=30))
    recount(day, api)
    assert day.choices() == [[5]]


def test_a_vote_sent_before_closing_counts_within_the_grace_and_not_after(
    day: PollingDay, api: FakeTwilio, clock: HandClock
) -> None:
    clock.set(day.closes_at + timedelta(hours=1))
    api.receive("SM1", AFI, "VOTE 3", day.closes_at - timedelta(minutes=30))
    api.receive("SM2", KOFI, "VOTE 4", day.closes_at + timedelta(minutes=10))
    recount(day, api)
    assert day.choices() == [[3]]
    clock.set(day.closes_at + timedelta(hours=2))
    api.receive("SM3", "+22890777777", "VOTE 5", day.closes_at - timedelta(minutes=5))
    clock.wait(days=1)
    recount(day, api)
    assert day.choices() == [[3]]


def test_while_a_vote_runs_what_is_older_than_its_grace_is_counted_and_left(
    day: PollingDay, api: FakeTwilio, clock: HandClock
) -> None:
    api.receive("SM1", AFI, "VOTE 3", ago(day, hours=2, minutes=10))
    recount(day, api)
    assert check_of(day) == (1, 1, 0, 1)
    assert day.choices() == []


def test_words_that_are_gone_there_too_are_counted_and_nobody_is_answered(day: PollingDay, api: FakeTwilio) -> None:
    api.receive("SM1", AFI, "", ago(day, minutes=30))
    recount(day, api)
    assert check_of(day) == (1, 1, 0, 1)
    assert day.texts() == []


def test_what_came_before_the_line_was_ours_is_nothing_of_ours(day: PollingDay, api: FakeTwilio) -> None:
    def begin(session: Session) -> None:
        session.get_one(Line, day.lines["sms"]).created_at = ago(day, minutes=25)

    day.house.work.write(begin)
    api.receive("SM1", AFI, "BUDGET", ago(day, minutes=30))
    api.receive("SM2", AFI, "BUDGET", ago(day, minutes=20))
    recount(day, api)
    assert check_of(day) == (1, 0, 1, 0)


def test_what_is_still_on_its_way_is_left_alone(day: PollingDay, api: FakeTwilio) -> None:
    api.receive("SM1", AFI, "VOTE 3", ago(day, minutes=5))
    recount(day, api)
    assert check_of(day) == (0, 0, 0, 0)


def test_a_flood_that_was_turned_away_is_not_brought_in_by_the_back(day: PollingDay, api: FakeTwilio) -> None:
    for number in range(6):
        api.receive(f"SM{number}", AFI, "BUDGET", ago(day, minutes=20 + number))
    recount(day, api, Throttle(a_minute=2))
    assert check_of(day) == (6, 4, 2, 0)


def test_other_numbers_and_senders_nobody_can_answer_are_not_ours(day: PollingDay, api: FakeTwilio) -> None:
    api.receive("SM1", AFI, "VOTE 3", ago(day, minutes=30), line="+22890000009")
    api.receive("SM2", "ORANGE", "Promo", ago(day, minutes=30))
    recount(day, api)
    assert check_of(day) == (0, 0, 0, 0)


def test_yesterday_is_compared_once_when_it_is_over(day: PollingDay, api: FakeTwilio, clock: HandClock) -> None:
    clock.set(day.closes_at + timedelta(hours=3))
    yesterday = clock().astimezone(UTC).date()
    clock.set(datetime(yesterday.year, yesterday.month, yesterday.day, tzinfo=UTC) + timedelta(days=1, hours=2))
    api.receive("SM1", AFI, "BUDGET", ago(day, hours=5))
    assert recount(day, api) == 1
    assert check_of(day, yesterday) == (1, 0, 1, 0)
    assert recount(day, api) == 0


def test_a_message_that_was_buried_has_reached_us(day: PollingDay) -> None:
    day.house.work.write(lambda session: bury(session, day.lines["sms"], "SM9", day.house.clock()))
    lacks = day.house.work.read(lambda session: lacking(session, day.lines["sms"], ["SM9", "SM10"]))
    assert lacks == {"SM10"}


def test_the_panel_says_of_which_lines_nothing_can_be_compared(day: PollingDay) -> None:
    view = day.house.work.read(lambda session: inbound_view(session, day.commune_id, day.house.clock()))
    assert (view.checks, len(view.not_offered), view.lacks) == ((), 3, 0)


def test_the_panel_knows_which_companies_list_what_came_in() -> None:
    for key, provider in find_providers().items():
        if key in KINDS:
            settings = {"api_url": "http://127.0.0.1:9"}
            for said in ({}, {KINDS[key].recounts_if or "another": "yes"}):
                line = LineView(key, "main", "7070", "", settings=settings | said)
                offers = isinstance(provider.open_sender(line), Recounting | Resending)
                assert offers == lists_inbound(key, line.settings)


def test_without_a_vote_only_days_that_are_over_are_compared(day: PollingDay, clock: HandClock) -> None:
    clock.set(day.closes_at + timedelta(days=3))
    due = day.house.work.read(lambda session: days_due(session, day.lines["sms"], clock()))
    assert due == [clock().astimezone(UTC).date() - timedelta(days=1)]
