"""Answers of several sentences that fit their segments: what can be spared is left out where there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.phrases import Speech, Value, say
from bot.sms.alphabet import Encoding
from bot.sms.prepare import prepare
from bot.wording import Sentences

SEGMENTS = {Encoding.GSM7: 1}
OTHERWISE = 2
"""Segments of an answer: one where every letter is in the cheap alphabet, two where none of it is."""


@dataclass(frozen=True, slots=True)
class Spare:
    """Words that may be left out where text is paid; the last of them goes first."""

    words: Value

    def spoken(self, speech: Speech) -> str:
        """Return the words."""
        return say(self.words, speech)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Sentences of which the spare ones are said as far as there is room.

    `tighter` are the same sentences with shorter names, said where the others do not fit without their spare ones.
    """

    parts: Sequence[Value]
    tighter: Sequence[Value] = ()

    def spoken(self, speech: Speech) -> str:
        """Return the sentences; where text is paid without the spare ones that would cost another segment."""
        words = Sentences(self.parts).spoken(speech)
        if not speech.is_brief or _fits(words):
            return words
        return next(filter(_fits, self._shorter(speech)), Sentences(_needed(self.tighter or self.parts)).spoken(speech))

    def _shorter(self, speech: Speech) -> Iterator[str]:
        """Yield the sentences without one spare after the other, then the tighter ones in the same way."""
        for parts in (self.parts, self.tighter):
            left = list(parts)
            while spare := [at for at, part in enumerate(left) if isinstance(part, Spare)]:
                yield Sentences(left).spoken(speech)
                del left[spare[-1]]
            yield Sentences(left).spoken(speech)


def _needed(parts: Sequence[Value]) -> list[Value]:
    return [part for part in parts if not isinstance(part, Spare)]


def _fits(words: str) -> bool:
    ready = prepare(words)
    return ready.segments <= SEGMENTS.get(ready.encoding, OTHERWISE)
