"""What was typed on the phones of the demonstration, so that both sides of a talk can be shown."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from gateways.handsets import MOST_HANDSETS, MOST_MESSAGES, Received


@dataclass(frozen=True, slots=True)
class Sent:
    """One message from a phone; `after` is the number of the last one it had received then."""

    text: str
    after: int


@dataclass(slots=True, eq=False)
class Diary:
    """The last messages sent from the last addresses, in memory and only there."""

    _by_address: OrderedDict[str, deque[Sent]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def write(self, address: str, sent: Sent) -> None:
        """Keep one message; the oldest phone and its oldest message give way."""
        with self._lock:
            self._by_address.setdefault(address, deque(maxlen=MOST_MESSAGES)).append(sent)
            self._by_address.move_to_end(address)
            if len(self._by_address) > MOST_HANDSETS:
                self._by_address.popitem(last=False)

    def read(self, address: str) -> list[Sent]:
        """Return what an address has sent, oldest first."""
        with self._lock:
            return list(self._by_address.get(address, ()))


def in_order(sent: Sequence[Sent], received: Sequence[Received]) -> list[Sent | Received]:
    """Return both sides of a talk: what was sent stands after what had been received by then."""
    marked: list[tuple[tuple[int, int, int], Sent | Received]] = [
        ((message.after, 1, place), message) for place, message in enumerate(sent)
    ]
    marked += [((message.number, 0, 0), message) for message in received]
    return [message for _place, message in sorted(marked, key=lambda pair: pair[0])]
