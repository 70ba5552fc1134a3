"""Names of places among other words, with what Arabic writes onto their front or leaves out: بزونغو, زنغو."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from locales.words import load_words, reviewed_languages

SHORTEST = 2  # letters of a name that is found behind what is written onto it
ARTICLE = "ال"
FOR_THE = "لل"
LONG_VOWELS = "وي"
"""What stands for o, u, e and i in a foreign name, and is as often left out; an alif tells plurals of Arabic words."""
FEWEST_LEFT = 4
"""Letters that must be left of such a name: with fewer it is another word."""


def names_place(name: str, text: str) -> bool:
    """Does a folded name stand in a folded text, its first word bare or behind what Arabic writes onto words?"""
    head, *rest = name.split() or [""]
    words, length, may_join = text.split(), len(rest), len(name) >= SHORTEST
    return any(
        (words[at] == head or (may_join and _is_joined(words[at], head))) and words[at + 1 : at + 1 + length] == rest
        for at in range(len(words))
    )


def _is_joined(word: str, head: str) -> bool:
    fronts = _fronts()
    if (spelt := _spelt_short(head)) and spelt.fullmatch(word):
        return True
    if word.endswith(head) and word.removesuffix(head) in fronts:
        return True
    bare = head.removeprefix(ARTICLE)
    return bare != head and word.endswith(FOR_THE + bare) and word[: -len(FOR_THE + bare)] in {"", *fronts}


@lru_cache(maxsize=1024)
def _spelt_short(head: str) -> re.Pattern[str] | None:
    """Return what a foreign name is without some of the long vowels within it, None for any other name."""
    inner = head[1:-1]
    if head.startswith(ARTICLE) or not any(letter in inner for letter in LONG_VOWELS):
        return None
    loose = "".join(f"{letter}?" if letter in LONG_VOWELS else re.escape(letter) for letter in inner)
    fronts = "|".join(sorted(map(re.escape, _fronts())))
    least = f"(?=.{{{FEWEST_LEFT},}}$)"
    return re.compile(f"(?:{fronts})??{least}{re.escape(head[0])}{loose}{re.escape(head[-1])}")


@cache
def _fronts() -> Collection[str]:
    """Return what may be written onto a name: one or two of the particles that languages join to words."""
    spoken = [part for tag in reviewed_languages() for part in load_words(tag).speech.get("prefixes", ())]
    parts = [part for part in spoken if not part.isascii()]
    return frozenset((*parts, *(first + second for first in parts for second in parts)))
