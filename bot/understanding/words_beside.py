"""What a draft adds to the languages of a commune for those who have not chosen it: nothing that they know otherwise.

SA is seven in Tamazight and a possessive in French: to who speaks French it stays that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from bot.understanding.fold import fold
from bot.understanding.tongues import vocabulary_of
from locales.words import SECTIONS, Lists, Words, is_draft, load_words

WORD_BY_WORD = {"polite", "filler", "vote"}
"""Lists whose words are looked at one by one: one known word is one too many. Elsewhere one new is enough."""


def words_beside(tag: str, tags: Sequence[str]) -> Words:
    """Return the words of a language beside the first of `tags`; of a draft, those that the others leave to it."""
    words = load_words(tag)
    if not words.is_draft:
        return words
    known = frozenset().union(*(vocabulary_of(other) for other in tags if other == tags[0] or not is_draft(other)))
    fewer: dict[str, Any] = {section: _unknown(getattr(words, section), known) for section in SECTIONS}
    return replace(words, **fewer)


def _unknown(section: Lists, known: Collection[str]) -> Lists:
    return {
        key: tuple(item for item in items if (all if key in WORD_BY_WORD else any)(_new_words(item, known)))
        for key, items in section.items()
    }


def _new_words(item: str, known: Collection[str]) -> list[bool]:
    """Say of each word of a phrase whether it is new, its figure left out (`sa 7`)."""
    return [word not in known for word in fold(item).split() if not word.isdecimal()]
