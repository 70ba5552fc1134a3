"""Photos and voice messages: fetched from a line's provider while it still has them, looked at, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar, runtime_checkable

import structlog
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from gateways.base import Sender, SendFailure
from services.house import House
from services.proposals.voices import tell_not_heard
from services.sent_files import WantedFile, keep_file, note_failed_try, wanted_files
from services.uploads import keep_picture, keep_voice

REST_SECONDS = 20.0
LONGEST_REST = 3600.0
FETCH_SECONDS = 60.0
T = TypeVar("T")
log = structlog.get_logger()


@runtime_checkable
class Fetches(Protocol):
    """A sender whose provider keeps files until they are asked for."""

    async def fetch_file(self, file_id: str) -> bytes: ...


class FileFetcher:
    """Fetches what one line's citizens sent, one file after the other, until cancelled."""

    def __init__(self, house: House, line_id: int, sender: Sender, rest: float = REST_SECONDS) -> None:
        self._house, self._line_id, self._sender, self._rest = house, line_id, sender, rest
        self._not_before: dict[tuple[str, int], float] = {}

    async def run(self) -> None:
        """Work until cancelled; a provider that has no files is left alone."""
        sender = self._sender
        if not isinstance(sender, Fetches):
            return
        while True:
            try:
                await self.fetch_due(sender)
            except Exception as error:  # the database is away: what waits is found again
                log.warning("files cannot be fetched", line=self._line_id, error=type(error).__name__)
            await asyncio.sleep(self._rest)

    async def fetch_due(self, sender: Fetches) -> None:
        """Fetch every file whose pause is over."""
        waiting = await asyncio.to_thread(self._house.work.read, lambda session: wanted_files(session, self._line_id))
        now = asyncio.get_running_loop().time()
        for wanted in waiting:
            if self._not_before.get(wanted.key, now) <= now:
                await self._fetch(sender, wanted)

    async def _fetch(self, sender: Fetches, wanted: WantedFile) -> None:
        try:
            content = await asyncio.wait_for(sender.fetch_file(wanted.file_id), FETCH_SECONDS)
            keep = keep_voice if wanted.is_voice else keep_picture
            upload = await asyncio.to_thread(keep, self._house, content)
        except SendFailure as no:
            await self._fail(wanted, no.reason, is_hopeless=no.retry_in is None)
        except Refusal as no:  # it is no picture or no voice, or too large a one: it would be so again
            await self._fail(wanted, str(no.reason), is_hopeless=True)
        except Exception as error:  # a slow provider, a full disk
            await self._fail(wanted, type(error).__name__, is_hopeless=False)
        else:
            self._not_before.pop(wanted.key, None)
            await self._write(lambda session: keep_file(session, self._house, wanted, upload))

    async def _fail(self, wanted: WantedFile, why: str, *, is_hopeless: bool) -> None:
        is_over = await self._write(lambda session: self._note(session, wanted, why, is_hopeless=is_hopeless))
        log.warning("a file was not fetched", line=self._line_id, reason=why, given_up=is_over)
        pause = min(self._rest * 2**wanted.tries, LONGEST_REST)
        self._not_before[wanted.key] = asyncio.get_running_loop().time() + pause
        if is_over:
            del self._not_before[wanted.key]

    def _note(self, session: Session, wanted: WantedFile, why: str, *, is_hopeless: bool) -> bool:
        is_over = note_failed_try(session, wanted, why, is_hopeless=is_hopeless)
        if is_over and wanted.is_voice:
            tell_not_heard(session, self._house, wanted.row_id)
        return is_over

    async def _write(self, work: Callable[[Session], T]) -> T:
        return await asyncio.to_thread(self._house.work.write, work)
