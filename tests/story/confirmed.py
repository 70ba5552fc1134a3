"""A vote at level B: a ballot counts once its code came back, and others write in the name of the same numbers."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from functools import partial

from services.keyring import CycleKey
from tests.databases import wait_until
from tests.fakes.twilio_api import FakeTwilio
from tests.story.citizens import Crowd, Message, all_at_once

CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
YEARS = range(1900, 2100)
PATIENCE = 240
CHATS = 5_000_000
"""The chat of a number is numbered so much above its last seven digits."""


@dataclass
class ConfirmedCrowd(Crowd):
    """People with a number each, of whom some vote, and whom others forge; `stands` are the choices by number."""

    twilio: FakeTwilio | None = None
    stands: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def expected(self, key: CycleKey) -> dict[str, tuple[int, ...]]:
        """Return the choices that stand, by their voter's place in the box."""
        return {key.voter(number): choices for number, choices in self.stands.items()}

    def vote(self, voters: int, forged: int) -> None:
        """Let so many vote and read their code, forged before or after; of `forged` more only the forgers write."""
        lives = [partial(self._voter, f"+2289{place:07}", self.chance.random() < 0.5) for place in range(voters)]
        lives += [partial(self._only_forged, f"+2288{place:07}") for place in range(forged)]
        all_at_once(lives)

    def _voter(self, number: str, is_forged_first: bool) -> None:
        choices = self.ballot()
        if is_forged_first:
            self._ask(number, self.ballot())
        voted, code = self._ask(number, choices)
        if not is_forged_first:
            self._ask(number, self.ballot())
            self._say(number, _another(code))  # the forger guesses
        confirmed = self._say(number, code)
        if self.chance.random() < 0.2:  # votes again on Telegram, where the own card is the proof
            choices = self.ballot()
            self._chat(number, choices)
        if self.chance.random() < 0.2:  # the provider delivers both once more
            self.send(voted)
            self.send(confirmed)
        with self.lock:
            self.stands[number] = choices

    def _chat(self, number: str, choices: tuple[int, ...]) -> None:
        time.sleep(1)  # Telegram tells whole seconds: within the same one it would be older than the SMS
        chat = int(number[-7:]) + CHATS
        for text in (self._words(choices), ""):
            self.send(Message(next(self.ids), number, chat, text))

    def _only_forged(self, number: str) -> None:
        _, code = self._ask(number, self.ballot())
        self._say(number, _another(code))

    def _words(self, choices: tuple[int, ...]) -> str:
        return "VOTE " + " ".join(map(str, choices))

    def _ask(self, number: str, choices: tuple[int, ...]) -> tuple[Message, str]:
        """Vote in the name of a number; return the message and the code that its owner reads in the reply."""
        known = self._codes_of(number)
        sent = self._say(number, self._words(choices))
        wait_until(lambda: bool(self._codes_of(number) - known), PATIENCE)
        (code,) = self._codes_of(number) - known
        return sent, code

    def _say(self, number: str, text: str) -> Message:
        """Send a message in the name of a number, and wait for a reply."""
        assert self.twilio is not None
        twilio, before = self.twilio, len(self.twilio.texts_to(number))
        message = Message(next(self.ids), number, None, text)
        self.send(message)
        wait_until(lambda: len(twilio.texts_to(number)) > before, PATIENCE)
        return message

    def _codes_of(self, number: str) -> set[str]:
        """Return every code that was sent to a number; after a kill a reply may have come twice."""
        assert self.twilio is not None
        told = " ".join(self.twilio.texts_to(number))
        return {found for found in CODE.findall(told) if int(found) not in YEARS}


def _another(code: str) -> str:
    """Return four digits that are not this code, nor a year."""
    return f"{(int(code) + 3_001) % 1_900:04}"
