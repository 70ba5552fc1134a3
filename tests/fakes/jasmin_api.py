"""The HTTP API of a Jasmin as far as we use it: https://docs.jasminsms.com/en/latest/apis/http/index.html."""

from __future__ import annotations

import uuid

from aiohttp import web

from tests.fakes.server import FakeServer

USERNAME, PASSWORD, TOKEN = "palabre", "a-password", "jasmin-token-of-the-line-01"
KNOWN = {"username", "password", "to", "from", "coding", "content", "hex-content", "priority"}
KNOWN |= {"dlr", "dlr-url", "dlr-level", "dlr-method"}


class FakeJasmin(FakeServer):
    """`messages` holds what was handed over, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, str]] = []

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/send", self._submit)]

    async def _submit(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if (form.get("username"), form.get("password")) != (USERNAME, PASSWORD):
            return web.Response(text='Error "Authentication failure for username:x"', status=403)
        unknown = form.keys() - KNOWN
        if unknown or "to" not in form or ("content" in form) == ("hex-content" in form):
            return web.Response(text=f'Error "Argument {unknown} is unknown."', status=400)
        self.messages.append(form)
        return web.Response(text=f'Success "{uuid.uuid4()}"')
