"""A small HTTP server on the loopback in a thread of its own, for the fakes of providers."""

from __future__ import annotations

import asyncio
from threading import Event, Thread
from typing import Any, Self

from aiohttp import web


class Fault:
    """What the next calls get instead of a good answer; `hangs` answers nothing for so many seconds."""

    def __init__(self, status: int = 500, body: Any = None, headers: dict[str, str] | None = None, hangs: float = 0):
        self.status = status
        self.body = {} if body is None else body
        self.headers = headers or {}
        self.hangs = hangs


class FakeServer:
    """`with FakeServer() as api:` serves at `api.url`; `api.fail(Fault(503), times=2)` spoils the next calls.

    `calls` are the paths asked for, in order.
    """

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[str] = []
        self.faults: list[Fault] = []
        self._loop = asyncio.new_event_loop()
        self._is_up = Event()
        self._thread = Thread(target=self._serve, name=type(self).__name__, daemon=True)

    def routes(self) -> list[web.RouteDef]:
        raise NotImplementedError

    def fail(self, fault: Fault, times: int = 1) -> None:
        self.faults += [fault] * times

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._is_up.wait(10), "the fake did not start"
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = self._loop.run_until_complete(self._start())
        self._is_up.set()
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(_end(runner))
            self._loop.close()

    async def _start(self) -> web.AppRunner:
        app = web.Application(middlewares=[self._spoil])
        app.add_routes(self.routes())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        return runner

    @web.middleware
    async def _spoil(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.calls.append(request.path)
        if not self.faults:
            answer: web.StreamResponse = await handler(request)
            return answer
        fault = self.faults.pop(0)
        await asyncio.sleep(fault.hangs)
        if isinstance(fault.body, bytes):
            return web.Response(body=fault.body, status=fault.status, headers=fault.headers)
        return web.json_response(fault.body, status=fault.status, headers=fault.headers)


async def _end(runner: web.AppRunner) -> None:
    """Stop serving, and stop the calls that were still to hang for a while."""
    await runner.cleanup()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
