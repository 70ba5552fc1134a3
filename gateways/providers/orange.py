"""SMS by Orange in Africa and the Middle East: https://developer.orange.com/apis/sms/getting-started.

The line's address is the number to which citizens write. Settings: `sender` (the number from which the
API sends in that country), `sender_name` (a name that Orange has registered), `api_url`, `per_second` (5 unless said).
Secrets: `client_id`, `client_secret`, `token`, which stands in the two addresses that Orange is given by hand ("SMS
response" and "Real time SMS DR"): it signs nothing. What it calls with follows the GSMA's OneAPI; the `callbackData` of
a report is taken for the last part of the address that the message was given when it was handed over.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Outgoing
from bot.sms.clean import clean_text
from gateways.balances import SMS_LEFT, anything_in
from gateways.base import Answer, Balance, Call, LineView, Sender, SendFailure, Unreadable, Unsigned
from gateways.bodies import identifier_of, moment_of_text, object_of, read_json, text_of, whole_of
from gateways.per_second import PER_SECOND, PacedSender, is_pace
from gateways.phones import read_operators_number
from gateways.posting import LATER, TIMEOUT, Answered, failure_of
from gateways.signatures import basic_authorization, sign_hex
from gateways.tokens import shows_token, token_of

API_URL = "https://api.orange.com"
_COUNTRIES = {"CM": "CMR", "MA": "MAR", "ML": "MLI"}
"""Those of ours where Orange sells bundles, as its contracts name them (ISO 3166-1 alpha-3)."""
EARLY = 60
"""Seconds before its end at which a pass is asked for anew."""

_SHORTEST = 60.0
# OneAPI; DeliveryUncertain and MessageWaiting are no news.
_STATES = {
    "DeliveredToTerminal": ("delivered", None),
    "DeliveredToNetwork": ("sent", None),
    "DeliveryImpossible": ("failed", "unknown"),
}


@dataclass(frozen=True, slots=True)
class Orange:
    """The provider."""

    clock: Callable[[], float] = time.time
    key: str = "orange"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the token in the address."""
        if not shows_token(call, line):
            raise Unsigned("token")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message of the notification, none for a report."""
        body = read_json(call)
        message = object_of(object_of(body.get("inboundSMSMessageNotification")).get("inboundSMSMessage"))
        if not message:
            if "deliveryInfoNotification" in body:
                return []
            raise Unreadable("notification")
        wrote, written_at = text_of(message.get("senderAddress")), text_of(message.get("dateTime"))
        if not wrote or not isinstance(message.get("message"), str):
            raise Unreadable("senderAddress or message")
        provider_id = identifier_of(message.get("messageId") or _made_id(wrote, written_at, line))
        sender = read_operators_number(wrote.removeprefix("tel:"), line.region)
        if sender is None:
            return []
        text, moment = clean_text(message["message"]), moment_of_text(written_at)
        return [Inbound(provider_id, sender, text=text, event_at=moment, phone=sender)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report of the notification, none for a message."""
        body = read_json(call)
        found = object_of(body.get("deliveryInfoNotification"))
        if not found:
            if "inboundSMSMessageNotification" in body:
                return []
            raise Unreadable("notification")
        provider_id = identifier_of(found.get("callbackData"))
        status = text_of(object_of(found.get("deliveryInfo")).get("deliveryStatus"))
        if not status:
            raise Unreadable("deliveryStatus")
        if status not in _STATES:
            return []
        state, error = _STATES[status]
        return [DeliveryReport(provider_id, state, error=error)]

    def answer(self, call: Call) -> Answer:
        """Say nothing."""
        return Answer()

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing or cannot be used: the sender, the application, a token of 16 signs."""
        if not line.address:
            return "address"
        missing = line.first_missing(("sender",), ("client_id", "client_secret"))
        if missing:
            return missing
        if read_operators_number(line.settings["sender"], line.region) is None:
            return "sender"
        if not is_pace(line):
            return PER_SECOND
        return None if token_of(line) else "token"

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by the API."""
        return OrangeSender(line, clock=self.clock)


