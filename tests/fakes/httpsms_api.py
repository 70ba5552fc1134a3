"""The API of httpSMS as far as we use it (https://docs.httpsms.com), and its signed calls of our doors."""

from __future__ import annotations

import hmac
import json
import uuid
from base64 import urlsafe_b64encode
from typing import Any

from aiohttp import web

from tests.fakes.server import FakeServer

API_KEY, SIGNING_KEY = "an-api-key", "phone-signing-key-of-32-letters-x"
OWNER = "+22890000002"


class FakeHttpSms(FakeServer):
    """`messages` holds what the phone would send, in order; `states` what became of each, by its id."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.states: dict[str, str] = {}

    def routes(self) -> list[web.RouteDef]:
        one = "/v1/messages/{id}"
        return [web.post("/v1/messages/send", self._send), web.get(one, self._show), web.delete(one, self._delete)]

    async def _show(self, request: web.Request) -> web.Response:
        state = self.states.get(request.match_info["id"])
        if request.headers.get("x-api-key") != API_KEY:
            return web.json_response({"status": "error", "message": "You are not authorized."}, status=401)
        if state is None:
            return web.json_response({"status": "error", "message": "cannot find message"}, status=404)
        return web.json_response({"status": "success", "data": {"id": request.match_info["id"], "status": state}})

    async def _delete(self, request: web.Request) -> web.Response:
        del self.states[request.match_info["id"]]
        return web.Response(status=204)

    async def _send(self, request: web.Request) -> web.Response:
        if request.headers.get("x-api-key") != API_KEY:
            return web.json_response({"status": "error", "message": "You are not authorized."}, status=401)
        message = await request.json()
        if message.keys() != {"content", "from", "to"} or message["from"] != OWNER:
            return web.json_response({"status": "error", "message": "validation errors"}, status=422)
        self.messages.append(message)
        data = {"id": str(uuid.uuid4()), "status": "pending", "owner": OWNER, "contact": message["to"]}
        self.states[data["id"]] = data["status"]
        return web.json_response({"status": "success", "message": "message added to queue", "data": data})


def encoded(part: dict[str, Any] | bytes) -> str:
    """Return a part of a token."""
    raw = part if isinstance(part, bytes) else json.dumps(part, separators=(",", ":")).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def token(claims: dict[str, Any], key: str = SIGNING_KEY, header: dict[str, Any] | None = None) -> str:
    """Return a token with these claims, signed as httpSMS signs."""
    parts = f"{encoded(header or {'alg': 'HS256', 'typ': 'JWT'})}.{encoded(claims)}"
    return f"{parts}.{encoded(hmac.digest(key.encode(), parts.encode(), 'sha256'))}"


def claims_at(now: float, audience: str) -> dict[str, Any]:
    """Return the claims of httpSMS (api/pkg/services/webhook_service.go, getAuthToken)."""
    moment = int(now)
    times = {"exp": moment + 600, "iat": moment, "nbf": moment - 600}
    return {"aud": audience, **times, "iss": "api.httpsms.com", "sub": "XtABz6zdeFMoBLoltz6SREDvRSh2"}
