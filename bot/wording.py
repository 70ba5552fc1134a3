"""Ways of saying things that depend on how dear a letter is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.phrases import Speech, Value, _, say

COMMA = _(", ")


@dataclass(frozen=True, slots=True)
class Clipped:
    """Words of any length, cut to so many characters where text is paid."""

    words: Value
    longest: int

    def spoken(self, speech: Speech) -> str:
        """Return the words, cut with a full stop where they were too long."""
        text = say(self.words, speech).strip()
        if not speech.is_brief or len(text) <= self.longest:
            return text
        return f"{text[: self.longest - 1].rstrip()}."


@dataclass(frozen=True, slots=True)
class Roomy:
    """Words said only where text is free."""

    words: Value

    def spoken(self, speech: Speech) -> str:
        """Return the words, or nothing where text is paid."""
        return "" if speech.is_brief else say(self.words, speech)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Several phrases one after the other, those that say nothing left out."""

    parts: Sequence[Value]

    def spoken(self, speech: Speech) -> str:
        """Return the phrases with a space between them; a phrase may end its line (a code stands alone in Arabic)."""
        said = [words for part in self.parts if (words := say(part, speech).strip(" "))]
        return "".join(words if words.endswith("\n") else f"{words} " for words in said).strip()


@dataclass(frozen=True, slots=True)
class Series:
    """Several things of a kind, with the comma of the language between them."""

    items: Sequence[Value]

    def spoken(self, speech: Speech) -> str:
        """Return the items with commas."""
        return COMMA.spoken(speech).join(say(item, speech) for item in self.items)


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Words said in another language than the rest."""

    words: Value
    language: str

    def spoken(self, speech: Speech) -> str:
        """Return the words in that language."""
        return say(self.words, replace(speech, languages=(self.language, *speech.languages)))
