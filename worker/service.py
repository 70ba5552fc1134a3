"""The worker: one courier a line, pollers where a line has no public address, the timed jobs, one loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import structlog
from huey.consumer import Consumer

from gateways.base import LineView, Provider
from services.house import House
from services.line_book import LineBook
from services.throttle import Throttle
from worker.accountant import Accountant
from worker.bell import Bell
from worker.courier import Courier
from worker.log_keeper import log_timer
from worker.polling import Poller
from worker.recounter import Recounter
from worker.sent_files import FileFetcher
from worker.timer import Timer

RELOAD_SECONDS = 5.0
STOP_SECONDS = 25.0
log = structlog.get_logger()


@dataclass(slots=True)
class _Running:
    line: LineView
    courier: Courier
    tasks: list[asyncio.Task[None]]

    def is_over(self, line: LineView | None) -> bool:
        """Has the line changed or gone, or its courier fallen?"""
        return line != self.line or self.tasks[0].done()


class Worker:
    """Runs couriers and timers in a thread of its own until stopped."""

    def __init__(
        self,
        house: House,
        providers: Mapping[str, Provider],
        book: LineBook[LineView],
        bell: Bell,
        throttle: Throttle,
        timer: Timer | None = None,
        log_keeper: Timer | None = None,
    ) -> None:
        self._house, self._providers, self._book, self._bell = house, providers, book, bell
        self._throttle = throttle
        self._running: dict[int, _Running] = {}
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._serve, name="worker", daemon=True)
        self._consumer: Consumer | None = None
        self._timer = timer or Timer(house)
        self._log_keeper = log_keeper or log_timer(house)

    def start(self) -> None:
        """Begin to work in the background."""
        self._loop.set_default_executor(ThreadPoolExecutor(max_workers=8, thread_name_prefix="courier"))
        self._thread.start()
        self._timer.start()
        self._log_keeper.start()
        self._consumer = self._bell.answer(self.wake, self._timer.tick)

    def stop(self) -> None:
        """Claim nothing more, finish what is being sent, and end."""
        if self._consumer is not None:
            self._consumer.stop(graceful=True)
        self._from_outside(self._stop.set)
        self._timer.stop()
        self._log_keeper.stop()
        self._thread.join(timeout=STOP_SECONDS)

    def wake(self) -> None:
        """Look at the outbox now; from any thread."""
        self._from_outside(self._wake_all)

    def _wake_all(self) -> None:
        for running in self._running.values():
            running.courier.wake()

    def _from_outside(self, act: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(act)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._work())
        finally:
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    async def _work(self) -> None:
        while not self._stop.is_set():
            await self._match_lines()
            await _wait_for(self._stop, RELOAD_SECONDS)
        await asyncio.gather(*(self._end(line_id) for line_id in list(self._running)))

    async def _match_lines(self) -> None:
        try:
            lines = await asyncio.to_thread(self._book.enabled_lines)
        except Exception as error:  # the database is away: keep what runs
            log.warning("lines cannot be read", error=type(error).__name__)
            return
        stale = [known for known, running in self._running.items() if running.is_over(lines.get(known))]
        await asyncio.gather(*(self._end(line_id) for line_id in stale))
        for line_id in lines.keys() - self._running.keys():
            self._begin(line_id, lines[line_id])

    def _begin(self, line_id: int, line: LineView) -> None:
        provider = self._providers.get(line.provider)
        if provider is None or provider.why_not_ready(line):
            return
        try:
            sender = provider.open_sender(line)
        except Exception as error:  # one line that cannot be opened must not silence the others
            log.error("a line cannot be opened", line=line.key, provider=line.provider, error=type(error).__name__)
            return
        courier = Courier(self._house, line_id, sender, served=self._served)
        poller = Poller(self._house, line_id, provider, line, sender, self._throttle)
        photos = FileFetcher(self._house, line_id, sender)
        recounter = Recounter(self._house, line_id, provider, line, sender, self._throttle)
        accountant = Accountant(self._house, line_id, sender)
        tasks = [asyncio.create_task(work.run()) for work in (courier, poller, photos, recounter, accountant)]
        self._running[line_id] = _Running(line, courier, tasks)

    def _served(self) -> tuple[int, ...]:
        return tuple(self._running)

    async def _end(self, line_id: int) -> None:
        running = self._running.pop(line_id)
        running.courier.stop()
        for other in running.tasks[1:]:
            other.cancel()
        await asyncio.wait(running.tasks, timeout=STOP_SECONDS)


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
