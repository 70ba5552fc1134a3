"""The APIs of companies that send SMS, as far as we use them: Africa's Talking, Infobip, Orange."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from aiohttp import web

from tests.fakes.server import FakeServer

API_KEY, TOKEN = "an-api-key", "token-made-by-chance-01"
CLIENT = ("an-id", "a-secret")


class FakeCompany(FakeServer):
    """`messages` holds what was handed over, in order; `left` is what the account's page answers."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.left: Any = {}


class FakeAfricasTalking(FakeCompany):
    """https://developers.africastalking.com/docs/sms/sending/bulk."""

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/version1/messaging", self._send), web.get("/version1/user", self._tell)]

    async def _tell(self, request: web.Request) -> web.Response:
        if request.headers.get("apikey") != API_KEY or request.query.get("username") != "palabre":
            return web.Response(text="The supplied authentication is invalid", status=401)
        return web.json_response(self.left)

    async def _send(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if request.headers.get("apikey") != API_KEY or form.get("username") != "palabre":
            return web.Response(text="The supplied authentication is invalid", status=401)
        self.messages.append(form)
        return web.json_response(africas_answer(101, f"ATXid_{len(self.messages)}"), status=201)


def africas_answer(code: int, message_id: str = "None") -> dict[str, Any]:
    """Return the answer with one recipient."""
    one = {"statusCode": code, "number": "+22890112233", "cost": "0", "status": "x", "messageId": message_id}
    return {"SMSMessageData": {"Message": "Sent to 1/1 Total Cost: KES 0.8000", "Recipients": [one]}}


class FakeInfobip(FakeCompany):
    """https://www.infobip.com/docs/developer-resources/quickstart."""

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/sms/3/messages", self._send), web.get("/account/1/balance", self._tell)]

    async def _tell(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"App {API_KEY}":
            return web.json_response({"errorCode": "E401"}, status=401)
        return web.json_response(self.left)

    async def _send(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"App {API_KEY}":
            return web.json_response({"errorCode": "E401"}, status=401)
        self.messages += (await request.json())["messages"]
        return web.json_response(infobip_answer("PENDING", "PENDING_ACCEPTED", f"MSG-{len(self.messages)}"))


def infobip_answer(group: str, name: str, message_id: str = "MSG") -> dict[str, Any]:
    """Return the answer with one message."""
    return {"messages": [{"messageId": message_id, "status": {"groupName": group, "name": name}}]}


class FakeOrange(FakeCompany):
    """https://developer.orange.com/apis/sms/getting-started; `passes` counts those given, `good` are still good."""

    def __init__(self) -> None:
        super().__init__()
        self.passes = 0
        self.good: set[str] = set()
        self.paths: list[str] = []

    def routes(self) -> list[web.RouteDef]:
        outbound = "/smsmessaging/v1/outbound/{sender}/requests"
        contracts = web.get("/sms/admin/v1/contracts", self._tell)
        return [web.post("/oauth/v3/token", self._give_pass), web.post(outbound, self._send), contracts]

    async def _tell(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.good:
            return web.json_response({"code": 42, "message": "Expired credentials"}, status=401)
        return web.json_response(self.left)

    async def _give_pass(self, request: web.Request) -> web.Response:
        proof = "Basic " + b64encode(":".join(CLIENT).encode()).decode()
        form = await request.post()
        if request.headers.get("Authorization") != proof or form.get("grant_type") != "client_credentials":
            return web.json_response({"error": "invalid_client"}, status=401)
        self.passes += 1
        self.good.add(f"pass-{self.passes}")
        given = {"token_type": "Bearer", "access_token": f"pass-{self.passes}", "expires_in": "3600"}
        return web.json_response(given)

    async def _send(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.good:
            return web.json_response({"code": 42, "message": "Expired credentials"}, status=401)
        self.paths.append(request.raw_path)
        message = json.loads(await request.text())["outboundSMSMessageRequest"]
        self.messages.append(message)
        url = f"https://api.orange.com{request.path}/id-{len(self.messages)}"
        return web.json_response({"outboundSMSMessageRequest": message | {"resourceURL": url}}, status=201)
