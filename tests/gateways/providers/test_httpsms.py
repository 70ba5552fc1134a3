from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.messages import Outgoing
from gateways.base import Call, Forgetful, LineView, OnTracks, SendFailure, Unsigned
from gateways.jwt_hs256 import claims_of
from gateways.providers.httpsms import PROVIDER, HttpSms, HttpSmsSender
from tests.fakes.httpsms_api import API_KEY, OWNER, SIGNING_KEY, FakeHttpSms, claims_at, encoded, token
from tests.fakes.server import Fault

ADDRESS = "+22890112233"
NOW = 1750000000.0
DOOR = "https://x.org/webhooks/httpsms/line/inbound"


@pytest.fixture
def api() -> Iterator[FakeHttpSms]:
    with FakeHttpSms() as fake:
        yield fake


def line_at(url: str, api_key: str = API_KEY, **settings: str) -> LineView:
    secrets = {"api_key": api_key, "signing_key": SIGNING_KEY}
    return LineView("httpsms", "line", OWNER, "https://x.org", settings={"api_url": url, **settings}, secrets=secrets)


def send(line: LineView, *texts: str, timeout: float = 5) -> list[str]:
    async def scenario() -> list[str]:
        sender = HttpSmsSender(line, timeout)
        try:
            return [await sender.send_on("", ADDRESS, Outgoing(text), "1") for text in texts]
        finally:
            await sender.close()

    return asyncio.run(scenario())


def test_a_message_is_handed_to_the_phone(api: FakeHttpSms) -> None:
    first, second = send(line_at(api.url), "Reçu : é", "صوت")
    assert first != second
    assert api.messages[0] == {"content": "Reçu : é", "from": OWNER, "to": ADDRESS}


def test_the_pace_of_the_sim_is_for_the_outbox_to_keep() -> None:
    usual, slow = HttpSmsSender(line_at("")), HttpSmsSender(line_at("", per_minute="4"))
    assert isinstance(usual, OnTracks)
    assert [track.per_minute for track in (*usual.tracks(), *slow.tracks())] == [10, 4]
    assert usual.room() == 3


