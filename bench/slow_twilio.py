"""A Twilio that answers each message after 50 ms, in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from aiohttp import web

from tests.databases import free_port, wait_until
from tests.fakes.twilio_api import ACCOUNT
from tests.running import Town

LATENCY = 0.05


@contextmanager
def slow_twilio() -> Iterator[str]:
    """Serve on loopback and yield the address."""
    port = free_port()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(port,), daemon=True)
    process.start()
    try:
        wait_until(lambda: _answers(port), 20)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.join()


def _answers(port: int) -> bool:
    try:
        return Town(port, {}).call("/", b"", {}, "GET")[0] > 0
    except OSError:
        return False


def _serve(port: int) -> None:
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})
    numbers = count(1)

    async def create(request: web.Request) -> web.Response:
        fields = await request.post()
        await asyncio.sleep(LATENCY)
        sid = f"SM{next(numbers):032x}"
        answer = {"sid": sid, "account_sid": ACCOUNT, "body": str(fields["Body"]), "to": str(fields["To"])}
        return web.json_response({**answer, "status": "queued", "num_segments": "1", "num_media": "0"}, status=201)

    app = web.Application()
    app.router.add_post(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", create)
    web.run_app(app, host="127.0.0.1", port=port, print=lambda *_: None, handle_signals=False)
