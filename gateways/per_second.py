"""Lines that bear so many messages a second, by the setting `per_second`; the outbox keeps the pace for all workers."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from bot.messages import Outgoing
from gateways.base import LineView, Track
from gateways.posting import TIMEOUT, Post

PER_SECOND = "per_second"

PER_DAY = "per_day"

_NUMBER, _OF_A_DAY = re.compile(r"[1-9][0-9]{0,2}"), re.compile(r"[1-9][0-9]{0,4}")


def is_pace(line: LineView, setting: str = PER_SECOND) -> bool:
    """Can the setting be read, if there is one?"""
    return not line.settings.get(setting) or _NUMBER.fullmatch(line.settings[setting]) is not None


def is_cap(line: LineView) -> bool:
    """Can the setting of the most segments a day be read, if there is one?"""
    return not line.settings.get(PER_DAY) or _OF_A_DAY.fullmatch(line.settings[PER_DAY]) is not None


def cap_in(line: LineView) -> int | None:
    """Return how many segments a day each SIM of a line may send, None where nothing caps them."""
    return int(line.settings[PER_DAY]) if line.settings.get(PER_DAY) else None


class PacedSender(ABC):
    """Sends by HTTP calls on a line of one track, `usual` messages a second where nothing is set."""

    usual = 10

    def __init__(self, line: LineView, timeout: float = TIMEOUT) -> None:
        self.line = line
        self.post = Post(timeout)

    def tracks(self) -> tuple[Track, ...]:
        """Return the one track of the line."""
        a_second = int(self.line.settings.get(PER_SECOND) or self.usual)
        return (Track("", per_minute=60 * a_second, at_once=a_second),)

    @abstractmethod
    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return the provider's id of it; raise `SendFailure` otherwise."""

    async def send_on(self, track: str, address: str, message: Outgoing, message_key: str) -> str:  # noqa: ARG002
        """Hand one message over on the only track."""
        return await self.send(address, message, message_key)

    def room(self) -> int:
        """Return how many messages it ever sends at once; whether it may now is for the outbox to know."""
        return self.tracks()[0].at_once

    async def close(self) -> None:
        """Close the connections."""
        await self.post.close()
