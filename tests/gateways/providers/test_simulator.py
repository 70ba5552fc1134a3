from __future__ import annotations

import asyncio

import pytest

from bot.messages import Channel, Outgoing
from gateways.base import LineView
from gateways.handsets import Handsets
from gateways.providers.simulator import PROVIDER, Simulator


def line_of(kind: str) -> LineView:
    settings = {"kind": kind} if kind else {}
    return LineView("simulator", "demo", "+22890000003", "", settings=settings, secrets={"secret": "s"})


@pytest.mark.parametrize(
    ("kind", "channel"),
    [*((kind, kind) for kind in ("sms", "telegram", "ussd", "whatsapp")), ("", "sms"), ("fax", "sms")],
)
def test_a_line_plays_the_channel_of_its_kind(kind: str, channel: str) -> None:
    assert PROVIDER.capabilities_of(line_of(kind)).channel is Channel(channel)


def test_a_kind_nobody_knows_is_not_ready() -> None:
    assert PROVIDER.why_not_ready(line_of("fax")) == "kind"
    assert PROVIDER.why_not_ready(line_of("telegram")) is None


def test_what_is_sent_arrives_on_the_handset() -> None:
    handsets = Handsets()
    sender = Simulator(handsets).open_sender(line_of("sms"))
    assert sender.room() > 0
    sent = asyncio.run(sender.send("+22890112233", Outgoing("Bonjour"), "key"))
    (received,) = handsets.read("+22890112233")
    assert (received.line, received.sender, received.message.text) == ("demo", "+22890000003", "Bonjour")
    assert sent == f"sim-{received.number}"
    asyncio.run(sender.close())
