from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.messages import Inbound, Outgoing
from gateways.base import LineView, Recounting, SendFailure
from gateways.providers.twilio_whatsapp import PROVIDER
from tests.fakes.twilio_api import ACCOUNT, TOKEN, FakeTwilio, error

ADDRESS, NUMBER = "+22890112233", "+22890000001"
TEMPLATE = "HX0123456789abcdef0123456789abcdef"


@pytest.fixture
def api() -> Iterator[FakeTwilio]:
    with FakeTwilio() as fake:
        yield fake


def line_at(url: str, **settings: str) -> LineView:
    settings = {"account_sid": ACCOUNT, "api_url": url, **settings}
    return LineView(
        "twilio_whatsapp", "line", NUMBER, "https://x.org", settings=settings, secrets={"auth_token": TOKEN}
    )


def send(line: LineView, message: Outgoing) -> str:
    async def scenario() -> str:
        sender = PROVIDER.open_sender(line)
        try:
            return await sender.send(ADDRESS, message, "key")
        finally:
            await sender.close()

    return asyncio.run(scenario())


def test_a_reply_goes_to_the_number_on_whatsapp_from_the_sender_people_know(api: FakeTwilio) -> None:
    sid = send(line_at(api.url), Outgoing("Votre choix :\n3, 7"))
    (message,) = api.messages
    assert message["Sid"] == sid
    assert (message["To"], message["From"]) == (f"whatsapp:{ADDRESS}", f"whatsapp:{NUMBER}")
    assert message["Body"] == "Votre choix :\n3, 7"
    assert message["StatusCallback"] == "https://x.org/webhooks/twilio_whatsapp/line/status"


def test_a_sender_of_a_service_is_named_beside_it(api: FakeTwilio) -> None:
    send(line_at(api.url, messaging_service_sid="MG1"), Outgoing("Bonjour"))
    assert api.messages[0]["MessagingServiceSid"] == "MG1" and api.messages[0]["From"] == f"whatsapp:{NUMBER}"


def test_what_comes_late_goes_as_the_variable_of_the_approved_template_and_on_one_line(api: FakeTwilio) -> None:
    send(line_at(api.url, content_sid=TEMPLATE), Outgoing("Projet 12 :\nles travaux\n\n   commencent.", is_late=True))
    (message,) = api.messages
    assert message["ContentSid"] == TEMPLATE and "Body" not in message
    assert json.loads(message["ContentVariables"]) == {"1": "Projet 12 : les travaux commencent."}


def test_whatsapps_own_refusal_is_given_up(api: FakeTwilio) -> None:
    api.fail(error(400, 63016))
    with pytest.raises(SendFailure) as caught:
        send(line_at(api.url), Outgoing("Bonjour"))
    assert (caught.value.reason, caught.value.retry_in, caught.value.gone) == ("outside_window", None, False)


def test_its_records_are_those_of_the_number_on_whatsapp(api: FakeTwilio) -> None:
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    api.receive("SM1", f"whatsapp:{ADDRESS}", "VOTE 3", at, line=f"whatsapp:{NUMBER}")
    api.receive("SM2", ADDRESS, "VOTE 4", at, line=NUMBER)

    async def scenario() -> list[Inbound]:
        sender = PROVIDER.open_sender(line_at(api.url))
        assert isinstance(sender, Recounting)
        try:
            return await sender.received_on(at.date())
        finally:
            await sender.close()

    assert asyncio.run(scenario()) == [Inbound("SM1", ADDRESS, text="VOTE 3", event_at=at, phone=ADDRESS)]


@pytest.mark.parametrize("template", ["HX1", "MG0123456789abcdef0123456789abcdef", "an approved text"])
def test_a_template_that_is_none_is_said_before_anything_is_sent(template: str) -> None:
    assert PROVIDER.why_not_ready(line_at("http://127.0.0.1:9", content_sid=template)) == "content_sid"
    assert PROVIDER.why_not_ready(line_at("http://127.0.0.1:9", content_sid=TEMPLATE)) is None
