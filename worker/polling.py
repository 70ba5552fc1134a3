"""Long polling: asks for messages where a line has no public address to be called at."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Protocol, runtime_checkable

import structlog

from gateways.base import Answer, Call, LineView, Provider, Sender, SendFailure, Unreadable
from services.house import House
from services.turn import take

REST_SECONDS = 5.0
log = structlog.get_logger()


@runtime_checkable
class Asks(Protocol):
    """A sender that can also ask its provider for messages, or tell it where to call."""

    async def poll(self, offset: int) -> tuple[list[dict[str, Any]], int]: ...

    async def carry_out(self, answer: Answer) -> None: ...

    async def set_webhook(self) -> bool: ...

    async def drop_webhook(self) -> bool: ...


class Poller:
    """Asks one line's provider for messages until cancelled; with a public address it only says where to call."""

    def __init__(
        self,
        house: House,
        line_id: int,
        provider: Provider,
        line: LineView,
        sender: Sender,
        rest: float = REST_SECONDS,
    ) -> None:
        self._house, self._line_id, self._provider, self._line, self._sender = house, line_id, provider, line, sender
        self._rest = rest

    async def run(self) -> None:
        """Work until cancelled; a provider that is away is asked again."""
        sender = self._sender
        if not isinstance(sender, Asks):
            return
        offset = 0
        is_told = False
        while True:
            try:
                if not is_told:
                    await (sender.set_webhook() if self._line.public_url else sender.drop_webhook())
                    is_told = True
                if self._line.public_url:
                    return
                offset = await self._ask_once(sender, offset)
            except SendFailure as no:
                log.warning("polling failed", line=self._line.key, reason=no.reason)
                await asyncio.sleep(no.retry_in or self._rest)
            except Exception as error:  # the database or the provider is away: nothing was confirmed, ask again
                log.warning("polling failed", line=self._line.key, error=type(error).__name__)
                await asyncio.sleep(self._rest)

    async def _ask_once(self, sender: Asks, offset: int) -> int:
        updates, next_offset = await sender.poll(offset)
        for update in updates:
            call = Call("POST", "", "", {}, json.dumps(update).encode())
            await asyncio.to_thread(self._take, call)
            await sender.carry_out(self._provider.answer(call))
        return next_offset  # asked for only after the commit: it tells the provider that these are kept

    def _take(self, call: Call) -> None:
        try:
            messages = self._provider.parse(call, self._line)
            can = self._provider.capabilities_of(self._line)
        except Unreadable:
            return
        except Exception as error:  # it would fail again, and keep back for ever all that wait behind it
            log.exception("an update could not be read", line=self._line.key, error=type(error).__name__)
            return
        for message in messages:
            take(self._house, self._line_id, can, message)
