"""The events of SMS Gateway for Android: https://docs.sms-gate.app/features/webhooks/.

Every event comes as its own POST, and an operator may have pointed all of them at one door.
"""

from __future__ import annotations

from typing import Any

from bot.messages import DeliveryReport, Inbound
from bot.sms.clean import clean_text
from gateways.base import LineView, Unreadable
from gateways.bodies import identifier_of, moment_of_text, object_of, text_of
from gateways.phones import read_phone
from gateways.signatures import sign_hex

_STATES = {"sms:sent": "sent", "sms:delivered": "delivered", "sms:failed": "failed"}
LONGEST_REASON = 200


def read_event(event: dict[str, Any], line: LineView) -> list[Inbound]:
    """Return the SMS in the event; none for reports, pings and senders nobody can answer to."""
    payload = _payload_of(event)
    if event["event"] != "sms:received":
        return []
    # `phoneNumber` is the older name, still sent beside `sender`.
    wrote = text_of(payload.get("sender")) or text_of(payload.get("phoneNumber"))
    received_at = text_of(payload.get("receivedAt"))
    if not wrote or not received_at or not isinstance(payload.get("message"), str):
        raise Unreadable("payload")
    event_id = identifier_of(event.get("id"))[:64]
    sender = read_phone(wrote, line.region)
    if sender is None:
        return []
    text, moment = clean_text(payload["message"]), moment_of_text(received_at)
    same = mark_of(sender, received_at, line)
    return [Inbound(f"{same}:{event_id}", sender, text=text, event_at=moment, phone=sender, same=same)]


def mark_of(sender: str, received_at: str, line: LineView) -> str:
    """Return a keyed hash of who wrote and when: what one message keeps whenever the phone sends it, or lists it.

    `payload.messageId` is made from the text and says nothing: two people who send "1" may share it. The text is no
    part of the hash: it is kept with the row of a ballot, whose few possible texts anybody could try one by one.
    """
    moment = moment_of_text(received_at)
    who_and_when = f"{sender}|{moment.isoformat() if moment else received_at}".encode("utf-8", "replace")
    return sign_hex(line.secrets.get("signing_key", ""), who_and_when)[:16].decode()


def read_report(event: dict[str, Any]) -> list[DeliveryReport]:
    """Return the report in the event; none for messages and pings. Its id is the one we gave the message."""
    payload = _payload_of(event)
    state = _STATES.get(event["event"])
    if state is None:
        return []
    reason = clean_text(text_of(payload.get("reason")))[:LONGEST_REASON]
    return [DeliveryReport(identifier_of(payload.get("messageId")), state, error=reason or None)]


def _payload_of(event: dict[str, Any]) -> dict[str, Any]:
    if not text_of(event.get("event")):
        raise Unreadable("event")
    return object_of(event.get("payload"))
