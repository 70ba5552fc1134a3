"""SMS by Infobip: https://www.infobip.com/docs/api/channels/sms. The line's address is the number or short code.

Settings: `api_url` (the account's own base address), `per_second` (10 unless said). Secrets: `api_key`, `token`, which
stands in the addresses it calls: it signs nothing. Both kinds of calls hold lists; messages in must be forwarded in the
format MO_JSON_2. Its own texts of keywords are not read (`cleanText`): what was written is (`text`).
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Outgoing
from bot.sms.clean import clean_text
from gateways.balances import balance_of, json_of
from gateways.base import Answer, Balance, Call, LineView, Sender, SendFailure, Unreadable, Unsigned
from gateways.bodies import identifier_of, moment_of_text, object_of, read_json, text_of
from gateways.per_second import PacedSender
from gateways.phones import read_operators_number
from gateways.posting import LATER, Answered, failure_of
from gateways.readiness import first_unready
from gateways.tokens import door_with_token, shows_token

# https://www.infobip.com/docs/developer-resources/api-fundamentals/message-status-codes. PENDING is no news.
_STATES = {
    "DELIVERED": ("delivered", None),
    "UNDELIVERABLE": ("failed", "unknown"),
    "EXPIRED": ("failed", "expired"),
    "REJECTED": ("failed", "refused"),
}
_AT_THE_OPERATOR = "DELIVERED_TO_OPERATOR"  # of the same group, and not the last word
_TAKEN = {"PENDING", "DELIVERED"}
_FOR_STAFF = {"REJECTED_NOT_ENOUGH_CREDITS": "no_credit", "REJECTED_SENDER": "not_registered"}


class Infobip:
    """The provider."""

    key = "infobip"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the token in the address."""
        if not shows_token(call, line):
            raise Unsigned("token")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the messages; one that cannot be read takes no other with it."""
        found, results = [], _results_of(call)
        for result in results:
            with suppress(Unreadable):
                found.append(_read(result, line))
        if results and not found:
            raise Unreadable("no message")
        return [message for message in found if message is not None]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the reports, none for what is no news."""
        found, results = [], _results_of(call)
        for result in results:
            with suppress(Unreadable):
                found.append(_report(result))
        if results and not found:
            raise Unreadable("no report")
        return [report for report in found if report is not None]

    def answer(self, call: Call) -> Answer:
        """Say nothing."""
        return Answer()

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing or cannot be used: the address of the API, the key, a token of 16 signs."""
        return first_unready(line, ("api_url",), ("api_key",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by the API."""
        return InfobipSender(line)


class InfobipSender(PacedSender):
    """Sends by the API, version 3, and asks it what is left on the account."""

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return its id; after a timeout it may go twice (no idempotency key)."""
        one: dict[str, Any] = {
            "sender": self.line.address.removeprefix("+"),
            "destinations": [{"to": address.removeprefix("+")}],
            "content": {"text": message.text},
        }
        if self.line.public_url:
            door = door_with_token(self.line, "status")
            one["webhooks"] = {"delivery": {"url": door, "contentType": "application/json"}}
        answered = await self.post.call(self._url("sms/3/messages"), self._headers(), json={"messages": [one]})
        if not answered.is_taken:
            raise failure_of(answered)
        return _id_in(answered)

    async def balance(self) -> Balance:
        """Return what is left, as https://www.infobip.com/docs/api/platform/account-management tells it.

        A key without the scope for it is refused, which staff read; messages go all the same.
        """
        found = json_of(await self.post.fetch(self._url("account/1/balance"), self._headers()))
        return balance_of(found.get("balance"), found.get("currency"))

    def _url(self, what: str) -> str:
        return f"{self.line.settings.get('api_url', '').rstrip('/')}/{what}"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"App {self.line.secrets.get('api_key', '')}", "Accept": "application/json"}


def _results_of(call: Call) -> list[dict[str, Any]]:
    results = read_json(call).get("results")
    if not isinstance(results, list):
        raise Unreadable("results")
    return [object_of(result) for result in results]


def _read(result: dict[str, Any], line: LineView) -> Inbound | None:
    provider_id, wrote = identifier_of(result.get("messageId")), text_of(result.get("from"))
    if not wrote or not isinstance(result.get("text"), str):
        raise Unreadable("from or text")
    sender = read_operators_number(wrote, line.region)
    if sender is None:
        return None
    moment = moment_of_text(result.get("receivedAt"))
    return Inbound(provider_id, sender, text=clean_text(result["text"]), event_at=moment, phone=sender)


def _report(result: dict[str, Any]) -> DeliveryReport | None:
    provider_id, status = identifier_of(result.get("messageId")), object_of(result.get("status"))
    group = text_of(status.get("groupName"))
    if not group:
        raise Unreadable("status")
    if status.get("name") == _AT_THE_OPERATOR:
        return DeliveryReport(provider_id, "sent")
    if group not in _STATES:
        return None
    state, error = _STATES[group]
    return DeliveryReport(provider_id, state, error=error)


def _id_in(answered: Answered) -> str:
    try:
        messages = object_of(json.loads(answered.body)).get("messages")
        first = object_of(messages[0]) if isinstance(messages, list) and messages else {}
        status = object_of(first.get("status"))
        if text_of(status.get("groupName")) in _TAKEN:
            return identifier_of(first.get("messageId"))
    except (ValueError, RecursionError, Unreadable) as error:
        raise SendFailure("server_error") from error
    name = text_of(status.get("name"))
    if not name:
        raise SendFailure("server_error")
    if name in _FOR_STAFF:
        raise SendFailure(_FOR_STAFF[name], retry_in=LATER)
    raise SendFailure("refused", retry_in=None)


PROVIDER = Infobip()
