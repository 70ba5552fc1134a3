"""Long polling: asks for messages where a line has no public address to be called at."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Protocol, runtime_checkable

import structlog

from gateways.base import Answer, Call, LineView, Provider, Sender, SendFailure, Unreadable
from services.house import House
from services.throttle import Throttle, sender_mark
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
    """Asks one line's provider for messages until cancelled; with a public address it only says where to call.

    One sender may write as often as at the doors. What is more is confirmed and dropped: there is nobody to be told to
    come back, and unconfirmed it would keep back all that wait behind it.
    """

    def __init__(
        self,
        house: House,
        line_id: int,
        provider: Provider,
        line: LineView,
        sender: Sender,
        throttle: Throttle,
        rest: float = REST_SECONDS,
    ) -> None:
        self._house, self._line_id, self._provider, self._line, self._sender = house, line_id, provider, line, sender
        self._throttle, self._rest = throttle, rest

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
        dropped = 0
        for update in updates:
            call = Call("POST", "", "", {}, json.dumps(update).encode())
            if await asyncio.to_thread(self._take, call):
                await sender.carry_out(self._provider.answer(call))
            else:
                dropped += 1
        if dropped:
            log.warning("messages of senders who write too often were dropped", line=self._line.key, dropped=dropped)
        return next_offset  # asked for only after the commit: it tells the provider that these are kept

    def _take(self, call: Call) -> bool:
        """Take what came, if it can be read; False when its sender writes too often."""
        try:
            messages = self._provider.parse(call, self._line)
            can = self._provider.capabilities_of(self._line)
        except Unreadable:
            return True
        except Exception as error:  # it would fail again, and keep back for ever all that wait behind it
            log.exception("an update could not be read", line=self._line.key, error=type(error).__name__)
            return True
        for message in messages:
            if not self._throttle.lets(sender_mark(self._house.vault, self._line_id, message.sender)):
                return False
            take(self._house, self._line_id, can, message)
        return True
