"""What happens when somebody sends from a phone of the page."""

from __future__ import annotations

import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from flask import Flask

from bot.sms.clean import clean_text
from gateways.base import LineView
from portal.simulator.diary import Sent
from portal.simulator.door import knock
from portal.simulator.examples import SAID
from portal.simulator.phones import Exchange
from portal.tongue import _
from services.line_book import LineBook

PROVIDER = "simulator"
SMS, CHAT, CODE = "sms", "telegram", "ussd"
LONGEST_TEXT = 2000
POSITION = {"latitude": 8.98, "longitude": 1.13}
LOOK_SECONDS = 0.033


def send(
    app: Flask, book: LineBook[LineView], exchange: Exchange, number: str, device: str, form: Mapping[str, str]
) -> str | None:
    """Send what the form holds from a device and return what was in the way, or None."""
    found = book.find(PROVIDER, device)
    address = address_of(number, device)
    message, said = _message_of(form, exchange, number, device)
    if found is None or not message:
        return "refused" if found is None else "empty"
    exchange.diary.write(address, Sent(said, exchange.last_received(address)))
    status, _said = knock(app, found[1], {"from": address, **message})
    return trouble_of(status)


def trouble_of(status: int) -> str | None:
    """Return what was in the way of a message by the answer of its door, None where it was taken."""
    if status == HTTPStatus.OK:
        return None
    return "fast" if status == HTTPStatus.TOO_MANY_REQUESTS else "refused"


def wait_for_reply(exchange: Exchange, number: str, device: str, looks: int) -> None:
    """Wait until the device has an answer to what it sent last, but no longer than so many looks."""
    address = address_of(number, device)
    sent = exchange.diary.read(address)
    for _look in range(looks if sent else 0):
        if exchange.last_received(address) > sent[-1].after:
            return
        time.sleep(LOOK_SECONDS)


def address_of(number: str, device: str) -> str:
    """Return the address of a person's device: a number for SMS, its digits for the chat."""
    return f"+{number}" if device == SMS else number


def _message_of(form: Mapping[str, str], exchange: Exchange, number: str, device: str) -> tuple[dict[str, Any], str]:
    """Return the body of the call, empty where there is nothing to send, and what the sender sees of it."""
    if device == CHAT and (data := form.get("button")):
        return _pressed(data, exchange, number)
    if device == CHAT and form.get("share") in SAID:
        return _shared(form["share"], number)
    text = clean_text(form.get("chip") or form.get("text", "")).strip()[:LONGEST_TEXT]
    return ({"text": text}, text) if text else ({}, "")


def _pressed(data: str, exchange: Exchange, number: str) -> tuple[dict[str, Any], str]:
    if data in SAID:
        return _shared(data, number)
    label = exchange.label_of(number, data)
    return ({"button": data[:64]}, label) if label else ({}, "")


def _shared(what: str, number: str) -> tuple[dict[str, Any], str]:
    bodies: dict[str, dict[str, Any]] = {
        "contact": {"contact": {"phone_number": f"+{number}", "user_id": number}},
        "location": {"location": POSITION},
        "photo": {"photo": f"photo-{uuid4().hex}"},
    }
    return bodies[what], _(SAID[what])
