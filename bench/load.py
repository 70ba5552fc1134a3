"""A load of prepared requests over keep-alive connections, from a process of its own on a core of its own."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

SERVER_CORE, CLIENT_CORE = 0, -1


@dataclass(frozen=True)
class Figures:
    """Requests a second, latencies in milliseconds, and how many answers were not 200."""

    rate: float
    p50: float
    p99: float
    bad: int

    def __str__(self) -> str:
        return f"{self.rate:7.0f}/s   p50 {self.p50:6.1f} ms   p99 {self.p99:6.1f} ms   not 200: {self.bad}"


def prepared(path: str, headers: dict[str, str], body: bytes, method: str = "POST") -> bytes:
    """Return one HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def drive(port: int, requests: Sequence[bytes], *, connections: int = 16, pace: float = 0) -> Figures:
    """Send every request once and return the figures; `pace` requests a second, as fast as possible when 0."""
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    process = context.Process(target=_client, args=(queue, port, list(requests), connections, pace))
    process.start()
    figures = Figures(**json.loads(queue.get()))
    process.join()
    return figures


def _client(queue: object, port: int, requests: list[bytes], connections: int, pace: float) -> None:
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[CLIENT_CORE]})
    queue.put(json.dumps(asyncio.run(_drive(port, requests, connections, pace))))


async def _drive(port: int, requests: list[bytes], connections: int, pace: float) -> dict[str, float]:
    waits: list[float] = []
    bad = 0
    place = iter(enumerate(requests))
    start = time.perf_counter()

    async def connection() -> None:
        nonlocal bad
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number, request in place:
            if pace:
                await asyncio.sleep(max(0.0, start + number / pace - time.perf_counter()))
            began = time.perf_counter()
            writer.write(request)
            status, closes = await _answer(reader)
            waits.append(time.perf_counter() - began)
            bad += status != 200
            if closes:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()

    await asyncio.gather(*(connection() for _ in range(connections)))
    spent = time.perf_counter() - start
    cuts = statistics.quantiles(waits, n=100)
    return {"rate": len(requests) / spent, "p50": cuts[49] * 1000, "p99": cuts[98] * 1000, "bad": bad}


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))
    return int(head.split(b" ", 2)[1]), b"connection: close" in head
