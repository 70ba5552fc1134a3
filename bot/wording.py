"""Ways of saying things that depend on how dear a letter is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.phrases import ELLIPSIS, Speech, Value, _, say
from bot.sms.alphabet import is_gsm
from bot.sms.transliterate import transliterate

COMMA = _(", ")
LOOSE = 2
"""Letters of words that hold nothing at the end of a cut name: de, la, of."""

_LAST_YEAR = re.compile(r"(.*\S)\s+(\d{4}(?:[/-]\d{2,4})?)")
_ENDS = (".", "!", "?", "\u2026", "\u061f")
_FULL_STOPS = " .;,\u060c\u061b"
_AT_NO_END = " .,;:!?'\"(/-\u2013\u2014\u2026\u060c\u061b\u061f\u00ab"


def clipped(text: str, longest: int) -> str:
    """Return the text, cut after a word and with an ellipsis where it is longer; what stands in brackets goes first."""
    if len(text) <= longest:
        return text
    before = text.partition("(")[0].rstrip(_AT_NO_END)
    if longest <= 2 * len(before) and len(before) <= longest:
        return before
    # An SMS in the cheap alphabet writes the ellipsis with three full stops.
    return f"{_whole_words(text, longest - (3 if is_gsm(transliterate(text)) else 1))}{ELLIPSIS}"


def _whole_words(text: str, longest: int) -> str:
    """Return as many words as there is room for; of a first word that is too long, what there is room for."""
    if longest < 1:
        return ""
    kept = text[:longest]
    if " " not in text[longest - 1 : longest + 1]:
        kept = kept.rpartition(" ")[0] or kept
    while (last := kept.rstrip().rpartition(" ")[2]).isalpha() and len(last) <= LOOSE and " " in kept.strip():
        kept = kept.rstrip().rpartition(" ")[0]
    return kept.rstrip(_AT_NO_END)


@dataclass(frozen=True, slots=True)
class Clipped:
    """Words of any length, cut to so many characters where text is paid.

    `has_end` where they are sentences, which keep the full stop that closes them; a name loses one, for the sentence
    around it has its own.
    """

    words: Value
    longest: int
    has_end: bool = False

    def spoken(self, speech: Speech) -> str:
        """Return the words, cut after a word with an ellipsis where they were too long."""
        text = say(self.words, speech).strip()
        if not self.has_end:
            text = text.rstrip(_FULL_STOPS)
        return clipped(text, self.longest) if speech.is_brief else text


@dataclass(frozen=True, slots=True)
class Cited:
    """The name of a document, cut to so many characters where text is paid.

    Where no more than its first word would be left, the year at its end stays beside that: `Compte... 2009`.
    """

    name: str
    longest: int

    def spoken(self, speech: Speech) -> str:
        """Return the name, cut where it is too long."""
        plain = Clipped(self.name, self.longest).spoken(speech)
        dated = _LAST_YEAR.fullmatch(self.name.strip().rstrip(_FULL_STOPS))
        if dated is None or " " in plain or not plain.endswith(ELLIPSIS):
            return plain
        short = f"{clipped(dated[1], self.longest - len(dated[2]) - 1)} {dated[2]}"
        return short if short.startswith(plain) else plain


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
class Closed:
    """Words that are not ours where another sentence follows: with a full stop where whoever wrote them put no end."""

    words: Value

    def spoken(self, speech: Speech) -> str:
        """Return the words with an end."""
        text = say(self.words, speech).rstrip()
        return text if text.endswith(_ENDS) or not text else f"{text}."


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
