"""A phone whose inbox is compared, or sent again: what was missed is taken once, what was there is not taken twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.channels import CAPABILITIES
from bot.messages import Channel
from gateways.base import Call, LineView, Recounting, SendFailure
from gateways.providers.android import PROVIDER
from models import Inbound, InboundCheck, Line
from services.house import House
from services.throttle import Throttle
from services.turn import take
from services.watching.inbound import CheckView, inbound_view
from tests.conftest import HandClock
from tests.fakes.android_api import KEY, PASSWORD, USERNAME, FakeAndroid, received
from tests.fakes.server import Fault
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.recounter import Recounter

AFI, KOFI = "+22890112233", "+22890445566"


@pytest.fixture
def server() -> Iterator[FakeAndroid]:
    with FakeAndroid() as fake:
        yield fake


@pytest.fixture
def phone() -> Iterator[FakeAndroid]:
    with FakeAndroid(is_local=True) as fake:
        yield fake


@pytest.fixture
def day(house: House) -> PollingDay:
    day = plant_polling_day(house)

    def to_phone(line: Line) -> None:
        line.provider, line.settings = "android", {"inbox": "yes"}

    house.work.write(lambda session: to_phone(session.get_one(Line, day.lines["sms"])))
    return day


def line_at(api: FakeAndroid) -> LineView:
    settings = {"api_url": api.url, "username": USERNAME, "inbox": "yes", "mode": "local" if api.is_local else ""}
    secrets = {"password": PASSWORD, "signing_key": KEY}
    return LineView("android", "main", "+22890000002", "", region="TG", settings=settings, secrets=secrets)


def recount(day: PollingDay, api: FakeAndroid) -> int:
    async def scenario() -> int:
        sender = PROVIDER.open_sender(line_at(api))
        return await Recounter(day.house, day.lines["sms"], PROVIDER, line_at(api), sender, Throttle()).round()

    return asyncio.run(scenario())


def bring(day: PollingDay, api: FakeAndroid, event_id: str, sender: str, text: str, at: datetime) -> bool:
    """Bring one event to the door; False where it was there already."""
    call = Call("POST", "", "", {}, received(event_id, sender, text, stamp(at)))
    (message,) = PROVIDER.parse(call, line_at(api))
    return not take(day.house, day.lines["sms"], CAPABILITIES[Channel.SMS], message).is_repeat


def stamp(at: datetime) -> str:
    """Write a moment as the phone does: with its own offset."""
    return (at.astimezone(UTC) + timedelta(hours=7)).replace(microsecond=0, tzinfo=None).isoformat() + ".000+07:00"


def listed(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ago(day: PollingDay, **parts: float) -> datetime:
    return (day.house.clock() - timedelta(**parts)).replace(microsecond=0)


def check_of(day: PollingDay) -> tuple[int | None, int, int, int]:
    today = day.house.clock().astimezone(UTC).date()
    row = day.house.work.read(lambda session: session.get(InboundCheck, (day.lines["sms"], today)))
    assert row is not None
    return row.theirs, row.missing, row.fetched, row.unread


def taken(day: PollingDay) -> int:
    return day.house.work.read(lambda session: session.scalar(select(func.count(Inbound.id))) or 0)


def test_what_is_sent_again_counts_once_and_what_was_missed_is_taken(day: PollingDay, server: FakeAndroid) -> None:
    early, late = ago(day, minutes=40), ago(day, minutes=30)
    assert bring(day, server, "e1", AFI, "VOTE 2", early)
    recount(day, server)
    assert [one["deviceId"] for one in server.asked] == ["PyDmBQZZXYmyxMwED8Fzy"] * len(server.asked) != []
    assert not bring(day, server, "again-1", AFI, "VOTE 2", early)
    assert bring(day, server, "again-2", KOFI, "VOTE 3", late)
    assert not bring(day, server, "again-3", KOFI, "VOTE 3", late)  # the phone sends it again, again
    assert check_of(day) == (None, 0, 1, 0)
    assert day.choices() == [[2], [3]]
    assert taken(day) == 2


def test_a_replay_never_puts_an_older_vote_back(day: PollingDay, server: FakeAndroid) -> None:
    early = ago(day, minutes=40)
    bring(day, server, "e1", AFI, "VOTE 2", early)
    bring(day, server, "e2", AFI, "VOTE 5", ago(day, minutes=30))
    recount(day, server)
    bring(day, server, "again", AFI, "VOTE 2", early)
    assert day.choices() == [[5]]


def test_two_messages_of_one_second_are_both_kept_while_nothing_was_asked_for(
    day: PollingDay, server: FakeAndroid
) -> None:
    at = ago(day, minutes=30)
    assert bring(day, server, "e1", AFI, "BUDGET", at)
    assert bring(day, server, "e2", AFI, "1", at)
    recount(day, server)
    assert not bring(day, server, "again-1", AFI, "BUDGET", at)
    assert not bring(day, server, "again-2", AFI, "1", at)
    assert taken(day) == 2


def test_what_comes_after_the_asking_and_in_time_is_no_latecomer(
    day: PollingDay, server: FakeAndroid, clock: HandClock
) -> None:
    recount(day, server)
    clock.wait(minutes=1)
    assert bring(day, server, "e1", AFI, "VOTE 2", ago(day, seconds=5))
    assert check_of(day) == (None, 0, 0, 0)


def test_the_next_hour_is_asked_for_from_an_hour_before_where_the_last_ended(
    day: PollingDay, server: FakeAndroid, clock: HandClock
) -> None:
    clock.set(clock().replace(hour=12, minute=0))  # not near midnight
    recount(day, server)
    first = server.asked[-1]
    clock.wait(minutes=56)
    recount(day, server)
    gap = datetime.fromisoformat(first["until"]) - datetime.fromisoformat(server.asked[-1]["since"])
    assert gap <= timedelta(hours=1)
    assert server.asked[-1]["until"] == listed(ago(day, minutes=10))


def test_while_a_vote_runs_nothing_older_than_its_grace_is_asked_for(day: PollingDay, server: FakeAndroid) -> None:
    recount(day, server)
    assert all(datetime.fromisoformat(one["since"]) >= ago(day, hours=2, seconds=1) for one in server.asked)


def test_the_phone_s_own_list_says_how_many_lack_and_asks_no_text_of_it(day: PollingDay, phone: FakeAndroid) -> None:
    early, late = ago(day, minutes=40), ago(day, minutes=30)
    bring(day, phone, "e1", AFI, "VOTE 2", early)
    phone.inbox = [(AFI, listed(early)), (KOFI, listed(late)), ("OPERATOR", listed(late))]
    recount(day, phone)
    assert check_of(day) == (2, 1, 0, 0)
    assert day.choices() == [[2]]  # a preview is no ballot
    assert bring(day, phone, "again-2", KOFI, "VOTE 3", late)
    assert check_of(day) == (2, 0, 1, 0)
    assert not bring(day, phone, "again-1", AFI, "VOTE 2", early)


def test_of_two_in_the_same_second_the_list_shows_the_one_that_lacks(day: PollingDay, phone: FakeAndroid) -> None:
    at = ago(day, minutes=40)
    bring(day, phone, "e1", AFI, "VOTE 2", at)
    phone.inbox = [(AFI, listed(at))] * 2
    recount(day, phone)
    assert check_of(day) == (2, 1, 0, 0)


def test_a_long_list_is_read_to_its_end(day: PollingDay, phone: FakeAndroid) -> None:
    phone.inbox = [(f"+2289{number:07}", "2025-06-14T10:00:00Z") for number in range(1, 1203)]
    sender = PROVIDER.open_sender(line_at(phone))
    assert isinstance(sender, Recounting)
    found = asyncio.run(sender.received_on(datetime(2025, 6, 14, tzinfo=UTC).date()))
    assert len(found) == 1202
    assert {one.text for one in found} == {""}


@pytest.mark.parametrize("fault", [Fault(404), Fault(401), Fault(200, b"no json"), Fault(200, {"no": "list"})])
def test_an_app_that_does_not_know_how_is_said_not_to(day: PollingDay, phone: FakeAndroid, fault: Fault) -> None:
    phone.fail(fault)
    sender = PROVIDER.open_sender(line_at(phone))
    assert isinstance(sender, Recounting)
    with pytest.raises(SendFailure):
        asyncio.run(sender.received_on(datetime(2025, 6, 14, tzinfo=UTC).date()))


def test_what_could_not_be_asked_for_is_asked_for_in_the_next_round(day: PollingDay, server: FakeAndroid) -> None:
    server.fail(Fault(500))
    with pytest.raises(SendFailure):
        recount(day, server)
    assert recount(day, server) >= 1
    assert server.asked


def test_after_hours_without_an_answer_nothing_of_them_is_left_out(
    day: PollingDay, server: FakeAndroid, clock: HandClock
) -> None:
    clock.set(day.opens_at + timedelta(minutes=5))
    recount(day, server)
    answered_until = datetime.fromisoformat(server.asked[-1]["until"])
    for minutes in (56, 30):
        clock.wait(minutes=minutes)
        server.fail(Fault(500))
        with pytest.raises(SendFailure):
            recount(day, server)
    clock.wait(minutes=6)
    recount(day, server)
    assert datetime.fromisoformat(server.asked[-1]["since"]) <= answered_until


def test_observers_are_told_what_came_late(day: PollingDay, server: FakeAndroid) -> None:
    recount(day, server)
    bring(day, server, "again", KOFI, "VOTE 3", ago(day, minutes=30))
    view = day.house.work.read(lambda session: inbound_view(session, day.commune_id, day.house.clock()))
    assert [(one.theirs, one.fetched) for one in view.checks if one.fetched] == [(None, 1)]
    assert isinstance(view.checks[0], CheckView)
    assert "+22890000001" not in view.not_offered


def test_without_the_setting_nothing_is_asked(day: PollingDay, server: FakeAndroid) -> None:
    line = line_at(server)
    sender = PROVIDER.open_sender(replace(line, settings={**line.settings, "inbox": ""}))
    assert not hasattr(sender, "send_again")
