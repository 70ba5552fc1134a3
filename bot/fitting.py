"""Answers of several sentences that fit their segments: what can be spared is left out where there is no room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

    Each of `tighter` says the same in less room, for where what comes before does not fit without its spare ones.
    `below` is what stands under them in the same message: it is measured, not said.
    """

    parts: Sequence[Value]
    tighter: Sequence[Callable[[], Sequence[Value]]] = ()
    below: Value = ""

    def spoken(self, speech: Speech) -> str:
        """Return the sentences; where text is paid without the spare ones that would cost another segment."""
        words, below = "", say(self.below, speech) if speech.is_brief else ""
        for words in self._shorter_and_shorter(speech):
            if not speech.is_brief or fits(f"{words}\n{below}".strip()):
                break
        return words

    def forms(self) -> list[Value]:
        """Return every way to say it, the fullest first, and last the tightest without what can be spared."""
        ways = [self.parts, *(parts() for parts in self.tighter)]
        return [*map(Sentences, ways), Sentences([part for part in ways[-1] if not isinstance(part, Spare)])]

    def _shorter_and_shorter(self, speech: Speech) -> Iterator[str]:
        """Yield the sentences, without one spare after the other, then the tighter ones in the same way."""
        yield from _ever_fewer(self.parts, speech)
        for parts in self.tighter:
            yield from _ever_fewer(parts(), speech)


@dataclass(frozen=True, slots=True)
class Cheapest:
    """Forms of the same message, the fullest first, which is said where text is free.

    Where text is paid it is the first that costs `enough` segments or fewer, else the fullest of those that cost the
    fewest. `below` is what stands under it in the same message: it is measured, not said.
    """

    forms: Sequence[Value]
    below: Value = ""
    enough: int = 1

    def spoken(self, speech: Speech) -> str:
        """Return the form that is worth its price."""
        if not speech.is_brief:
            return say(self.forms[0], speech)
        below, costs = say(self.below, speech), {}
        for form in self.forms:
            words = say(form, speech)
            costs[words] = prepare(f"{words}\n{below}".strip()).segments
            if costs[words] <= self.enough:
                return words
        return min(costs, key=costs.__getitem__)


def _ever_fewer(parts: Sequence[Value], speech: Speech) -> Iterator[str]:
    said = [(say(part, speech), isinstance(part, Spare)) for part in parts]
    yield Sentences([words for words, _is_spare in said]).spoken(speech)
    while spare := [at for at, (_words, is_spare) in enumerate(said) if is_spare]:
        del said[spare[-1]]
        yield Sentences([words for words, _is_spare in said]).spoken(speech)


def fits(words: str, least: int = 1) -> bool:
    """Does a message cost no more segments than a usual one may, or than the `least` that it must?"""
    ready = prepare(words)
    return ready.segments <= max(least, SEGMENTS.get(ready.encoding, OTHERWISE))


def fits_screen(words: str) -> bool:
    """Does it stand on one screen of a session: 160 letters of the cheap alphabet, 70 of another?"""
    return prepare(words).segments <= 1
