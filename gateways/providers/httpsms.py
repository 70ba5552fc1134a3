"""An Android phone that is the gateway: httpSMS, https://docs.httpsms.com, at its authors' server or one's own.

The line's address is the number of the SIM. Settings: `api_url` (https://api.httpsms.com unless said), `per_minute`
(SMS a minute, 10 unless said), `per_day` (the most SMS a day). Secrets: `api_key`, `signing_key` of the webhook. What
it calls is proven by a JWT that bears our address and ten minutes, not the body: whoever could read a call could make
others meanwhile, hence https. It calls once and waits five seconds; a call that fails is not made again
(api/pkg/services/webhook_service.go).
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Note, Outgoing
from bot.sms.clean import clean_text
from gateways.base import Answer, Call, LineView, Sender, SendFailure, Track, Unreadable, Unsigned
from gateways.bodies import identifier_of, moment_of_text, object_of, read_json, text_of
from gateways.jwt_hs256 import claims_of
from gateways.per_second import PER_DAY, PacedSender, cap_in, is_cap, is_pace
from gateways.phones import read_phone
from gateways.posting import LATER, Answered, failure_of

API_URL = "https://api.httpsms.com"
PER_MINUTE = "per_minute"
USUAL_PER_MINUTE = 10
BEARER = "Bearer "
SKEW = 60
"""Seconds by which the clocks of two machines may differ."""

LONGEST_REASON = 200
_RECEIVED, _MISSED_CALL = "message.phone.received", "message.call.missed"
_STATES = {
    "message.phone.sent": "sent",
    "message.phone.delivered": "delivered",
    "message.send.failed": "failed",
    "message.send.expired": "failed",
}
_OVER = {"received", "sent", "delivered", "failed", "expired"}
"""The states of a message that the phone has no more to do with (api/pkg/entities/message.go)."""
_UNPAID = 402


@dataclass(frozen=True, slots=True)
class HttpSms:
    """The provider."""

    clock: Callable[[], float] = time.time
    key: str = "httpsms"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Check the token: signed by our key, for one of our doors, not over."""
        shown = call.headers.get("authorization", "")
        claims = claims_of(shown.removeprefix(BEARER), line.secrets.get("signing_key", ""))
        if not shown.startswith(BEARER) or claims is None:
            raise Unsigned("signature")
        if claims.get("aud") not in (line.url_of("inbound"), line.url_of("status")):
            raise Unsigned("audience")
        begins, ends = _seconds(claims.get("nbf")), _seconds(claims.get("exp"))
        if begins is None or ends is None or not begins - SKEW <= self.clock() <= ends + SKEW:
            raise Unsigned("time")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the SMS or the missed call of the event, if it is one and from somebody one can answer to."""
        event = read_json(call)
        kind, data = _type_of(event), object_of(event.get("data"))
        if kind not in (_RECEIVED, _MISSED_CALL):
            return []
        provider_id = identifier_of(data.get("message_id") or event.get("id"))
        wrote = text_of(data.get("contact"))
        if not wrote or (kind == _RECEIVED and not isinstance(data.get("content"), str)):
            raise Unreadable("contact or content")
        sender = read_phone(wrote, line.region)
        if sender is None:
            return []
        if kind == _MISSED_CALL:
            return [Inbound(provider_id, sender, phone=sender, note=Note.MISSED_CALL)]
        # Encrypted on the phone under a key that is not ours.
        is_locked = data.get("encrypted") is True
        text, note = ("", Note.UNSUPPORTED) if is_locked else (clean_text(data["content"]), None)
        return [Inbound(provider_id, sender, text=text, event_at=_moment_of(event, data), phone=sender, note=note)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report of the event, if it is one."""
        event = read_json(call)
        state, data = _STATES.get(_type_of(event)), object_of(event.get("data"))
        if state is None:
            return []
        reason = "expired" if event["type"] == "message.send.expired" else text_of(data.get("error_message"))
        error = clean_text(reason)[:LONGEST_REASON] or None
        return [DeliveryReport(identifier_of(data.get("id") or data.get("message_id")), state, error=error)]

    def answer(self, call: Call) -> Answer:
        """Say nothing."""
        return Answer()

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing of the number and the two keys, or cannot be read."""
        if not line.address:
            return "address"
        if not is_pace(line, PER_MINUTE):
            return PER_MINUTE
        if not is_cap(line):
            return PER_DAY
        return line.first_missing(secrets=("api_key", "signing_key"))

    def open_sender(self, line: LineView) -> Sender:
        """Return what asks the phone to send."""
        return HttpSmsSender(line)


class HttpSmsSender(PacedSender):
    """Asks the server to which the phone listens."""

    def tracks(self) -> tuple[Track, ...]:
        """Return the phone's SIM that has the line's number."""
        per_minute = int(self.line.settings.get(PER_MINUTE) or USUAL_PER_MINUTE)
        return (Track("", per_minute, per_day=cap_in(self.line)),)

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return its id; after a timeout it may go twice (no idempotency key)."""
        body = {"content": message.text, "from": self.line.address, "to": address}
        answered = await self.post.call(self._url("send"), self._headers(), json=body)
        if not answered.is_taken:
            raise _failure_of(answered)
        return _id_in(answered)

    async def forget(self, provider_id: str) -> bool:
        """Ask the server to delete a message; not while the phone, switched off perhaps, has still to send it.

        The phone's own messages app keeps it all the same.
        """
        url = self._url(quote(provider_id, safe=""))
        try:
            found = await self.post.fetch(url, self._headers())
            if _is_gone(found):
                return True
            if not found.is_taken or _data_in(found).get("status") not in _OVER:
                return False
            deleted = await self.post.delete(url, self._headers())
        except SendFailure:
            return False
        return deleted.is_taken or _is_gone(deleted)

    def _url(self, what: str) -> str:
        return f"{(self.line.settings.get('api_url') or API_URL).rstrip('/')}/v1/messages/{what}"

    def _headers(self) -> dict[str, str]:
        return {"x-api-key": self.line.secrets.get("api_key", "")}


def _type_of(event: dict[str, Any]) -> str:
    kind = text_of(event.get("type"))
    if not kind:
        raise Unreadable("type")
    return kind


def _moment_of(event: dict[str, Any], data: dict[str, Any]) -> datetime | None:
    """Return when the phone got the SMS, at the latest when the server did: a clock set ahead would win every tie."""
    moments = [moment_of_text(data.get("timestamp")), moment_of_text(event.get("time"))]
    return min((moment for moment in moments if moment is not None), default=None)


def _seconds(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _id_in(answered: Answered) -> str:
    try:
        return identifier_of(_data_in(answered).get("id"))
    except Unreadable as error:
        raise SendFailure("server_error") from error


def _data_in(answered: Answered) -> dict[str, Any]:
    try:
        return object_of(object_of(json.loads(answered.body)).get("data"))
    except (ValueError, RecursionError, Unreadable) as error:
        raise SendFailure("server_error") from error


def _is_gone(answered: Answered) -> bool:
    """Does the server say that it has no such message? A 404 of another machine says nothing of it."""
    return answered.status == HTTPStatus.NOT_FOUND and answered.text.lstrip().startswith("{")


def _failure_of(answered: Answered) -> SendFailure:
    if answered.status == _UNPAID:
        return SendFailure("account_suspended", retry_in=LATER)
    return failure_of(answered)


PROVIDER = HttpSms()
