"""The phones of the simulator: what was sent to an address, kept in memory and only there."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from threading import Lock

from bot.messages import Outgoing

MOST_HANDSETS = 1_000
MOST_MESSAGES = 200


@dataclass(frozen=True, slots=True)
class Received:
    """One message on a handset: its rising number, the line it came from (key and address), itself, when."""

    number: int
    line: str
    sender: str
    message: Outgoing
    at: datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, eq=False)
class Handsets:
    """The last messages of the last addresses; one process sees only its own."""

    clock: Callable[[], datetime] = _now
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _by_address: OrderedDict[str, deque[Received]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def receive(self, address: str, line: str, sender: str, message: Outgoing) -> Received:
        """Put a message on the handset of an address; the oldest handset and its oldest message give way."""
        with self._lock:
            received = Received(next(self._numbers), line, sender, message, self.clock())
            self._by_address.setdefault(address, deque(maxlen=MOST_MESSAGES)).append(received)
            self._by_address.move_to_end(address)
            if len(self._by_address) > MOST_HANDSETS:
                self._by_address.popitem(last=False)
        return received

    def read(self, address: str, after: int = 0) -> list[Received]:
        """Return what an address has received since the message with this number, oldest first."""
        with self._lock:
            return [received for received in self._by_address.get(address, ()) if received.number > after]


HANDSETS = Handsets()
