"""The simulator: a basic phone and a Telegram-like chat through the same doors, for demonstrations and tests.

Body: `{"id", "from"}` and any of `text`, `button`, `contact` (`{"phone_number", "user_id"}`), `location`
(`{"latitude", "longitude"}`), `photo`, `at` (ISO 8601). Status: `{"id", "state"}`. Signed by the HMAC-SHA256 of the raw
body in hexadecimal. The line's setting `kind` says whether it plays `sms`, `whatsapp`, `telegram` or `ussd`,
which sends `session` and in `text` all that was typed in it.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Location, Note, Outgoing, Screen
from bot.sms.clean import clean_text
from gateways.base import Answer, Call, LineView, Sender, Unreadable, Unsigned
from gateways.bodies import degrees_of, identifier_of, moment_of_text, object_of, read_json, text_of
from gateways.dialled import answer_with, read_session
from gateways.handsets import HANDSETS, MOST_MESSAGES, Handsets
from gateways.phones import read_international, read_phone
from gateways.signatures import is_same, sign_hex

SIGNATURE = "x-simulator-signature"


@dataclass(frozen=True, slots=True)
class Simulator:
    """The provider of the demonstration."""

    handsets: Handsets = HANDSETS
    key: str = "simulator"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of the kind of line it plays."""
        return CAPABILITIES[Channel(_kind_of(line))]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the signature with that of the raw body under the line's secret."""
        if not is_same(call.headers.get(SIGNATURE, ""), sign_hex(line.secrets.get("secret", ""), call.body)):
            raise Unsigned("signature")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the one message of the body."""
        body = read_json(call)
        return [_READERS[_kind_of(line)](body, line)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the one report of the body."""
        body = read_json(call)
        state = body.get("state")
        if state not in ("sent", "delivered", "failed"):
            raise Unreadable("state")
        return [DeliveryReport(identifier_of(body.get("id")), state)]

    def answer(self, call: Call) -> Answer:
        """Say nothing."""
        return Answer()

    def answer_screen(self, screen: Screen) -> Answer:
        """Return a screen, as Africa's Talking reads it."""
        return answer_with(screen)

    def why_not_ready(self, line: LineView) -> str | None:
        """Return `kind` when it plays none of them, or the missing secret."""
        if line.settings.get("kind", "sms") not in _READERS:
            return "kind"
        return line.first_missing(secrets=("secret",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what puts messages on the handsets."""
        return SimulatorSender(line, self.handsets)


@dataclass(frozen=True, slots=True)
class SimulatorSender:
    """Puts messages on the handsets of this process."""

    line: LineView
    handsets: Handsets

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Put one message on the handset of the address."""
        received = self.handsets.receive(address, self.line.key, self.line.address, message)
        return f"sim-{received.number}"

    def room(self) -> int:
        """A handset takes what comes."""
        return MOST_MESSAGES

    async def close(self) -> None:
        """Nothing to let go of."""


def _kind_of(line: LineView) -> str:
    kind = line.settings.get("kind", "sms")
    return kind if kind in _READERS else "sms"


def _read_from_number(body: dict[str, Any], line: LineView) -> Inbound:
    sender = _number_in(body, line)
    text = clean_text(text_of(body.get("text")))
    return Inbound(
        identifier_of(body.get("id")), sender, text=text, phone=sender, event_at=moment_of_text(body.get("at"))
    )


def _number_in(body: dict[str, Any], line: LineView) -> str:
    sender = read_phone(text_of(body.get("from")), line.region)
    if sender is None:
        raise Unreadable("from")
    return sender


def _read_dialled(body: dict[str, Any], line: LineView) -> Inbound:
    """Return a call of a session: `session`, and in `text` all that was typed in it, joined by `*`."""
    return read_session(text_of(body.get("session")), _number_in(body, line), text_of(body.get("text")))


def _read_chat(body: dict[str, Any], _line: LineView) -> Inbound:
    sender = identifier_of(body.get("from"))
    phone, note = _read_card(object_of(body.get("contact")), sender)
    return Inbound(
        identifier_of(body.get("id")),
        sender,
        text=clean_text(text_of(body.get("text"))),
        event_at=moment_of_text(body.get("at")),
        phone=phone,
        button=clean_text(text_of(body.get("button"))) or None,
        location=_read_place(object_of(body.get("location"))),
        photo=clean_text(text_of(body.get("photo"))) or None,
        note=note,
    )


def _read_card(card: dict[str, Any], sender: str) -> tuple[str | None, Note | None]:
    if not card:
        return None, None
    phone = read_international(text_of(card.get("phone_number")))
    if phone is None or text_of(card.get("user_id")) != sender:
        return None, Note.FOREIGN_CARD
    return phone, None


def _read_place(place: dict[str, Any]) -> Location | None:
    latitude, longitude = degrees_of(place.get("latitude"), 90), degrees_of(place.get("longitude"), 180)
    return None if latitude is None or longitude is None else Location(latitude, longitude)


_READERS = {
    Channel.SMS.value: _read_from_number,
    Channel.WHATSAPP.value: _read_from_number,
    Channel.TELEGRAM.value: _read_chat,
    Channel.USSD.value: _read_dialled,
}

PROVIDER = Simulator()