@pytest.mark.parametrize(
    ("fault", "reason", "retry_in"),
    [
        (Fault(401), "credentials", 600),
        (Fault(402), "account_suspended", 600),
        (Fault(404), "wrong_address", 600),
        (Fault(422, {"message": "validation errors"}), "refused", None),
        (Fault(500), "server_error", 0),
        (Fault(200, b"<html>"), "server_error", 0),
        (Fault(200, {"data": {"id": 5}}), "server_error", 0),
        (Fault(200, b"[" * 50_000), "server_error", 0),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    api: FakeHttpSms, fault: Fault, reason: str, retry_in: float | None
) -> None:
    api.fail(fault)
    with pytest.raises(SendFailure) as caught:
        send(line_at(api.url), "x")
    assert (caught.value.reason, caught.value.retry_in) == (reason, retry_in)


def forget(line: LineView, provider_id: str) -> bool:
    async def scenario() -> bool:
        sender = HttpSmsSender(line, 5)
        assert isinstance(sender, Forgetful)
        try:
            return await sender.forget(provider_id)
        finally:
            await sender.close()

    return asyncio.run(scenario())


@pytest.mark.parametrize("state", ["received", "sent", "delivered", "failed", "expired"])
def test_the_server_is_made_to_forget_a_message(api: FakeHttpSms, state: str) -> None:
    (sent,) = send(line_at(api.url), "Votre choix : 3, 7")
    api.states[sent] = state
    assert forget(line_at(api.url), sent)
    assert api.states == {}
    assert forget(line_at(api.url), sent)  # nothing is there any more


@pytest.mark.parametrize("state", ["pending", "scheduled", "sending", "of-a-later-version"])
def test_what_the_phone_has_still_to_send_is_not_deleted_before_its_receiver_has_it(
    api: FakeHttpSms, state: str
) -> None:
    (sent,) = send(line_at(api.url), "Votre choix : 3, 7")
    api.states[sent] = state
    assert not forget(line_at(api.url), sent)
    assert api.states == {sent: state}


def test_a_server_that_cannot_be_asked_has_forgotten_nothing(api: FakeHttpSms) -> None:
    (sent,) = send(line_at(api.url), "Votre choix : 3, 7")
    api.states[sent] = "delivered"
    assert not forget(line_at(api.url, api_key="wrong"), sent)
    assert not forget(line_at("http://127.0.0.1:9"), sent)
    for fault in (Fault(404, b"<html>"), Fault(500), Fault(200, b"<html>"), Fault(200, {"data": 5})):
        api.fail(fault)
        assert not forget(line_at(api.url), sent)
    assert api.states == {sent: "delivered"}


def test_a_line_says_what_it_lacks() -> None:
    line = line_at("")
    assert PROVIDER.why_not_ready(line) is None
    for name in ("api_key", "signing_key"):
        assert PROVIDER.why_not_ready(replace(line, secrets={**line.secrets, name: ""})) == name
    assert PROVIDER.why_not_ready(replace(line, address="")) == "address"
    assert PROVIDER.why_not_ready(line_at("", per_minute="many")) == "per_minute"


def verify(shown: str, now: float = NOW) -> None:
    call = Call("POST", "/webhooks/httpsms/line/inbound", "", {"authorization": shown}, b"{}")
    HttpSms(clock=lambda: now).verify(call, line_at(""))


@pytest.mark.parametrize("door", [DOOR, DOOR.replace("inbound", "status")])
@pytest.mark.parametrize("age", [-650, -600, 0, 599, 650])
def test_a_token_is_good_for_its_ten_minutes_and_for_our_doors(door: str, age: float) -> None:
    verify("Bearer " + token(claims_at(NOW, door)), NOW + age)


CLAIMS = claims_at(NOW, DOOR)
WRONG: dict[str, str] = {
    "another key": token(CLAIMS, key="another-key"),
    "another line": token({**CLAIMS, "aud": DOOR.replace("line", "other")}),
    "another host": token({**CLAIMS, "aud": DOOR.replace("x.org", "y.org")}),
    "no audience": token({name: value for name, value in CLAIMS.items() if name != "aud"}),
    "over": token({**CLAIMS, "exp": NOW - 61}),
    "not yet": token({**CLAIMS, "nbf": NOW + 61}),
    "no end": token({name: value for name, value in CLAIMS.items() if name != "exp"}),
    "an end that is no number": token({**CLAIMS, "exp": "9999999999"}),
    "an end that is true": token({**CLAIMS, "exp": True}),
    "no algorithm": token(CLAIMS, header={"alg": "none"}),
    "another algorithm": token(CLAIMS, header={"alg": "HS512"}),
    "no signature": f"{encoded({'alg': 'none'})}.{encoded(CLAIMS)}.",
    "four parts": token(CLAIMS) + ".x",
    "claims that are a list": token([]),  # type: ignore[arg-type]
    "too long": "x" * 5000,
}


@pytest.mark.parametrize("wrong", WRONG)
def test_any_other_token_lets_nobody_in(wrong: str) -> None:
    with pytest.raises(Unsigned):
        verify("Bearer " + WRONG[wrong])


def test_a_good_token_without_its_word_lets_nobody_in() -> None:
    with pytest.raises(Unsigned):
        verify(token(CLAIMS))


def test_an_empty_key_signs_nothing() -> None:
    assert claims_of(token({"a": 1}, key=""), "") is None
    assert claims_of(token({"a": 1}, key="k"), "k") == {"a": 1}


@pytest.mark.parametrize("part", [b"\xff", b"{", b"[" * 2000, b'{"a":' * 500])
def test_parts_that_are_no_json_say_nothing(part: Any) -> None:
    assert claims_of(token(part, key="k"), "k") is None
    assert claims_of(token({"a": 1}, key="k", header=part), "k") is None
