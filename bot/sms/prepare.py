"""What happens to a text between the conversation and the provider."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from bot.sms.alphabet import Encoding
from bot.sms.segments import measure
from bot.sms.transliterate import transliterate

_NONE: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


class Prepared(NamedTuple):
    """A text ready to be sent, with its price; `changed` when it differs from what was asked for."""

    text: str
    encoding: Encoding
    units: int
    segments: int
    changed: bool


def prepare(text: str, *, ascii_only: bool = False, substitutes: Mapping[str, str] = _NONE) -> Prepared:
    """Replace the words this line may not carry, make the text as cheap as meaning allows, measure it.

    `substitutes` maps whole words to whole words (vote -> choix); case is kept, accents do not matter.
    """
    worded = replace_words(text, substitutes) if substitutes else text
    ready = transliterate(worded, ascii_only=ascii_only)
    encoding, units, segments = measure(ready)
    return Prepared(ready, encoding, units, segments, ready != text)


def replace_words(text: str, substitutes: Mapping[str, str]) -> str:
    """Replace whole words, keeping the case of each (vote, Vote, VOTE)."""
    table = {_key(word): other for word, other in substitutes.items()}

    def replaced(match: re.Match[str]) -> str:
        word = match.group()
        other = table.get(_key(word))
        return word if other is None else _in_case_of(word, other)

    return _WORD.sub(replaced, text)


def _key(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _in_case_of(word: str, other: str) -> str:
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
