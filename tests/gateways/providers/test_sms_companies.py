"""Africa's Talking, Infobip and Orange: what goes out, and what a refusal means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.messages import Outgoing
from gateways.base import LineView, OnTracks, Sender, SendFailure
from gateways.providers.orange import OrangeSender
from gateways.registry import find_providers
from tests.fakes.server import Fault
from tests.fakes.sms_companies import (
    API_KEY,
    CLIENT,
    TOKEN,
    FakeAfricasTalking,
    FakeCompany,
    FakeInfobip,
    FakeOrange,
    africas_answer,
    infobip_answer,
)

ADDRESS = "+22890112233"
FAKES: dict[str, Callable[[], FakeCompany]] = {
    "africastalking": FakeAfricasTalking,
    "infobip": FakeInfobip,
    "orange": FakeOrange,
}
SECRETS = {"api_key": API_KEY, "client_id": CLIENT[0], "client_secret": CLIENT[1], "token": TOKEN}
companies = pytest.mark.parametrize("key", sorted(FAKES))


@pytest.fixture
def api(key: str) -> Iterator[FakeCompany]:
    with FAKES[key]() as fake:
        yield fake


def line_at(key: str, url: str, **settings: str) -> LineView:
    settings = {"api_url": url, "username": "palabre", "sender": "+22890000000", **settings}
    return LineView(key, "line", "8282", "https://x.org", "TG", settings=settings, secrets=SECRETS)


def run(sender: Sender, *texts: str) -> list[str]:
    async def scenario() -> list[str]:
        try:
            return [await sender.send(ADDRESS, Outgoing(text), "1") for text in texts]
        finally:
            await sender.close()

    return asyncio.run(scenario())


def send(line: LineView, *texts: str) -> list[str]:
    return run(find_providers()[line.provider].open_sender(line), *texts)


def failure(line: LineView) -> tuple[str, float | None, bool]:
    with pytest.raises(SendFailure) as caught:
        send(line, "x")
    return caught.value.reason, caught.value.retry_in, caught.value.gone


@companies
def test_each_message_has_an_id_of_its_own(key: str, api: FakeCompany) -> None:
    first, second = send(line_at(key, api.url + "/"), "Recu : 3", "صوت")
    assert first != second
    assert len(api.messages) == 2


@companies
def test_the_pace_is_for_the_outbox_to_keep(key: str) -> None:
    usual = find_providers()[key].open_sender(line_at(key, ""))
    mine = find_providers()[key].open_sender(line_at(key, "", per_second="3"))
    assert isinstance(usual, OnTracks) and isinstance(mine, OnTracks)
    assert usual.tracks()[0].at_once == (5 if key == "orange" else 10)
    assert (mine.tracks()[0].per_minute, mine.room()) == (180, 3)


@companies
@pytest.mark.parametrize(
    ("fault", "reason", "retry_in"),
    [
        (Fault(401), "credentials", 600),
        (Fault(403), "credentials", 600),
        (Fault(404), "wrong_address", 600),
        (Fault(429), "busy", 60),
        (Fault(400), "refused", None),
        (Fault(500), "server_error", 0),
        (Fault(200, b"<html>"), "server_error", 0),
        (Fault(200, b"[" * 50_000), "server_error", 0),
        (Fault(200, [1]), "server_error", 0),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    key: str, api: FakeCompany, fault: Fault, reason: str, retry_in: float | None
) -> None:
    if key == "orange" and retry_in is None:  # this one meets the pass; what is wrong there is no message's fault
        reason, retry_in = "credentials", 600
    api.fail(fault, times=2)
    assert failure(line_at(key, api.url)) == (reason, retry_in, False)
    assert not api.messages


@companies
def test_nobody_at_the_address_is_tried_again(key: str) -> None:
    assert failure(line_at(key, "http://127.0.0.1:9")) == ("network", 0, False)


@companies
def test_a_line_says_what_it_lacks(key: str) -> None:
    provider, line = find_providers()[key], line_at(key, "https://x")
    assert provider.why_not_ready(line) is None
    assert provider.why_not_ready(replace(line, address="")) == "address"
    assert provider.why_not_ready(line_at(key, "https://x", per_second="0")) == "per_second"
    for token in ("", "short", "sixteen letters!"):
        assert provider.why_not_ready(replace(line, secrets={**SECRETS, "token": token})) == "token"
    lacking = {"africastalking": "username", "infobip": "api_url", "orange": "sender"}[key]
    assert provider.why_not_ready(replace(line, settings={})) == lacking


# --- Africa's Talking


@pytest.fixture
def africas() -> Iterator[FakeAfricasTalking]:
    with FakeAfricasTalking() as fake:
        yield fake


def test_africas_talking_is_told_who_sends_to_whom(africas: FakeAfricasTalking) -> None:
    assert send(line_at("africastalking", africas.url), "Reçu : صوت") == ["ATXid_1"]
    assert africas.messages == [{"username": "palabre", "to": ADDRESS, "from": "8282", "message": "Reçu : صوت"}]


@pytest.mark.parametrize(
    ("code", "reason", "retry_in"),
    [
        (401, "account_suspended", 600),
        (402, "not_registered", 600),
        (403, "invalid_number", None),
        (404, "not_mobile", None),
        (405, "no_credit", 600),
        (406, "blocked", None),
        (500, "server_error", 0),
        (100, "server_error", 0),  # taken, it says, under an id of "None of them"
    ],
)
def test_what_africas_talking_says_of_a_recipient_is_heard(
    africas: FakeAfricasTalking, code: int, reason: str, retry_in: float | None
) -> None:
    africas.fail(Fault(201, africas_answer(code, "none of them")))
    assert failure(line_at("africastalking", africas.url)) == (reason, retry_in, False)


def test_a_short_code_that_is_not_the_accounts_waits_for_the_staff(africas: FakeAfricasTalking) -> None:
    africas.fail(Fault(201, {"SMSMessageData": {"Message": "InvalidSenderId", "Recipients": []}}))
    assert failure(line_at("africastalking", africas.url)) == ("not_registered", 600, False)


# --- Infobip


@pytest.fixture
def infobip() -> Iterator[FakeInfobip]:
    with FakeInfobip() as fake:
        yield fake


def test_infobip_is_told_where_reports_go(infobip: FakeInfobip) -> None:
    assert send(line_at("infobip", infobip.url), "Reçu : صوت") == ["MSG-1"]
    door = f"https://x.org/webhooks/infobip/line/status?token={TOKEN}"
    wanted: dict[str, Any] = {
        "sender": "8282",
        "destinations": [{"to": "22890112233"}],
        "content": {"text": "Reçu : صوت"},
        "webhooks": {"delivery": {"url": door, "contentType": "application/json"}},
    }
    assert infobip.messages == [wanted]


def test_without_a_public_address_infobip_is_asked_for_no_reports(infobip: FakeInfobip) -> None:
    send(replace(line_at("infobip", infobip.url), public_url=""), "x")
    assert "webhooks" not in infobip.messages[0]


@pytest.mark.parametrize(
    ("group", "name", "reason", "retry_in"),
    [
        ("REJECTED", "REJECTED_NOT_ENOUGH_CREDITS", "no_credit", 600),
        ("REJECTED", "REJECTED_SENDER", "not_registered", 600),
        ("REJECTED", "REJECTED_DESTINATION", "refused", None),
        ("UNDELIVERABLE", "UNDELIVERABLE_REJECTED_OPERATOR", "refused", None),
    ],
)
def test_what_infobip_says_of_a_message_is_heard(
    infobip: FakeInfobip, group: str, name: str, reason: str, retry_in: float | None
) -> None:
    infobip.fail(Fault(200, infobip_answer(group, name)))
    assert failure(line_at("infobip", infobip.url)) == (reason, retry_in, False)


# --- Orange


@pytest.fixture
def orange() -> Iterator[FakeOrange]:
    with FakeOrange() as fake:
        yield fake


class Clock:
    """A clock set by hand."""

    now = 1750000000.0

    def __call__(self) -> float:
        return self.now


def test_orange_is_told_who_sends_in_body_and_address(orange: FakeOrange) -> None:
    assert send(line_at("orange", orange.url, sender_name="SOKODE"), "Reçu : صوت") == ["id-1"]
    assert orange.paths == ["/smsmessaging/v1/outbound/tel%3A%2B22890000000/requests"]
    (message,) = orange.messages
    assert (message["address"], message["senderAddress"]) == (f"tel:{ADDRESS}", "tel:+22890000000")
    assert (message["senderName"], message["outboundSMSTextMessage"]) == ("SOKODE", {"message": "Reçu : صوت"})


def test_a_pass_serves_until_shortly_before_its_end(orange: FakeOrange) -> None:
    clock = Clock()

    async def scenario() -> None:
        sender = OrangeSender(line_at("orange", orange.url), clock=clock)
        for later in (0, 3000, 500, 50):  # the last one falls into the minute before the end
            clock.now += later
            await sender.send(ADDRESS, Outgoing("x"), "1")
        await sender.close()

    asyncio.run(scenario())
    assert (orange.passes, len(orange.messages)) == (2, 4)


def test_a_pass_that_was_withdrawn_is_asked_for_anew_once(orange: FakeOrange) -> None:
    async def scenario() -> None:
        sender = OrangeSender(line_at("orange", orange.url))
        await sender.send(ADDRESS, Outgoing("x"), "1")
        orange.good.clear()
        await sender.send(ADDRESS, Outgoing("y"), "2")
        await sender.close()

    asyncio.run(scenario())
    assert (orange.passes, len(orange.messages)) == (2, 2)


@pytest.mark.parametrize("given", [{}, {"access_token": ""}, {"access_token": "a\nb"}, {"access_token": "é"}, [1]])
def test_a_pass_that_is_none_is_an_error_of_theirs(orange: FakeOrange, given: Any) -> None:
    orange.fail(Fault(200, given))
    assert failure(line_at("orange", orange.url)) == ("server_error", 0, False)


def test_a_message_that_is_refused_under_a_good_pass_is_given_up(orange: FakeOrange) -> None:
    async def scenario() -> None:
        sender = OrangeSender(line_at("orange", orange.url))
        await sender.send(ADDRESS, Outgoing("x"), "1")
        orange.fail(Fault(400))
        with pytest.raises(SendFailure) as caught:
            await sender.send(ADDRESS, Outgoing("y"), "2")
        await sender.close()
        assert (caught.value.reason, caught.value.retry_in) == ("refused", None)

    asyncio.run(scenario())


def test_a_sender_that_is_no_number_is_named() -> None:
    line = line_at("orange", "https://x", sender="SOKODE")
    assert find_providers()["orange"].why_not_ready(line) == "sender"
