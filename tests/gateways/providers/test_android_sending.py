from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.messages import Outgoing
from gateways.base import LineView, OnTracks, SendFailure
from gateways.providers.android import AndroidSender
from tests.fakes.android_api import KEY, PASSWORD, USERNAME, FakeAndroid
from tests.fakes.server import Fault

ADDRESS = "+22890112233"
NOON = 1750000000.0


@pytest.fixture
def api() -> Iterator[FakeAndroid]:
    with FakeAndroid() as fake:
        yield fake


def line_at(url: str, password: str = PASSWORD, **settings: str) -> LineView:
    settings = {"api_url": url, "username": USERNAME, **settings}
    secrets = {"password": password, "signing_key": KEY}
    return LineView("android", "line", "+22890000002", "https://x.org", settings=settings, secrets=secrets)


def send(line: LineView, *keys: str, timeout: float = 5, now: float = NOON) -> list[str]:
    async def scenario() -> list[str]:
        sender = AndroidSender(line, timeout, clock=lambda: now)
        try:
            return [await sender.send(ADDRESS, Outgoing(f"Message {key} : é"), key) for key in keys]
        finally:
            await sender.close()

    return asyncio.run(scenario())


def failure(line: LineView, timeout: float = 5) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        send(line, "1", timeout=timeout)
    return caught.value


def test_a_message_is_handed_to_the_phone(api: FakeAndroid) -> None:
    ids = send(line_at(api.url), "1", "2")
    assert list(api.messages) == ids
    assert api.texts_to(ADDRESS) == ["Message 1 : é", "Message 2 : é"]
    assert "simNumber" not in api.messages[ids[0]]


def test_a_second_attempt_is_no_second_sms(api: FakeAndroid) -> None:
    assert send(line_at(api.url), "1") == send(line_at(api.url), "1")
    assert len(api.messages) == 1


def test_a_new_database_whose_keys_begin_again_is_not_taken_for_the_old_one(api: FakeAndroid) -> None:
    send(line_at(api.url), "1")
    send(line_at(api.url), "1", now=NOON + 7200)
    assert len(api.messages) == 2


def test_a_message_goes_out_by_the_sim_whose_turn_it_is(api: FakeAndroid) -> None:
    async def scenario() -> None:
        sender = AndroidSender(line_at(api.url, sims="1,2", per_minute="7"))
        assert [(track.name, track.per_minute) for track in sender.tracks()] == [("1", 7), ("2", 7)]
        assert sender.room() == 6
        for key, track in enumerate(("2", "1", "2")):
            await sender.send_on(track, ADDRESS, Outgoing("x"), str(key))
        await sender.close()

    asyncio.run(scenario())
    assert Counter(message["simNumber"] for message in api.messages.values()) == {1: 1, 2: 2}


def test_a_phone_that_chooses_its_sim_has_one_track_without_a_name() -> None:
    sender = AndroidSender(line_at(""))
    assert [(track.name, track.per_minute) for track in sender.tracks()] == [("", 10)]
    assert isinstance(sender, OnTracks)


def test_a_phone_on_the_same_network_is_asked_directly() -> None:
    with FakeAndroid(is_local=True) as phone:
        send(line_at(phone.url, mode="local"), "1")
        assert len(phone.messages) == 1


@pytest.mark.parametrize(
    ("fault", "reason", "retry_in"),
    [
        (Fault(400, {"message": "phoneNumbers: invalid"}), "refused", None),
        (Fault(400, {"message": "No devices registered"}), "not_connected", 600),
        (Fault(401), "credentials", 600),
        (Fault(404), "not_connected", 600),
        (Fault(302, headers={"Location": "https://elsewhere.example"}), "not_connected", 600),
        (Fault(429), "busy", 60),
        (Fault(429, headers={"Retry-After": "30"}), "busy", 30),
        (Fault(429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), "busy", 60),
        (Fault(500), "server_error", 0),
        (Fault(503, b"<html>"), "server_error", 0),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    api: FakeAndroid, fault: Fault, reason: str, retry_in: float | None
) -> None:
    api.fail(fault)
    found = failure(line_at(api.url))
    assert (found.reason, found.retry_in, found.gone) == (reason, retry_in, False)
    assert not api.messages


def test_wrong_credentials_keep_the_message_waiting(api: FakeAndroid) -> None:
    assert failure(line_at(api.url, password="wrong")).retry_in == 600


def test_nobody_at_the_address_is_tried_again() -> None:
    assert failure(line_at("http://127.0.0.1:9")).reason == "network"
    assert failure(line_at("not an address")).reason == "network"


def test_a_phone_that_never_answers_holds_nobody_up(api: FakeAndroid) -> None:
    api.fail(Fault(hangs=5))
    found = failure(line_at(api.url), timeout=0.2)
    assert (found.reason, found.retry_in) == ("timeout", 0)
