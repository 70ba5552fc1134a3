from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot.messages import Outgoing
from gateways.base import LineView, SendFailure
from gateways.providers.twilio import PROVIDER
from gateways.twilio_sending import TwilioSender
from tests.fakes.server import Fault
from tests.fakes.twilio_api import ACCOUNT, TOKEN, FakeTwilio, error

ADDRESS = "+22890112233"


@pytest.fixture
def api() -> Iterator[FakeTwilio]:
    with FakeTwilio() as fake:
        yield fake


def line_at(url: str, token: str = TOKEN, public_url: str = "https://x.org", **settings: str) -> LineView:
    settings = {"account_sid": ACCOUNT, "api_url": url, **settings}
    return LineView("twilio", "line", "+22890000001", public_url, settings=settings, secrets={"auth_token": token})


def send(line: LineView, *texts: str, then_forget: bool = False, timeout: float = 10) -> list[str]:
    async def scenario() -> list[str]:
        sender = TwilioSender(line, timeout)
        try:
            sent = [await sender.send(ADDRESS, Outgoing(text), f"key-{n}") for n, text in enumerate(texts)]
            if then_forget:
                assert await sender.forget(sent[0])
            return sent
        finally:
            await sender.close()

    return asyncio.run(scenario())


def failure(line: LineView, timeout: float = 10) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        send(line, "Bonjour", timeout=timeout)
    return caught.value


def test_a_message_goes_out_as_it_is_and_asks_for_reports(api: FakeTwilio) -> None:
    sids = send(line_at(api.url), "Votre idée : « Forage » – merci. 💧", "2")
    assert [message["Sid"] for message in api.messages] == sids
    first = api.messages[0]
    assert first["To"] == ADDRESS and first["From"] == "+22890000001"
    assert first["Body"] == "Votre idée : « Forage » – merci. 💧"
    assert first["StatusCallback"] == "https://x.org/webhooks/twilio/line/status"
    assert "SmartEncoded" not in first


def test_an_installation_without_a_public_address_asks_for_no_reports(api: FakeTwilio) -> None:
    send(line_at(api.url, public_url=""), "Bonjour")
    assert "StatusCallback" not in api.messages[0]


def test_a_line_can_send_by_a_messaging_service(api: FakeTwilio) -> None:
    send(line_at(api.url, messaging_service_sid="MG1"), "Bonjour")
    assert api.messages[0]["MessagingServiceSid"] == "MG1" and "From" not in api.messages[0]


def test_a_text_can_be_redacted_at_the_provider(api: FakeTwilio) -> None:
    send(line_at(api.url), "Votre choix : 3, 7", then_forget=True)
    assert api.messages[0]["Body"] == ""


def test_what_cannot_be_redacted_is_said_so(api: FakeTwilio) -> None:
    async def scenario() -> bool:
        sender = PROVIDER.open_sender(line_at(api.url))
        try:
            return await sender.forget("SM-nobody")
        finally:
            await sender.close()

    assert asyncio.run(scenario()) is False


@pytest.mark.parametrize(
    ("status", "code", "reason", "retry_in", "gone"),
    [
        (400, 21610, "opted_out", None, True),
        (400, 21211, "invalid_number", None, False),
        (400, 21614, "not_mobile", None, False),
        (400, 21612, "no_route", None, False),
        (400, 21408, "region_off", 600, False),
        (401, 20003, "credentials", 600, False),
        (429, 20429, "busy", 0, False),
        (429, 21611, "queue_full", 600, False),
        (400, 99999, "refused", None, False),
        (500, 20500, "server_error", 0, False),
        (503, 0, "server_error", 0, False),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    api: FakeTwilio, status: int, code: int, reason: str, retry_in: float | None, gone: bool
) -> None:
    api.fail(error(status, code))
    found = failure(line_at(api.url))
    assert (found.reason, found.retry_in, found.gone) == (reason, retry_in, gone)
    assert not api.messages


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"{", b"[]", b'{"sid": 3}', b"null"])
@pytest.mark.parametrize("status", [200, 201, 502])
def test_an_answer_that_is_none_is_tried_again(api: FakeTwilio, status: int, body: bytes) -> None:
    api.fail(Fault(status, body))
    assert failure(line_at(api.url)).retry_in == 0


def test_wrong_credentials_keep_the_message_waiting(api: FakeTwilio) -> None:
    assert failure(line_at(api.url, token="f" * 32)).retry_in == 600
    assert failure(line_at(api.url, token="")).reason == "credentials"


def test_nobody_at_the_address_is_tried_again() -> None:
    found = failure(line_at("http://127.0.0.1:9"))
    assert (found.reason, found.retry_in, found.is_unsent) == ("network", 0, True)


def test_a_provider_that_never_answers_holds_nobody_up(api: FakeTwilio) -> None:
    api.fail(Fault(hangs=5))
    found = failure(line_at(api.url), timeout=0.2)
    assert (found.reason, found.retry_in, found.is_unsent) == ("timeout", 0, False)


def test_one_failure_does_not_spoil_the_next_message(api: FakeTwilio) -> None:
    api.fail(error(503, 0))

    async def scenario() -> str:
        sender = PROVIDER.open_sender(line_at(api.url))
        try:
            with pytest.raises(SendFailure):
                await sender.send(ADDRESS, Outgoing("Bonjour"), "key")
            return await sender.send(ADDRESS, Outgoing("Bonjour"), "key")
        finally:
            await sender.close()

    assert asyncio.run(scenario()) == api.messages[0]["Sid"]
