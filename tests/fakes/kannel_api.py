"""The sendsms of a Kannel as far as we use it, as Kannel 1.4.5 was seen to answer."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from tests.fakes.server import FakeServer

USERNAME, PASSWORD, TOKEN = "palabre", "a-password", "kannel-token-of-the-line-01"


@dataclass(frozen=True)
class Submitted:
    """One message handed over: its headers by name in lower case, its text."""

    headers: dict[str, str]
    text: str


class FakeKannel(FakeServer):
    """`messages` holds what was handed over, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Submitted] = []

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/cgi-bin/sendsms", self._submit)]

    async def _submit(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        if (headers.get("x-kannel-username"), headers.get("x-kannel-password")) != (USERNAME, PASSWORD):
            return web.Response(text="Authorization failed for sendsms", status=403)
        self.messages.append(Submitted(headers, await request.text()))
        return web.Response(text="0: Accepted for delivery", status=202)
