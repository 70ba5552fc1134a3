"""Sending by Twilio's official SDK, as SMS and on WhatsApp: https://www.twilio.com/docs/messaging/api/message-resource.

`SmartEncoded` is never asked for: our own transliteration has already decided what may change.
"""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.messages import Inbound, Outgoing
from gateways.balances import balance_of
from gateways.base import Balance, LineView, SendFailure
from gateways.signatures import basic_authorization
from gateways.twilio_codes import failure_of
from gateways.twilio_records import received_on

API_URL = "https://api.twilio.com"
TIMEOUT = 10.0
"""Seconds for one call of the API."""

AT_ONCE = 100


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
    """Sends by the official SDK; its connections open with the first message, in the loop that sends it.

    `scheme` stands before every number where it is no SMS that is sent.
    """

    def __init__(self, line: LineView, timeout: float = TIMEOUT, scheme: str = "") -> None:
        self.line = line
        self.timeout = timeout
        self.scheme = scheme
        self._client: Client | None = None
        self._http: _HttpClient | None = None

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:  # noqa: ARG002
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
        found: list[Inbound] = await self._ask(received_on(self._open(), self.line, day, self.scheme))
        return found

    async def balance(self) -> Balance:
        """Return what is left on the account; Twilio tells no subaccount."""
        found = await self._ask(self._open().balance.fetch_async())
        return balance_of(found.balance, found.currency)

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
        fields = {"to": self.scheme + address, **self._words(message)}
        service = self.line.settings.get("messaging_service_sid")
        fields |= {"messaging_service_sid": service} if service else {}
        # A service chooses among its numbers for SMS; of a scheme it may have several senders, and people know one.
        fields |= {"from_": self.scheme + self.line.address} if self.scheme or not service else {}
        return fields | ({"status_callback": self.line.url_of("status")} if self.line.public_url else {})

    def _words(self, message: Outgoing) -> dict[str, str]:
        """Return the text, or the template that carries it: a variable of one holds no line break."""
        if not message.is_late:
            return {"body": message.text}
        template = self.line.settings.get("content_sid", "")
        return {"content_sid": template, "content_variables": json.dumps({"1": " ".join(message.text.split())})}

    async def _ask(self, request: Any) -> Any:
        try:
            return await request
        except (TwilioRestException, TwilioServiceException) as error:
            raise failure_of(error.status, error.code) from error
        except ClientConnectorError as error:  # no connection was made: nothing was said
            raise SendFailure("network", is_unsent=True) from error
        except TimeoutError as error:
            raise SendFailure("timeout") from error
        except (ClientError, OSError, asyncio.IncompleteReadError) as error:
            raise SendFailure("network") from error
        except (TwilioException, ValueError, TypeError, KeyError, AttributeError) as error:
            # Any of these when the SDK meets an answer that is none of its API.
            raise SendFailure("server_error") from error
