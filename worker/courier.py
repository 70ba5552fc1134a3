"""The courier of one line: claims what is due, sends many at once, records in groups."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from gateways.base import Forgetful, OnTracks, Sender, SendFailure
from services.house import House
from services.other_lines import rest_line
from services.outbox import Claimed, Failed, claim, record_failed, record_sent
from services.unit_of_work import Busy, Unsure
from worker.eraser import Eraser
from worker.health import Health

IN_FLIGHT = 128
"""Messages of a line that are with its company, or back and not noted yet: as many at most go again after a kill."""
BROADCASTS_IN_FLIGHT = 96
"""How many of them broadcasts may take: an answer always finds a place, whatever many are told."""
SWEEP_SECONDS = 1.0
SEND_SECONDS = 20.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Result:
    message: Claimed
    provider_id: str | None
    failed: Failed | None


class Courier:
    """Sends what the outbox holds for one line until it is told to stop.

    `served` says on which lines something sends now: they carry what this one cannot.
    """

    def __init__(
        self,
        house: House,
        line_id: int,
        sender: Sender,
        in_flight: int = IN_FLIGHT,
        served: Callable[[], Collection[int]] = tuple,
    ) -> None:
        self._house, self._line_id, self._sender, self._in_flight = house, line_id, sender, in_flight
        self._served, self._health = served, Health()
        self._tracks = sender.tracks() if isinstance(sender, OnTracks) else ()
        self._bell = asyncio.Event()
        self._stopping = False
        self._sending: set[asyncio.Task[None]] = set()
        self._results: asyncio.Queue[_Result] = asyncio.Queue()
        self._unnoted = 0

    def wake(self) -> None:
        """Look at the outbox now; call it in the courier's own loop."""
        self._bell.set()

    def stop(self) -> None:
        """Claim nothing more; what is being sent is finished and recorded."""
        self._stopping = True
        self._bell.set()

    async def run(self) -> None:
        """Work until stopped."""
        beside = [asyncio.create_task(self._record_results())]
        if isinstance(self._sender, Forgetful):
            beside.append(asyncio.create_task(Eraser(self._house, self._line_id, self._sender).run()))
        try:
            while not self._stopping:
                await self._round()
            while self._sending:
                await asyncio.wait(self._sending)
        finally:
            await self._results.join()
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await self._sender.close()

    async def _round(self) -> None:
        self._bell.clear()
        free = min(self._in_flight - self._unnoted, self._sender.room())
        claimed = await self._claim(free) if free > 0 else []
        self._unnoted += len(claimed)
        for message in claimed:
            task = asyncio.create_task(self._send(message))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        if len(claimed) < free or free <= 0:
            await _wait(self._bell.wait(), SWEEP_SECONDS)

    async def _claim(self, limit: int) -> list[Claimed]:
        now, served = self._house.clock(), self._served()
        most = self._in_flight * BROADCASTS_IN_FLIGHT // IN_FLIGHT
        where, told = (self._house, self._line_id, now, limit, self._tracks, served), max(0, most - self._unnoted)
        try:
            return await asyncio.to_thread(
                lambda: self._house.work.write(lambda session: claim(session, *where, broadcast_limit=told))
            )
        except Exception as error:  # the database is away: the next sweep tries again
            log.warning("outbox cannot be read", line=self._line_id, error=type(error).__name__)
            await asyncio.sleep(SWEEP_SECONDS)
            return []

    async def _send(self, message: Claimed) -> None:
        began = asyncio.get_running_loop().time()
        try:
            provider_id = await asyncio.wait_for(self._hand_over(message), SEND_SECONDS)
            result = _Result(message, provider_id, None)
        except SendFailure as no:
            result = _Result(message, None, Failed(no.reason, no.retry_in, no.gone, no.was_tried, no.is_unsent))
        except Exception as error:  # a gateway's fault must not stop the line
            log.warning("send failed", line=self._line_id, error=type(error).__name__)
            result = _Result(message, None, Failed(type(error).__name__, 0))
        self._results.put_nowait(result)
        self._bell.set()  # the contact may have a next message
        await self._look_at(result.failed, asyncio.get_running_loop().time() - began)

    async def _look_at(self, failed: Failed | None, seconds: float) -> None:
        """Let the line rest once it fails: others carry its messages until it has cooled down."""
        now, health = self._house.clock(), self._health
        reason = health.note_failed(now, failed) if failed else health.note_sent(now, seconds)
        if reason is None:
            return
        log.warning("a line fails", line=self._line_id, reason=reason)
        try:
            await asyncio.to_thread(
                lambda: self._house.work.write(lambda session: rest_line(session, self._line_id, reason, now))
            )
        except Exception as error:  # the database is away: the next failure says it again
            log.warning("the rest of a line cannot be noted", line=self._line_id, error=type(error).__name__)

    async def _hand_over(self, message: Claimed) -> str:
        sender, key = self._sender, str(message.id)
        if isinstance(sender, OnTracks):
            return await sender.send_on(message.turn.name, message.address, message.message, key)
        return await sender.send(message.address, message.message, key)

    async def _record_results(self) -> None:
        while True:
            results = [await self._results.get()]
            while not self._results.empty():
                results.append(self._results.get_nowait())
            await self._record(results)
            self._unnoted -= len(results)
            for _ in results:
                self._results.task_done()
            self._bell.set()

    async def _record(self, results: list[_Result]) -> None:
        now = self._house.clock()
        try:
            await asyncio.to_thread(lambda: self._write_notes(results, now))
        except Exception as error:  # the lease runs out and the message is sent again: at least once
            log.warning("outbox cannot be written", line=self._line_id, error=type(error).__name__)
            if not isinstance(error, (Busy, Unsure)):
                await self._record_apart(results)

    async def _record_apart(self, results: list[_Result]) -> None:
        """Note each alone, and one that still cannot be noted without its provider's id: nobody gets it again."""
        if len(results) > 1:
            for result in results:
                await self._record([result])
        elif results[0].provider_id:
            await self._record([replace(results[0], provider_id="")])

    def _write_notes(self, results: list[_Result], now: datetime) -> None:
        # Repeatable: a message that is noted already is passed over, and charged once.
        self._house.work.write(lambda session: _note_all(session, results, now), is_repeatable=True)


def _note_all(session: Session, results: list[_Result], now: datetime) -> None:
    for result in results:
        _note(session, result, now)


def _note(session: Session, result: _Result, now: datetime) -> None:
    if result.failed is not None:
        record_failed(session, result.message, result.failed, now)
    else:
        record_sent(session, result.message, result.provider_id or "", now)


async def _wait(event: Awaitable[object], seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(event, seconds)
