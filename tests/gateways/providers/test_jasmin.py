from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.messages import Outgoing
from gateways.base import LineView, OnTracks, SendFailure
from gateways.providers.jasmin import PROVIDER, JasminSender
from tests.fakes.jasmin_api import PASSWORD, TOKEN, USERNAME, FakeJasmin
from tests.fakes.server import Fault

ADDRESS = "+22890112233"


@pytest.fixture
def api() -> Iterator[FakeJasmin]:
    with FakeJasmin() as fake:
        yield fake


def line_at(url: str, password: str = PASSWORD, token: str = TOKEN, **settings: str) -> LineView:
    settings = {"api_url": url, "username": USERNAME, **settings}
    secrets = {"password": password, "token": token}
    return LineView("jasmin", "line", "8282", "https://x.org", settings=settings, secrets=secrets)


def send(line: LineView, *texts: str, timeout: float = 5) -> list[str]:
    async def scenario() -> list[str]:
        sender = JasminSender(line, timeout)
        try:
            return [await sender.send_on("", ADDRESS, Outgoing(text), "1") for text in texts]
        finally:
            await sender.close()

    return asyncio.run(scenario())


def failure(line: LineView, timeout: float = 5) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        send(line, "x", timeout=timeout)
    return caught.value


def test_a_message_goes_out_as_a_form_and_nothing_in_the_address(api: FakeJasmin) -> None:
    send(line_at(api.url + "/"), "Recu: 3 {à} €")
    (message,) = api.messages
    assert (message["from"], message["to"]) == ("8282", ADDRESS)
    assert (message["coding"], message["content"]) == ("0", "Recu: 3 {à} €")
    assert api.calls == ["/send"]


def test_letters_outside_the_gsm_alphabet_go_as_octets_of_ucs2(api: FakeJasmin) -> None:
    send(line_at(api.url), "صوت 👍")
    (message,) = api.messages
    assert message["coding"] == "8"
    assert bytes.fromhex(message["hex-content"]).decode("utf-16-be") == "صوت 👍"


def test_reports_of_both_levels_are_asked_for_at_the_door_with_its_token(api: FakeJasmin) -> None:
    send(line_at(api.url), "x")
    send(line_at(api.url, own_url="http://127.0.0.1:8000"), "x")
    wanted = [
        (f"{base}/webhooks/jasmin/line/status?token={TOKEN}", "3", "POST")
        for base in ("https://x.org", "http://127.0.0.1:8000")
    ]
    assert [(it["dlr-url"], it["dlr-level"], it["dlr-method"]) for it in api.messages] == wanted


def test_the_id_is_jasmins_own(api: FakeJasmin) -> None:
    first, second = send(line_at(api.url), "x", "y")
    assert first != second and len(first) == 36


def test_the_pace_is_for_the_outbox_to_keep() -> None:
    sender = JasminSender(line_at("", per_second="3"))
    assert isinstance(sender, OnTracks)
    assert [(track.per_minute, track.at_once) for track in sender.tracks()] == [(180, 3)]
    assert sender.room() == 3


@pytest.mark.parametrize(
    ("fault", "reason", "retry_in"),
    [
        (Fault(403, b'Error "Cannot charge submit_sm, check RouterPB log file for details"'), "credentials", 600),
        (Fault(412, b'Error "No route found"'), "no_route", 600),
        (Fault(400, b'Error "Argument to has an invalid value: x."'), "refused", None),
        (Fault(404), "wrong_address", 600),
        (Fault(500, b'Error "Cannot send submit_sm"'), "server_error", 0),
        (Fault(200, b"<html>a page of something else</html>"), "server_error", 0),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    api: FakeJasmin, fault: Fault, reason: str, retry_in: float | None
) -> None:
    api.fail(fault)
    found = failure(line_at(api.url))
    assert (found.reason, found.retry_in, found.gone) == (reason, retry_in, False)
    assert not api.messages


def test_wrong_credentials_and_silence_keep_the_message_waiting(api: FakeJasmin) -> None:
    assert failure(line_at(api.url, password="wrong")).retry_in == 600
    assert failure(line_at("http://127.0.0.1:9")).reason == "network"
    api.fail(Fault(hangs=5))
    assert failure(line_at(api.url), timeout=0.2).reason == "timeout"


def test_a_line_says_what_it_lacks() -> None:
    line = line_at("http://x")
    assert PROVIDER.why_not_ready(line) is None
    for name in ("api_url", "username", "password", "token"):
        bare = replace(line, settings={**line.settings, name: ""}, secrets={**line.secrets, name: ""})
        assert PROVIDER.why_not_ready(bare) == name
    assert PROVIDER.why_not_ready(replace(line, address="")) == "address"
    assert PROVIDER.why_not_ready(line_at("http://x", per_second="0")) == "per_second"
