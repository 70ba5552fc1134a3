"""Cutting a title where it matters: what it shares with other words is left standing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.phrases import ELLIPSIS, Speech
from bot.understanding.fold import fold
from bot.wording import clipped

SHORTEST = 4
"""Letters of a word that tells something."""


@dataclass(frozen=True, slots=True)
class CutAround:
    """A title cut where text is paid; where that would lose all it shares with `other`, its beginning goes instead."""

    title: str
    longest: int
    other: str

    def spoken(self, speech: Speech) -> str:
        """Return the title, with an ellipsis in place of what was too much."""
        if not speech.is_brief or len(self.title) <= self.longest:
            return self.title
        shared = {word for word in fold(self.other).split() if len(word) >= SHORTEST}
        cut = clipped(self.title, self.longest)
        words = self.title.split()
        first = next((at for at, word in enumerate(words) if not shared.isdisjoint(fold(word).split())), None)
        if first is None or not shared.isdisjoint(fold(cut).split()):
            return cut
        return f"{ELLIPSIS} {clipped(' '.join(words[first:]), self.longest - len(ELLIPSIS) - 1)}"
