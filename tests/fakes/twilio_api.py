"""Twilio as far as we use it: send a message, redact it; and its signed calls of our doors."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from email.utils import format_datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web
from twilio.request_validator import RequestValidator

from tests.fakes.server import FakeServer, Fault

ACCOUNT, TOKEN = "AC00000000000000000000000000000001", "0123456789abcdef0123456789abcdef"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"


def error(status: int, code: int, message: str = "no") -> Fault:
    """Return the fault that the API answers with: its own code within an HTTP status."""
    return Fault(status, {"code": code, "message": message, "more_info": "", "status": status})


class FakeTwilio(FakeServer):
    """`messages` holds what was sent (To, From, Body, StatusCallback …, Sid), an empty Body once redacted.

    `sent` is to whom each went and its text, whatever is redacted later: what people have on their phones.
    `received` are its records of what came in: Sid, From, To, Body, Sent (RFC 2822) and Day (ISO), `page` of them at a
    time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, str]] = []
        self.sent: list[tuple[str, str]] = []
        self.received: list[dict[str, str]] = []
        self.page = 2
        self.left: dict[str, Any] = {"account_sid": ACCOUNT, "balance": "12.3456", "currency": "USD"}
        self._numbers = count(1)

    def routes(self) -> list[web.RouteDef]:
        base = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"
        return [
            web.post(f"{base}.json", self._create),
            web.get(f"{base}.json", self._list),
            web.post(f"{base}/{{sid}}.json", self._redact),
            web.get(f"/2010-04-01/Accounts/{ACCOUNT}/Balance.json", self._tell),
        ]

    def texts_to(self, number: str) -> list[str]:
        return [text for to, text in self.sent if to == number]

    async def _create(self, request: web.Request) -> web.Response:
        fields = await self._fields(request)
        text = fields.get("Body") or fields.get("ContentVariables", "")
        if not fields.get("To") or not text:
            return web.json_response({"code": 21604, "message": "To or Body", "status": 400}, status=400)
        message = {**fields, "Sid": f"SM{next(self._numbers):032x}"}
        self.messages.append(message)
        self.sent.append((fields["To"], text))
        return web.json_response(_as_json(message), status=201)

    def receive(self, sid: str, sender: str, text: str, sent: datetime, line: str = "+22890000001") -> None:
        """Put a message that came in into the records, whether or not its call reached anybody."""
        known = {"Sid": sid, "From": sender, "To": line, "Body": text, "Day": sent.date().isoformat()}
        self.received.append({**known, "Sent": format_datetime(sent)})

    async def _list(self, request: web.Request) -> web.Response:
        await self._fields(request)
        asked = request.query
        found = [one for one in self.received if one["Day"] == asked["DateSent"] and one["To"] == asked["To"]]
        start = int(asked.get("Page", "0")) * self.page
        more = f"{request.path}?{urlencode({**asked, 'Page': start // self.page + 1})}"
        following = more if start + self.page < len(found) else None
        records = [_as_json(one, "inbound") for one in found[start : start + self.page]]
        return web.json_response({"messages": records, "next_page_uri": following, "page_size": self.page})

    async def _tell(self, request: web.Request) -> web.Response:
        await self._fields(request)
        return web.json_response(self.left)

    async def _redact(self, request: web.Request) -> web.Response:
        fields = await self._fields(request)
        found = [message for message in self.messages if message["Sid"] == request.match_info["sid"]]
        if not found:
            return web.json_response({"code": 20404, "message": "not found", "status": 404}, status=404)
        found[0]["Body"] = fields["Body"]
        return web.json_response(_as_json(found[0]))

    async def _fields(self, request: web.Request) -> dict[str, str]:
        if request.headers.get("Authorization") != "Basic " + b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode():
            raise web.HTTPUnauthorized(text='{"code": 20003, "message": "Authenticate", "status": 401}')
        return {name: str(value) for name, value in (await request.post()).items()}


def _as_json(message: dict[str, str], direction: str = "outbound-api") -> dict[str, Any]:
    return {
        "sid": message["Sid"],
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": message.get("Body", ""),
        "to": message["To"],
        "from": message.get("From"),
        "status": "queued",
        "direction": direction,
        "num_segments": "1",
        "num_media": "0",
        "error_code": None,
        "error_message": None,
        "date_created": "Sun, 15 Jun 2025 15:06:40 +0000",
        "date_sent": message.get("Sent"),
    }


def signed(url: str, fields: dict[str, str], token: str = TOKEN) -> tuple[dict[str, str], bytes]:
    """Return headers and body of a call of ours at this public address, signed as Twilio signs."""
    assert urlsplit(url).scheme, "a full address is signed"
    signature = RequestValidator(token).compute_signature(url, fields)
    return {"X-Twilio-Signature": signature, "Content-Type": FORM}, urlencode(fields).encode()


def inbound(sid: str, sender: str, text: str, line: str = "+22890000001") -> dict[str, str]:
    """Return the fields of an SMS that came in."""
    return {"MessageSid": sid, "AccountSid": ACCOUNT, "From": sender, "To": line, "Body": text, "NumMedia": "0"}


def status(sid: str, state: str, code: str = "") -> dict[str, str]:
    """Return the fields of a report."""
    fields = {"MessageSid": sid, "MessageStatus": state, "AccountSid": ACCOUNT}
    return fields | ({"ErrorCode": code} if code else {})
