"""A vote by codes: by SMS and Telegram, twice, delivered again, three on one phone, and some who guess codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from budgeting.voting_codes import new_code, write_code
from services.keyring import CycleKey
from tests.story.citizens import Crowd, Message, all_at_once

ON_ONE_PHONE = 3
SAID = ("VOTE {code} {numbers}", "vote {code} {words}", "Vote {apart} {commas}", "VOTE {dashed} {numbers}")


@dataclass
class CodedCrowd(Crowd):
    """People with a code each; `stands` are the choices that stand by code."""

    stands: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def expected(self, key: CycleKey) -> dict[str, tuple[int, ...]]:
        """Return the choices that stand, by their voter's place in the box."""
        return {key.voter(key.mark(code)): choices for code, choices in self.stands.items()}

    def vote(self, codes: Sequence[str], forgers: int) -> None:
        """Let everybody with a code vote, some twice and on two channels, while others try codes nobody was given."""
        scripts = [self._citizen(place, code) for place, code in enumerate(codes)]
        scripts += [self._forgery(place, codes) for place in range(forgers)]
        self.chance.shuffle(scripts)
        all_at_once([partial(self._live, script) for script in scripts])

    def _live(self, script: Sequence[Message]) -> None:
        for message in script:
            self.send(message)

    def _citizen(self, place: int, code: str) -> list[Message]:
        phone, chat = f"+2289{place // ON_ONE_PHONE:07}", 1_000 + place
        ways = [None, None, None, chat]
        ballots = [self.ballot(), self.ballot()][: 2 if self.chance.random() < 0.2 else 1]
        messages = [self._message(phone, self.chance.choice(ways), code, ballot) for ballot in ballots]
        if self.chance.random() < 0.2:  # the provider delivers the first once more, after the second
            messages.append(messages[0])
        self.stands[code] = ballots[-1]
        return messages

    def _forgery(self, place: int, codes: Sequence[str]) -> list[Message]:
        known = set(codes)
        drawn = (new_code(self.chance.randrange) for _ in count())
        code = next(code for code in drawn if code not in known)
        return [self._message(f"+2288{place:07}", None, code, self.ballot())]

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
