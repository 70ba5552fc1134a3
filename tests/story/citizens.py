"""Those who vote: by SMS and Telegram, with a code each, twice, too late, from one phone, and some who forge."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count

from budgeting.voting_codes import new_code, write_code
from palabre.demo.clock import DemoClock
from tests.fakes.telegram_api import text_update
from tests.running import Town, insist

IDEA = "IDEE"
AT_ONCE = 8
ON_ONE_PHONE = 3
SAID = ("VOTE {code} {numbers}", "vote {code} {words}", "Vote {apart} {commas}", "VOTE {dashed} {numbers}")


@dataclass(frozen=True)
class Message:
    """What is sent once, or again under the same id, as providers do; `chat` is None for an SMS."""

    id: int
    phone: str
    chat: int | None
    text: str


@dataclass
class Citizen:
    """One person: a code, a phone that others use too, a chat, and what is sent, in order."""

    code: str
    messages: list[Message]
    stands: tuple[int, ...]


@dataclass
class Crowd:
    """Everybody who writes; `expected` are the choices that stand by code, `taken` what was acknowledged."""

    town: Town
    clock: DemoClock
    projects: Sequence[int]
    chance: random.Random
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    expected: dict[str, tuple[int, ...]] = field(default_factory=dict)
    taken: dict[int, Message] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def propose(self, ideas: Sequence[str]) -> None:
        """Let somebody send each idea in one SMS."""
        for place, idea in enumerate(ideas):
            self._send(Message(next(self.ids), f"+2289333{place:04}", None, f"{IDEA} {idea} a Zongo"))

    def vote(self, codes: Sequence[str], forgers: int) -> None:
        """Let everybody with a code vote, some twice and on two channels, while others try codes nobody was given."""
        people = [self._citizen(place, code) for place, code in enumerate(codes)]
        self.expected |= {one.code: one.stands for one in people}
        scripts = [one.messages for one in people] + [self._forgery(place, codes) for place in range(forgers)]
        self.chance.shuffle(scripts)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for done in [pool.submit(self._live, script) for script in scripts]:
                done.result()

    def promised(self) -> Counter[str]:
        """Return how many messages each phone and each chat is owed: a reply to each, and what came of an idea."""
        owed: Counter[str] = Counter()
        for message in self.taken.values():
            to = message.phone if message.chat is None else str(message.chat)
            owed[to] += 2 if message.text.startswith(IDEA) else 1
        return owed

    def _live(self, script: Sequence[Message]) -> None:
        for message in script:
            self._send(message)

    def _citizen(self, place: int, code: str) -> Citizen:
        phone, chat = f"+2289{place // ON_ONE_PHONE:07}", 1_000 + place
        ways = [None, None, None, chat]
        first, second = self._ballot(), self._ballot()
        messages = [self._message(phone, self.chance.choice(ways), code, first)]
        if self.chance.random() < 0.2:
            messages.append(self._message(phone, self.chance.choice(ways), code, second))
        stands = second if len(messages) == 2 else first
        if self.chance.random() < 0.2:  # the provider delivers the first once more, after the second
            messages.append(messages[0])
        return Citizen(code, messages, stands)

    def _forgery(self, place: int, codes: Sequence[str]) -> list[Message]:
        known = set(codes)
        drawn = (new_code(self.chance.randrange) for _ in count())
        code = next(code for code in drawn if code not in known)
        return [self._message(f"+2288{place:07}", None, code, self._ballot())]

    def _ballot(self) -> tuple[int, ...]:
        size = self.chance.choice((1, 2, 2, 3, 3, 3))
        liked = [number for number in self.projects for _ in range(1 + number % 4)]
        chosen: dict[int, None] = {}
        while len(chosen) < size:
            chosen[self.chance.choice(liked)] = None
        return tuple(chosen)

    def _message(self, phone: str, chat: int | None, code: str, choices: tuple[int, ...]) -> Message:
        numbers = [str(number) for number in choices]
        text = self.chance.choice(SAID).format(
            code=code,
            apart=write_code(code),
            dashed=write_code(code).replace(" ", "-"),
            numbers=" ".join(numbers),
            words=" et ".join(numbers),
            commas=", ".join(numbers),
        )
        return Message(next(self.ids), phone, chat, text)

    def _send(self, message: Message) -> None:
        assert insist(lambda: self._deliver(message)) == 200, message.text
        with self.lock:
            self.taken[message.id] = message

    def _deliver(self, message: Message) -> int:
        if message.chat is None:
            return self.town.sms(f"SM{message.id}", message.phone, message.text)
        written_at = int(self.clock().timestamp())
        return self.town.telegram(text_update(message.id, message.chat, message.text, written_at))
