"""SMS by Twilio: https://www.twilio.com/docs/messaging. The line's address is the number, or a registered name.

Settings: `account_sid`, `api_url` (another address of the API), `messaging_service_sid` (send by a service). Secret:
`auth_token`. `SmartEncoded` is never asked for: our own transliteration has already decided what may change.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from aiohttp import ClientError
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Note, Outgoing
from bot.sms.clean import clean_text
from gateways.base import Answer, Call, LineView, Sender, SendFailure, Unreadable, Unsigned
from gateways.bodies import identifier_of, read_form, read_pairs
from gateways.phones import read_phone
from gateways.signatures import basic_authorization
from gateways.twilio_codes import REASONS, failure_of, state_of
from gateways.twilio_records import received_on
from gateways.twilio_signature import is_signed

API_URL = "https://api.twilio.com"
TIMEOUT = 10.0
"""Seconds for one call of the API."""

AT_ONCE = 100

_NOTHING_TO_SAY = Answer(b'<?xml version="1.0" encoding="UTF-8"?><Response/>', "text/xml; charset=utf-8")
# Only numbers and services with Twilio's own opt-out handling say this: Twilio has already answered by itself.
_OPT_OUTS = {"STOP": Note.OPTED_OUT, "START": Note.OPTED_IN}


class Twilio:
    """The provider."""

    key = "twilio"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Check the signature over the configured public address and the fields."""
        try:
            pairs = [] if call.method == "GET" else read_pairs(call)
        except Unreadable as error:
            raise Unsigned("fields") from error
        if not is_signed(call, pairs, line):
            raise Unsigned("signature")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message; none when the sender is nobody one can answer to (a short code, a name)."""
        form = read_form(call)
        provider_id = identifier_of(form.get("MessageSid") or form.get("SmsSid"))
        if "From" not in form:
            raise Unreadable("From")
        sender = read_phone(form["From"], line.region)
        if sender is None:
            return []
        text = clean_text(form.get("Body", ""))
        note = _OPT_OUTS.get(form.get("OptOutType", "").upper())
        if note is None and not text and form.get("NumMedia", "0") not in ("", "0"):
            note = Note.UNSUPPORTED  # a picture alone
        return [Inbound(provider_id, sender, text=text, phone=sender, note=note)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report; none for the states before the hand-over to the operator."""
        form = read_form(call)
        provider_id = identifier_of(form.get("MessageSid") or form.get("SmsSid"))
        status = form.get("MessageStatus") or form.get("SmsStatus")
        if not status:
            raise Unreadable("MessageStatus")
        state = state_of(status.lower())
        return [] if state is None else [_report(provider_id, state, form.get("ErrorCode", ""))]

    def answer(self, call: Call) -> Answer:
        """Return TwiML that says nothing: replies go out by the API."""
        return _NOTHING_TO_SAY

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing of the account, the token and the number."""
        if not line.address and not line.settings.get("messaging_service_sid"):
            return "address"
        return line.first_missing(("account_sid",), ("auth_token",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by the API."""
        return TwilioSender(line)


def _report(provider_id: str, state: str, code: str) -> DeliveryReport:
    if not (code.isascii() and code.isdigit() and len(code) <= 6 and int(code)):
        return DeliveryReport(provider_id, state)
    return DeliveryReport(provider_id, state, error=REASONS.get(int(code), "unknown"), details={"code": code})


class _HttpClient(AsyncTwilioHttpClient):
    """The SDK's client, at a configurable address and with a timeout.

    The one given at construction its `request` does not look at (SDK 9.13), and without one a hung provider holds the
    worker for ever. It also proves itself in a way that aiohttp gives up: so the header is ours.
    """

    def __init__(self, api_url: str, timeout: float) -> None:
        super().__init__()
        self.api_url = api_url.rstrip("/")
        self.longest = timeout

    async def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        """Make one request of the API."""
        kwargs["timeout"] = self.longest
        if name_and_password := kwargs.pop("auth", None):
            kwargs["headers"] = (kwargs.get("headers") or {}) | {
                "Authorization": basic_authorization(*name_and_password)
            }
        return await super().request(method, url.replace(API_URL, self.api_url, 1), *args, **kwargs)


class TwilioSender:
    """Sends by the official SDK; its connections open with the first message, in the loop that sends it."""

    def __init__(self, line: LineView, timeout: float = TIMEOUT) -> None:
        self.line = line
        self.timeout = timeout
        self._client: Client | None = None
        self._http: _HttpClient | None = None

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return its SID; after a timeout it may go twice (no idempotency key)."""
        sent = await self._ask(self._open().messages.create_async(**self._fields(address, message)))
        if not isinstance(sent.sid, str):
            raise SendFailure("server_error")
        return sent.sid

    def room(self) -> int:
        """Twilio keeps its own queue."""
        return AT_ONCE

    async def forget(self, provider_id: str) -> bool:
        """Ask Twilio to redact the text: an empty body overwrites it. Refused while the message is on its way."""
        try:
            await self._ask(self._open().messages(provider_id).update_async(body=""))
        except SendFailure:
            return False
        return True

    async def received_on(self, day: date) -> list[Inbound]:
        """Return what Twilio's records say came in on a day (UTC)."""
        found: list[Inbound] = await self._ask(received_on(self._open(), self.line, day))
        return found

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close()  # type: ignore[no-untyped-call]
        self._client = self._http = None

    def _open(self) -> Client:
        if self._client is None:
            try:
                self._http = _HttpClient(self.line.settings.get("api_url") or API_URL, self.timeout)
                account, token = self.line.settings.get("account_sid"), self.line.secrets.get("auth_token")
                self._client = Client(account, token, http_client=self._http)  # type: ignore[no-untyped-call]
            except TwilioException as error:
                raise SendFailure("credentials", retry_in=600) from error
        return self._client

    def _fields(self, address: str, message: Outgoing) -> dict[str, str]:
        fields = {"to": address, "body": message.text}
        service = self.line.settings.get("messaging_service_sid")
        fields |= {"messaging_service_sid": service} if service else {"from_": self.line.address}
        return fields | ({"status_callback": self.line.url_of("status")} if self.line.public_url else {})

    async def _ask(self, request: Any) -> Any:
        try:
            return await request
        except (TwilioRestException, TwilioServiceException) as error:
            raise failure_of(error.status, error.code) from error
        except TimeoutError as error:
            raise SendFailure("timeout") from error
        except (ClientError, OSError, asyncio.IncompleteReadError) as error:
            raise SendFailure("network") from error
        except (TwilioException, ValueError, TypeError, KeyError, AttributeError) as error:
            # Any of these when the SDK meets an answer that is none of its API.
            raise SendFailure("server_error") from error


PROVIDER = Twilio()
