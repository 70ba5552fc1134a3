"""Twilio's calls of our doors, the same for SMS and WhatsApp: their signature, a message, a report, what we answer.

Source: https://www.twilio.com/docs/messaging/guides/webhook-request.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages import DeliveryReport, Inbound, Location, Note
from bot.sms.clean import clean_text
from gateways.base import Answer, Call, LineView, Unreadable, Unsigned
from gateways.bodies import degrees_of, identifier_of, read_pairs
from gateways.twilio_codes import REASONS, state_of
from gateways.twilio_signature import is_signed

NOTHING_TO_SAY = Answer(b'<?xml version="1.0" encoding="UTF-8"?><Response/>', "text/xml; charset=utf-8")
"""TwiML that says nothing: replies go out by the API."""

# Only numbers and services with Twilio's own opt-out handling say this: Twilio has already answered by itself.
_OPT_OUTS = {"STOP": Note.OPTED_OUT, "START": Note.OPTED_IN}


def check_signature(call: Call, line: LineView) -> None:
    """Raise `Unsigned` unless the call bears the signature over the configured public address and its fields."""
    try:
        pairs = [] if call.method == "GET" else read_pairs(call)
    except Unreadable as error:
        raise Unsigned("fields") from error
    if not is_signed(call, pairs, line):
        raise Unsigned("signature")


def identifier_in(form: Mapping[str, str]) -> str:
    """Return Twilio's id of the message that a call is about."""
    return identifier_of(form.get("MessageSid") or form.get("SmsSid"))


def message_in(form: Mapping[str, str], provider_id: str, sender: str) -> Inbound:
    """Return the message of a call from somebody who can be answered; a place is shared on WhatsApp alone."""
    text, place = clean_text(form.get("Body", "")), _place_in(form)
    note = _OPT_OUTS.get(form.get("OptOutType", "").upper())
    if note is None and not text and place is None and form.get("NumMedia", "0") not in ("", "0"):
        note = Note.UNSUPPORTED  # a picture or a voice message alone
    return Inbound(provider_id, sender, text=text, phone=sender, location=place, note=note)


def reports_in(form: Mapping[str, str]) -> list[DeliveryReport]:
    """Return the report of a call; none for the states before the hand-over to the operator."""
    provider_id = identifier_in(form)
    status = form.get("MessageStatus") or form.get("SmsStatus")
    if not status:
        raise Unreadable("MessageStatus")
    state = state_of(status.lower())
    return [] if state is None else [_report(provider_id, state, form.get("ErrorCode", ""))]


def _place_in(form: Mapping[str, str]) -> Location | None:
    latitude, longitude = _degrees(form.get("Latitude", ""), 90), _degrees(form.get("Longitude", ""), 180)
    return None if latitude is None or longitude is None else Location(latitude, longitude)


def _degrees(written: str, limit: float) -> float | None:
    try:
        return degrees_of(float(written[:32]), limit)
    except ValueError:
        return None


def _report(provider_id: str, state: str, code: str) -> DeliveryReport:
    if not (code.isascii() and code.isdigit() and len(code) <= 6 and int(code)):
        return DeliveryReport(provider_id, state)
    return DeliveryReport(provider_id, state, error=REASONS.get(int(code), "unknown"), details={"code": code})
