"""Holds what came in on one line against its company's records, apart from sending and never in its way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime

import structlog

from bot.messages import Inbound
from gateways.base import LineView, Provider, Recounting, Resending, Sender, SendFailure
from services.house import House
from services.throttle import Throttle, sender_mark
from services.turn import take
from services.watching.inbound import SETTLED_AFTER, days_due, lacking, line_since, note_check, oldest_taken
from services.watching.sent_again import lacking_alike, note_asked, period_due

REST_SECONDS = 300.0
ASKING_SECONDS = 300.0
log = structlog.get_logger()


@dataclass(slots=True)
class _Found:
    """What one comparison gave."""

    theirs: int | None = 0
    missing: int = 0
    fetched: int = 0
    unread: int = 0


class Recounter:
    """Compares what is due, day by day, until cancelled; a company without records is left alone.

    A phone that can is asked to send again what it received: that comes by the door, as ordinary messages do.

    A sender is let in as often as at the doors: what a flood lost there is not brought in by the back.
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
        self._house, self._line_id, self._sender, self._throttle = house, line_id, sender, throttle
        self._can, self._rest = provider.capabilities_of(line), rest

    async def run(self) -> None:
        """Work until cancelled; what one company refuses stops nothing."""
        if not isinstance(self._sender, Recounting | Resending):
            return
        while True:
            try:
                await self.round()
            except SendFailure as no:
                log.warning("a company's records cannot be read", line=self._line_id, reason=no.reason)
            except Exception as error:  # the database or the company is away: it is due again
                log.warning("messages cannot be compared", line=self._line_id, error=type(error).__name__)
            await asyncio.sleep(self._rest)

    async def round(self) -> int:
        """Compare every day that is due and return how many those were."""
        now = self._house.clock()
        days = await asyncio.to_thread(self._house.work.read, lambda session: days_due(session, self._line_id, now))
        for day in days:
            records = None
            if isinstance(self._sender, Recounting):
                records = await asyncio.wait_for(self._sender.received_on(day), ASKING_SECONDS)
            if isinstance(self._sender, Resending):
                await self._ask_again(self._sender, day)
                await asyncio.to_thread(self._compare_list, day, records)
            else:
                await asyncio.to_thread(self._compare, day, records or [])
        return len(days)

    async def _ask_again(self, sender: Resending, day: date) -> None:
        now, line_id = self._house.clock(), self._line_id
        read, write = self._house.work.read, self._house.work.write
        period = await asyncio.to_thread(read, lambda session: period_due(session, line_id, day, now))
        if period is not None:
            await asyncio.to_thread(write, lambda session: note_asked(session, line_id, day, now, period[1]))
            await asyncio.wait_for(sender.send_again(*period), ASKING_SECONDS)

    def _compare_list(self, day: date, records: list[Inbound] | None) -> None:
        """Keep how many of a phone's own list never reached us; a server's phone lists none."""
        now = self._house.clock()
        settled = self._settled(records or [], now)
        gone = self._house.work.read(lambda session: lacking_alike(session, self._line_id, settled))
        since = self._house.work.read(lambda session: oldest_taken(session, self._line_id, now))
        late = sum(1 for one in gone if since and one.event_at and one.event_at < since)
        self._note(day, now, _Found(None if records is None else len(settled), len(gone), unread=late))

    def _settled(self, records: list[Inbound], now: datetime) -> list[Inbound]:
        ours_since = self._house.work.read(lambda session: line_since(session, self._line_id))
        return [one for one in records if one.event_at and ours_since <= one.event_at <= now - SETTLED_AFTER]

    def _compare(self, day: date, records: list[Inbound]) -> None:
        now = self._house.clock()
        by_id = {one.provider_id: one for one in self._settled(records, now)}
        gone = self._house.work.read(lambda session: lacking(session, self._line_id, by_id.keys()))
        since = self._house.work.read(lambda session: oldest_taken(session, self._line_id, now))
        found = _Found(theirs=len(by_id))
        # In the order in which they were sent: the last ballot counts.
        for one in sorted((by_id[key] for key in gone), key=_order):
            self._fetch(one, since, found)
        self._note(day, now, found)
        if gone:
            log.warning("messages never reached us", line=self._line_id, lacked=len(gone), fetched=found.fetched)

    def _note(self, day: date, now: datetime, found: _Found) -> None:
        self._house.work.write(
            lambda session: note_check(
                session,
                self._line_id,
                day,
                now,
                theirs=found.theirs,
                missing=found.missing,
                fetched=found.fetched,
                unread=found.unread,
            )
        )

    def _fetch(self, message: Inbound, since: datetime | None, found: _Found) -> None:
        is_late = since is not None and (message.event_at is None or message.event_at < since)
        if is_late or (not message.text and message.note is None):
            found.missing, found.unread = found.missing + 1, found.unread + 1
        elif not self._throttle.lets(sender_mark(self._house.vault, self._line_id, message.sender)):
            found.missing += 1
        else:
            taken = take(self._house, self._line_id, self._can, message)
            found.fetched += 0 if taken.is_repeat else 1


def _order(message: Inbound) -> tuple[float, str]:
    return (message.event_at.timestamp() if message.event_at else 0.0, message.provider_id)
