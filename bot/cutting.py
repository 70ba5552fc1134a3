"""Cutting a title where it matters: what it shares with other words is left standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.phrases import ELLIPSIS, Speech, Value, say
from bot.sms.graphemes import graphemes
from bot.understanding.fold import fold
from bot.wording import clipped

SHORTEST = 4
"""Letters of a word that tells something."""


@dataclass(frozen=True, slots=True)
class CutAround:
    """A title cut where text is paid; where that would lose all it shares with `other`, its beginning goes instead.

    `beside` are the titles it is shown with: no cut leaves two of them the same.
    """

    title: str
    longest: int
    other: str
    beside: tuple[str, ...] = ()

    def spoken(self, speech: Speech) -> str:
        """Return the title, with an ellipsis in place of what was too much."""
        if not speech.is_brief or len(self.title) <= self.longest:
            return self.title
        cut = clipped(self.title, self.longest)
        if cut in {clipped(title, self.longest) for title in self.beside}:
            return self._from(self._first(self._own())) or cut
        shared = {word for word in fold(self.other).split() if len(word) >= SHORTEST}
        return cut if not shared.isdisjoint(fold(cut).split()) else self._from(self._first(shared)) or cut

    def _own(self) -> set[str]:
        """Return the words that no title beside it has."""
        return set(fold(self.title).split()).difference(*(fold(title).split() for title in self.beside))

    def _first(self, telling: set[str]) -> int | None:
        """Return the place of the first word that tells something, None where none does."""
        words = enumerate(self.title.split())
        return next((at for at, word in words if not telling.isdisjoint(fold(word).split())), None)

    def _from(self, first: int | None) -> str | None:
        """Return the title from a word on."""
        if first is None:
            return None
        rest = " ".join(self.title.split()[first:])
        return f"{ELLIPSIS} {clipped(rest, self.longest - len(ELLIPSIS) - 1)}"


@dataclass(frozen=True, slots=True)
class CutInside:
    """Words cut in their middle where text is paid: lines of a budget often differ at their end only.

    Where one of `others`, cut in the same way, would read the same, what is their own is kept instead.
    """

    words: Value
    longest: int
    others: Sequence[Value] = ()

    def spoken(self, speech: Speech) -> str:
        """Return the words, an ellipsis in place of those in the middle that were too much."""
        words = say(self.words, speech)
        if not speech.is_brief or len(words) <= self.longest:
            return words
        cut = _cut_inside(words, self.longest)
        said = (say(other, speech) for other in self.others)
        alike = [other for other in said if other != words and _cut_inside(other, self.longest) == cut]
        return _with_its_own(words, self.longest, alike) or cut


def cut_name(name: str, longest: int) -> str:
    """Return a name cut to so many letters, inside a word if need be: a list of few letters tells more of each so."""
    parts = graphemes(name)
    if len(name) <= longest or len(parts) < 2:
        return name
    kept = [part for at, part in enumerate(parts) if len("".join(parts[: at + 1])) < longest]
    return f"{''.join(kept).rstrip()}{ELLIPSIS}"


def _cut_inside(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    head = clipped(words, longest * 2 // 3)
    room = longest - len(head) - 3
    end = words[-room:]
    if not words[-room - 1].isspace():
        end = end.partition(" ")[2] or end
    return f"{head.removesuffix(ELLIPSIS)}{ELLIPSIS} {end.strip()}"


def _with_its_own(words: str, longest: int, alike: Sequence[str]) -> str:
    """Return the first word and those from the first that no other title has; nothing where there is none to keep."""
    theirs = {word for other in alike for word in fold(other).split()}
    said = words.split()
    own = (at for at, word in enumerate(said) if at and len(word) >= SHORTEST and fold(word) not in theirs)
    first = next(own, None) if alike else None
    if first is None:
        return ""
    head = clipped(said[0], longest // 2).removesuffix(ELLIPSIS)
    return f"{head}{ELLIPSIS} {clipped(' '.join(said[first:]), longest - len(head) - 4)}"
