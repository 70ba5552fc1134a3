"""A vote at level B: a ballot counts once its code came back, and others write in the name of the same numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from services.keyring import CycleKey
from tests.databases import wait_until
from tests.fakes.twilio_api import FakeTwilio
from tests.story.citizens import Crowd, Message, all_at_once

CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
YEARS = range(1900, 2100)


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
            self._say(number, self._words(self.ballot()))
        code = self._code_in(self._say(number, self._words(choices)))
        if not is_forged_first:
            self._say(number, self._words(self.ballot()))
            self._say(number, _another(code))  # the forger guesses
        self._say(number, code)
        with self.lock:
            self.stands[number] = choices

    def _only_forged(self, number: str) -> None:
        code = self._code_in(self._say(number, self._words(self.ballot())))
        self._say(number, _another(code))

    def _words(self, choices: tuple[int, ...]) -> str:
        return "VOTE " + " ".join(map(str, choices))

    def _say(self, number: str, text: str) -> str:
        """Send a message in the name of a number, and return the reply that its owner reads."""
        assert self.twilio is not None
        twilio, before = self.twilio, len(self.twilio.texts_to(number))
        self.send(Message(next(self.ids), number, None, text))
        wait_until(lambda: len(twilio.texts_to(number)) > before, 60)
        return twilio.texts_to(number)[before]

    def _code_in(self, reply: str) -> str:
        (code,) = [found for found in CODE.findall(reply) if int(found) not in YEARS]
        return code


def _another(code: str) -> str:
    """Return four digits that are not this code, nor a year."""
    return f"{(int(code) + 3_001) % 1_900:04}"
