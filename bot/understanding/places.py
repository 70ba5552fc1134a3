"""Names of places among other words, with what Arabic writes onto their front: بزونغو is Zongo."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from locales.words import load_words, reviewed_languages

SHORTEST = 2  # letters of a name that is found behind what is written onto it
ARTICLE = "ال"
FOR_THE = "لل"


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
    if word.endswith(head) and word.removesuffix(head) in fronts:
        return True
    bare = head.removeprefix(ARTICLE)
    return bare != head and word.endswith(FOR_THE + bare) and word[: -len(FOR_THE + bare)] in {"", *fronts}


@cache
def _fronts() -> Collection[str]:
    """Return what may be written onto a name: one or two of the particles that languages join to words."""
    spoken = [part for tag in reviewed_languages() for part in load_words(tag).speech.get("prefixes", ())]
    parts = [part for part in spoken if not part.isascii()]
    return frozenset((*parts, *(first + second for first in parts for second in parts)))
