from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.messages import Outgoing
from gateways.base import Call, LineView, OnTracks, SendFailure, Unsigned
from gateways.providers.kannel import PROVIDER, KannelSender
from gateways.signatures import basic_authorization
from tests.fakes.kannel_api import PASSWORD, TOKEN, USERNAME, FakeKannel
from tests.fakes.server import Fault

ADDRESS = "+22890112233"
NOON = 1750000000.0


@pytest.fixture
def api() -> Iterator[FakeKannel]:
    with FakeKannel() as fake:
        yield fake


def line_at(url: str, password: str = PASSWORD, token: str = TOKEN, **settings: str) -> LineView:
    settings = {"api_url": f"{url}/cgi-bin/sendsms", "username": USERNAME, **settings}
    secrets = {"password": password, "token": token}
    return LineView("kannel", "line", "8282", "https://x.org", settings=settings, secrets=secrets)


def send(line: LineView, *texts: str, key: str = "1", now: float = NOON, timeout: float = 5) -> list[str]:
    async def scenario() -> list[str]:
        sender = KannelSender(line, timeout, clock=lambda: now)
        try:
            return [await sender.send_on("", ADDRESS, Outgoing(text), key) for text in texts]
        finally:
            await sender.close()

    return asyncio.run(scenario())


def failure(line: LineView, timeout: float = 5) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        send(line, "x", timeout=timeout)
    return caught.value


def test_a_message_goes_out_with_its_text_as_the_body_and_nothing_in_the_address(api: FakeKannel) -> None:
    send(line_at(api.url), "Reçu : 3 {école} €")
    (message,) = api.messages
    assert message.text == "Reçu : 3 {école} €"
    assert message.headers["x-kannel-to"] == ADDRESS
    assert message.headers["x-kannel-from"] == "8282"
    assert message.headers["content-type"] == "text/plain; charset=UTF-8"
    assert api.calls == ["/cgi-bin/sendsms"]


def test_the_coding_is_that_of_the_letters(api: FakeKannel) -> None:
    send(line_at(api.url), "Recu é à {€}", "Reçu", "صوت 3")
    assert [message.headers["x-kannel-coding"] for message in api.messages] == ["0", "2", "2"]


def test_reports_come_back_with_the_id_and_the_token_to_the_door_of_the_line(api: FakeKannel) -> None:
    (message_id,) = send(line_at(api.url), "x")
    url = urlsplit(api.messages[0].headers["x-kannel-dlr-url"])
    assert (url.scheme, url.hostname, url.path) == ("https", "x.org", "/webhooks/kannel/line/status")
    assert (url.username, url.password) == ("kannel", TOKEN)
    assert parse_qs(url.query) == {"id": [message_id], "state": ["%d"]}
    assert api.messages[0].headers["x-kannel-dlr-mask"] == "27"


def test_a_kannel_near_by_is_told_the_near_address(api: FakeKannel) -> None:
    send(line_at(api.url, own_url="http://127.0.0.1:8000/"), "x")
    assert f"//kannel:{TOKEN}@127.0.0.1:8000/webhooks/" in api.messages[0].headers["x-kannel-dlr-url"]


def test_the_ids_of_a_new_database_are_not_those_of_the_old_one(api: FakeKannel) -> None:
    line = line_at(api.url)
    assert send(line, "x") == send(line, "x")
    assert send(line, "x") != send(line, "x", now=NOON + 7200)
    assert send(line, "x") != send(line, "x", key="2")


def test_a_connection_is_named_where_there_are_several(api: FakeKannel) -> None:
    send(line_at(api.url), "x")
    send(line_at(api.url, smsc="TOGOCOM"), "x")
    assert [message.headers.get("x-kannel-smsc") for message in api.messages] == [None, "TOGOCOM"]


def test_the_pace_is_for_the_outbox_to_keep() -> None:
    usual, set_by_staff = KannelSender(line_at("")), KannelSender(line_at("", per_second="25"))
    assert isinstance(usual, OnTracks)
    assert [(track.name, track.per_minute, track.at_once) for track in usual.tracks()] == [("", 600, 10)]
    assert [(track.per_minute, track.at_once) for track in set_by_staff.tracks()] == [(1500, 25)]
    assert set_by_staff.room() == 25


@pytest.mark.parametrize(
    ("fault", "reason", "retry_in"),
    [
        (Fault(403, b"Authorization failed for sendsms"), "credentials", 600),
        (Fault(403, b"Not routable. Do not try again."), "no_route", 600),
        (Fault(400, b"Empty receiver number not allowed, rejected"), "refused", None),
        (Fault(404, b"Unknown request."), "wrong_address", 600),
        (Fault(302, headers={"Location": "https://elsewhere.example"}), "wrong_address", 600),
        (Fault(429), "busy", 60),
        (Fault(503, b"Temporal failure, try again later."), "server_error", 0),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    api: FakeKannel, fault: Fault, reason: str, retry_in: float | None
) -> None:
    api.fail(fault)
    found = failure(line_at(api.url))
    assert (found.reason, found.retry_in, found.gone) == (reason, retry_in, False)
    assert not api.messages


def test_what_is_queued_for_later_is_taken(api: FakeKannel) -> None:
    api.fail(Fault(202, b"3: Queued for later delivery"))
    assert send(line_at(api.url), "x")


def test_wrong_credentials_and_silence_keep_the_message_waiting(api: FakeKannel) -> None:
    assert failure(line_at(api.url, password="wrong")).retry_in == 600
    assert failure(line_at("http://127.0.0.1:9")).reason == "network"
    api.fail(Fault(hangs=5))
    assert failure(line_at(api.url), timeout=0.2).reason == "timeout"


def call_with(authorization: str) -> Call:
    return Call("POST", "/webhooks/kannel/line/inbound", "id=1", {"authorization": authorization}, b"1")


@pytest.mark.parametrize(
    "token", ["", "short", "fifteen-letters", "sixteen letters!", "with:colon-and-@host", "é" * 20]
)
def test_a_token_that_could_be_guessed_or_would_break_an_address_lets_nobody_in(token: str) -> None:
    line = line_at("http://x", token=token)
    assert PROVIDER.why_not_ready(line) == "token"
    with pytest.raises(Unsigned):
        PROVIDER.verify(call_with(basic_authorization("kannel", token)), line)


def test_another_name_with_the_right_token_is_not_kannel() -> None:
    PROVIDER.verify(call_with(basic_authorization("kannel", TOKEN)), line_at("http://x"))
    with pytest.raises(Unsigned):
        PROVIDER.verify(call_with(basic_authorization("admin", TOKEN)), line_at("http://x"))


@pytest.mark.parametrize("name", ["api_url", "username", "password"])
def test_a_line_says_what_it_lacks(name: str) -> None:
    line = line_at("http://x")
    bare = replace(line, settings={**line.settings, name: ""}, secrets={**line.secrets, name: ""})
    assert PROVIDER.why_not_ready(bare) == name
    assert PROVIDER.why_not_ready(replace(line, address="")) == "address"
    assert PROVIDER.why_not_ready(line_at("http://x", per_second="fast")) == "per_second"
