"""Asks the company of one line to erase the words that name choices, apart from sending and never in its way."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial

import structlog

from gateways.base import Forgetful
from services.house import House
from services.redaction import Redactable, list_redactable, note_redacted

PAUSE_SECONDS = 60.0
SECONDS = 20.0
AT_ONCE = 20
TRIES = 3
log = structlog.get_logger()


class Eraser:
    """Works beside a courier in its loop; what one company or one night refuses stops nothing."""

    def __init__(self, house: House, line_id: int, sender: Forgetful, pause: float = PAUSE_SECONDS) -> None:
        self._house, self._line_id, self._sender, self._pause = house, line_id, sender, pause
        self._tries: Counter[Redactable] = Counter()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            try:
                await self.round()
            except Exception as error:  # the database is away: the next round tries again
                log.warning("cannot erase at the provider", line=self._line_id, error=type(error).__name__)
            await asyncio.sleep(self._pause)

    async def round(self) -> None:
        """Ask for what waits now, one after the other; give up what was refused three times."""
        now = self._house.clock()
        waiting = await asyncio.to_thread(
            lambda: self._house.work.read(lambda session: list_redactable(session, self._line_id, now, AT_ONCE))
        )
        for message in waiting:
            is_erased = await self._forget(message)
            self._tries[message] += 1
            if is_erased or self._tries[message] >= TRIES:
                del self._tries[message]
                await asyncio.to_thread(partial(self._note, message, is_erased=is_erased))

    async def _forget(self, message: Redactable) -> bool:
        try:
            return await asyncio.wait_for(self._sender.forget(message.provider_id), SECONDS)
        except Exception as error:  # a gateway's fault is a refusal
            log.warning("erasing failed", line=self._line_id, error=type(error).__name__)
            return False

    def _note(self, message: Redactable, *, is_erased: bool) -> None:
        self._house.work.write(lambda session: note_redacted(session, message, is_erased=is_erased), is_repeatable=True)
