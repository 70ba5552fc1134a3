"""Asks the company of one line to erase the words that we do not keep, apart from sending and never in its way."""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy.orm import Session

from gateways.base import Forgetful
from services.house import House
from services.redaction import Redactable, list_redactable, note_erased, note_refused

PAUSE_SECONDS = 60.0
SECONDS = 20.0
AT_ONCE = 20
log = structlog.get_logger()


class Eraser:
    """Works beside a courier in its loop; what one company or one night refuses stops nothing."""

    def __init__(self, house: House, line_id: int, sender: Forgetful, pause: float = PAUSE_SECONDS) -> None:
        self._house, self._line_id, self._sender, self._pause = house, line_id, sender, pause

    async def run(self) -> None:
        """Work until cancelled; pause where nothing more waits."""
        while True:
            asked = 0
            try:
                asked = await self.round()
            except Exception as error:  # the database is away: the next round tries again
                log.warning("cannot erase at the provider", line=self._line_id, error=type(error).__name__)
            if asked < AT_ONCE:
                await asyncio.sleep(self._pause)

    async def round(self) -> int:
        """Ask for what waits now, one after the other, and return how many that were."""
        now = self._house.clock()
        waiting = await asyncio.to_thread(
            lambda: self._house.work.read(lambda session: list_redactable(session, self._line_id, now, AT_ONCE))
        )
        for message in waiting:
            await asyncio.to_thread(self._note, message, await self._forget(message))
        return len(waiting)

    async def _forget(self, message: Redactable) -> bool:
        try:
            return await asyncio.wait_for(self._sender.forget(message.provider_id), SECONDS)
        except Exception as error:  # a gateway's fault is a refusal
            log.warning("erasing failed", line=self._line_id, error=type(error).__name__)
            return False

    def _note(self, message: Redactable, is_erased: bool) -> None:
        now = self._house.clock()

        def note(session: Session) -> None:
            if is_erased:
                note_erased(session, message)
            else:
                note_refused(session, message, now)

        self._house.work.write(note, is_repeatable=True)