class OrangeSender(PacedSender):
    """Sends by the API, under a pass that lasts an hour."""

    usual = 5

    def __init__(self, line: LineView, timeout: float = TIMEOUT, clock: Callable[[], float] = time.time) -> None:
        super().__init__(line, timeout)
        self.clock = clock
        self._api_url = (line.settings.get("api_url") or API_URL).rstrip("/")
        self._pass, self._ends = "", 0.0

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return its id; after a timeout it may go twice (no idempotency key)."""
        answered = await self._hand_over(address, message.text)
        if answered.status == HTTPStatus.UNAUTHORIZED:  # the pass was withdrawn before its end
            self._pass = ""
            answered = await self._hand_over(address, message.text)
        if not answered.is_taken:
            raise failure_of(answered)
        url = text_of(object_of(_object_in(answered).get("outboundSMSMessageRequest")).get("resourceURL"))
        try:
            return identifier_of(url.rstrip("/").rpartition("/")[2])
        except Unreadable as error:
            raise SendFailure("server_error") from error

    async def balance(self) -> Balance:
        """Return how many SMS are left of the bundles that are good in the line's country, of all where none is known.

        `GET /sms/admin/v1/contracts`: a list of them, which older accounts get within `partnerContracts`.
        """
        headers = {"Authorization": f"Bearer {await self._open_pass()}", "Accept": "application/json"}
        answered = await self.post.fetch(f"{self._api_url}/sms/admin/v1/contracts", headers)
        country = _COUNTRIES.get(self.line.region)
        bundles = [one for one in _bundles_in(answered) if one.get("status", "ACTIVE") == "ACTIVE"]
        mine = [one for one in bundles if one.get("country") == country] if country else bundles
        units = [whole_of(one.get("availableUnits")) for one in mine]
        if None in units:
            raise SendFailure("server_error")
        return Balance(1000 * sum(filter(None, units)), SMS_LEFT)

    async def _hand_over(self, address: str, text: str) -> Answered:
        sender = f"tel:{read_operators_number(self.line.settings.get('sender', ''), self.line.region)}"
        name = self.line.settings.get("sender_name")
        request: dict[str, Any] = {
            "address": f"tel:{address}",
            "senderAddress": sender,
            "outboundSMSTextMessage": {"message": text},
        } | ({"senderName": name} if name else {})
        url = f"{self._api_url}/smsmessaging/v1/outbound/{quote(sender, safe='')}/requests"
        headers = {"Authorization": f"Bearer {await self._open_pass()}"}
        return await self.post.call(url, headers, json={"outboundSMSMessageRequest": request})

    async def _open_pass(self) -> str:
        """Return a pass that is still good (OAuth 2.0, client credentials)."""
        if self._pass and self.clock() < self._ends - EARLY:
            return self._pass
        secrets = self.line.secrets
        headers = {"Authorization": basic_authorization(secrets.get("client_id", ""), secrets.get("client_secret", ""))}
        grant = {"grant_type": "client_credentials"}
        answered = await self.post.call(f"{self._api_url}/oauth/v3/token", headers, data=grant)
        if not answered.is_taken:
            no = failure_of(answered, "credentials")
            # Nothing is wrong with the message: it waits until staff have mended the account (RFC 6749, section 5.2).
            raise no if no.retry_in is not None else SendFailure(no.reason, retry_in=LATER)
        found = _object_in(answered)
        given = text_of(found.get("access_token"))
        if not given.isascii() or not given.isprintable() or not given:
            raise SendFailure("server_error")
        self._pass, self._ends = given, self.clock() + _seconds(found.get("expires_in"))
        return self._pass


def _bundles_in(answered: Answered) -> list[dict[str, Any]]:
    found = anything_in(answered)
    if not isinstance(found, list):
        contracts = object_of(object_of(found).get("partnerContracts")).get("contracts")
        services = [object_of(one).get("serviceContracts") for one in contracts] if isinstance(contracts, list) else []
        found = [bundle for several in services if isinstance(several, list) for bundle in several]
        if not isinstance(contracts, list):
            raise SendFailure("server_error")
    return [object_of(bundle) for bundle in found]


def _made_id(wrote: str, written_at: str, line: LineView) -> str:
    """Return an id for a message that has none: a keyed hash of who wrote and when, which says nothing of the text."""
    if not written_at:
        raise Unreadable("neither messageId nor dateTime")
    return sign_hex(token_of(line), f"{wrote}|{written_at}".encode("utf-8", "replace"))[:32].decode()


def _object_in(answered: Answered) -> dict[str, Any]:
    try:
        return object_of(json.loads(answered.body))
    except (ValueError, RecursionError) as error:
        raise SendFailure("server_error") from error


def _seconds(value: object) -> float:
    """Return how long a pass lasts; Orange writes the number as a text."""
    said = str(value)
    return float(said) if said.isascii() and said.isdigit() and len(said) < 8 else _SHORTEST


PROVIDER = Orange()
