"""The server of SMS Gateway for Android as far as we use it, and the phone's signed calls of our doors."""

from __future__ import annotations

import hmac
import json
import re
from base64 import b64encode
from typing import Any

from aiohttp import web

from tests.fakes.server import FakeServer

USERNAME, PASSWORD, KEY = "AB12CD", "a-password", "phone-signing-key-01"


class FakeAndroid(FakeServer):
    """`messages` holds what the phone would send, by its id; an id said twice is a conflict, as on the real server.

    With `is_local` it is the phone itself, whose paths have no prefix, and which lists its `inbox`: who wrote and when.
    `asked` are the periods that are to be sent again.
    """

    def __init__(self, is_local: bool = False) -> None:
        super().__init__()
        self.messages: dict[str, dict[str, Any]] = {}
        self.inbox: list[tuple[str, str]] = []
        self.asked: list[dict[str, str]] = []
        self.is_local = is_local
        self.prefix = "" if is_local else "/3rdparty/v1"

    def routes(self) -> list[web.RouteDef]:
        common = [
            web.post(f"{self.prefix}/messages", self._enqueue),
            web.post(f"{self.prefix}/inbox/refresh", self._refresh),
        ]
        if self.is_local:
            return [*common, web.get("/inbox", self._list)]
        return [*common, web.get(f"{self.prefix}/devices", self._devices)]

    def texts_to(self, number: str) -> list[str]:
        return [
            message["textMessage"]["text"] for message in self.messages.values() if number in message["phoneNumbers"]
        ]

    async def _list(self, request: web.Request) -> web.Response:
        """Answer as https://docs.sms-gate.app/features/reading-messages/ says: a page, and how many there are."""
        asked = request.query
        found = [one for one in self.inbox if asked["from"] <= one[1] <= asked["to"]]
        first, most = int(asked["offset"]), int(asked["limit"])
        assert asked["type"] == "SMS" and 1 <= most <= 500
        page = [
            {
                "id": f"n{number}",
                "type": "SMS",
                "sender": sender,
                "contentPreview": "VOT",
                "createdAt": at,
                "simNumber": 1,
            }
            for number, (sender, at) in enumerate(found)
        ][first : first + most]
        return web.json_response(page, headers={"X-Total-Count": str(len(found))})

    async def _devices(self, _: web.Request) -> web.Response:
        return web.json_response([{"id": "PyDmBQZZXYmyxMwED8Fzy", "name": "a phone"}])

    async def _refresh(self, request: web.Request) -> web.Response:
        body = await request.json()
        device = {"deviceId"} if not self.is_local else set()
        assert body.keys() == {"since", "until", "webhookDelivery"} | device
        self.asked.append(body)
        return web.Response(status=202)

    async def _enqueue(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != "Basic " + b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode():
            return web.json_response({"message": "Unauthorized"}, status=401)
        message = await request.json()
        problem = why_not_valid(message)
        if problem:
            return web.json_response({"message": problem}, status=400)
        if message["id"] in self.messages:
            return web.json_response({"message": "duplicate id"}, status=409)
        self.messages[message["id"]] = message
        return web.json_response({"id": message["id"], "state": "Pending", "recipients": []}, status=202)


def why_not_valid(message: dict[str, Any]) -> str | None:
    """Check what the server's own model checks (github.com/android-sms-gateway/client-go, domain_messages.go)."""
    text = message.get("textMessage", {}).get("text", "")
    numbers = message.get("phoneNumbers", [])
    if not 1 <= len(text) <= 65_535:
        return "text"
    if not numbers or not all(re.fullmatch(r"\+[0-9]{7,15}", number) for number in numbers):
        return "phoneNumbers"
    if not isinstance(message.get("id", ""), str) or len(message.get("id", "")) > 36:
        return "id"
    if not 1 <= message.get("simNumber", 1) <= 3:
        return "simNumber"
    if message.get("ttl", 5) < 5 or not isinstance(message.get("withDeliveryReport"), bool):
        return "ttl"
    unknown = message.keys() - {"id", "textMessage", "phoneNumbers", "simNumber", "ttl", "withDeliveryReport"}
    return f"unknown {unknown}" if unknown else None


def event(event_id: str, kind: str, payload: dict[str, Any]) -> bytes:
    """Return the body of an event of the phone."""
    device = {"deviceId": "ffffffffceb0b1db0000018e937c815b", "webhookId": "palabre-inbound"}
    return json.dumps({**device, "event": kind, "id": event_id, "payload": payload}, ensure_ascii=False).encode()


def received(event_id: str, sender: str, text: str, at: str) -> bytes:
    """Return the body of an SMS that came in; `at` is ISO 8601 with an offset."""
    payload = {"messageId": "abc123", "message": text, "sender": sender, "phoneNumber": sender, "receivedAt": at}
    return event(event_id, "sms:received", {**payload, "simNumber": 1})


def signed(body: bytes, now: float, key: str = KEY) -> dict[str, str]:
    """Return the headers of a call with this body, signed as the app signs."""
    stamp = str(int(now))
    signature = hmac.new(key.encode(), body + stamp.encode(), "sha256").hexdigest()
    return {"X-Signature": signature, "X-Timestamp": stamp, "Content-Type": "application/json; charset=utf-8"}
