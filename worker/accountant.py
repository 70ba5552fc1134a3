"""Asks the company of one line a few times a day what is left on its account, and never in the way of sending."""

from __future__ import annotations

import asyncio

import structlog

from gateways.base import Balance, Prepaid, Sender, SendFailure
from services.balances import is_due, note_balance
from services.house import House

PAUSE_SECONDS = 600.0
SECONDS = 20.0
log = structlog.get_logger()


class Accountant:
    """Works beside a courier in its loop, until cancelled; a company that tells nothing is left alone."""

    def __init__(self, house: House, line_id: int, sender: Sender, pause: float = PAUSE_SECONDS) -> None:
        self._house, self._line_id, self._sender, self._pause = house, line_id, sender, pause

    async def run(self) -> None:
        """Work until cancelled; what one company or one night refuses stops nothing."""
        if not isinstance(self._sender, Prepaid):
            return
        while True:
            try:
                await self.round(self._sender)
            except Exception as error:  # the database is away: the next round asks
                log.warning("what is left on a line cannot be noted", line=self._line_id, error=type(error).__name__)
            await asyncio.sleep(self._pause)

    async def round(self, sender: Prepaid) -> bool:
        """Ask where it is time to, and keep what is told; return whether the company was asked."""
        now, work = self._house.clock(), self._house.work
        if not await asyncio.to_thread(work.read, lambda session: is_due(session, self._line_id, now)):
            return False
        told = await self._ask(sender)
        await asyncio.to_thread(work.write, lambda session: note_balance(session, self._line_id, told, now))
        return True

    async def _ask(self, sender: Prepaid) -> Balance | str:
        try:
            return await asyncio.wait_for(sender.balance(), SECONDS)
        except SendFailure as no:
            return no.reason
        except Exception as error:  # a gateway's fault is no answer
            log.warning("what is left on a line cannot be asked", line=self._line_id, error=type(error).__name__)
            return "server_error"
