"""Those who write: each message acknowledged is noted, and so is what its sender is owed."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count

from palabre.demo.clock import DemoClock
from services.keyring import CycleKey
from tests.fakes.telegram_api import card_update, text_update
from tests.running import Town, insist

IDEA = "IDEE"
AT_ONCE = 8


@dataclass(frozen=True)
class Message:
    """What is sent once, or again under the same id, as providers do; `chat` is None for an SMS.

    Without a text it is the own card of a chat, which proves its phone.
    """

    id: int
    phone: str
    chat: int | None
    text: str


@dataclass
class Crowd:
    """Everybody who writes; `taken` is what was acknowledged, `meetings` the hands raised in each, by project."""

    town: Town
    clock: DemoClock
    projects: Sequence[int]
    chance: random.Random
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    taken: dict[int, Message] = field(default_factory=dict)
    meetings: list[dict[str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def expected(self, key: CycleKey) -> dict[str, tuple[int, ...]]:
        """Return the choices that stand, by their voter's place in the box."""
        raise NotImplementedError

    def propose(self, ideas: Sequence[str]) -> None:
        """Let somebody send each idea in one SMS."""
        for place, idea in enumerate(ideas):
            self.send(Message(next(self.ids), f"+2289333{place:04}", None, f"{IDEA} {idea} a Zongo"))

    def promised(self) -> Counter[str]:
        """Return how many messages each phone and each chat is owed: a reply to each, and what came of an idea."""
        owed: Counter[str] = Counter()
        for message in self.taken.values():
            to = message.phone if message.chat is None else str(message.chat)
            owed[to] += 2 if message.text.startswith(IDEA) else 1
        return owed

    def send(self, message: Message) -> None:
        """Deliver a message until it is acknowledged."""
        assert insist(lambda: self._deliver(message)) == 200, message.text
        with self.lock:
            self.taken[message.id] = message

    def ballot(self) -> tuple[int, ...]:
        """Return up to three projects, some of which are liked more than others."""
        size = self.chance.choice((1, 2, 2, 3, 3, 3))
        liked = [number for number in self.projects for _ in range(1 + number % 4)]
        chosen: dict[int, None] = {}
        while len(chosen) < size:
            chosen[self.chance.choice(liked)] = None
        return tuple(chosen)

    def show_of_hands(self, present: int) -> Counter[int]:
        """Return for how many of so many people each project has their hand."""
        return Counter(number for _person in range(present) for number in self.ballot())

    def _deliver(self, message: Message) -> int:
        if message.chat is None:
            return self.town.sms(f"SM{message.id}", message.phone, message.text)
        written_at = int(self.clock().timestamp())
        if message.text:
            return self.town.telegram(text_update(message.id, message.chat, message.text, written_at))
        return self.town.telegram(card_update(message.id, message.chat, message.phone, written_at))


def all_at_once(lives: Sequence[Callable[[], object]]) -> None:
    """Let several live at a time, and say what went wrong in any life."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(life) for life in lives]:
            done.result()
