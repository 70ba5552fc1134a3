"""Words that cannot be taught: those of votes, numbers, refusals, stopping, dangers, and those said with anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.understanding.fold import fold, stands_in
from bot.understanding.intents import Intent
from bot.understanding.number_words import number_words, valued
from bot.understanding.taught import key_of
from locales.words import Words, load_words

GUARDED: Mapping[str, tuple[str, ...]] = {
    "ballot": (
        *("vote", "own", "own_of_many", "reports", "blank", "no", "against", "takes_out", "instead", "adds"),
        *("exchanges", "votes_counted"),
    ),
    "numbers": ("without", "points"),
    "speech": ("code", "urgent", "dangers", "beaten", "accuses", "takes", "was_taken", "weak_stop", "own_device"),
}
"""Lists of the words files of which nothing may stand in a taught phrase."""

ACTS = (
    *(Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE, Intent.ABSTAIN, Intent.RECEIPT),
    *(Intent.STOP, Intent.RESUME, Intent.ERASE, Intent.CANCEL, Intent.LOST_PHONE),
    *(Intent.SUPPORT, Intent.JOIN, Intent.LEAVE, Intent.COMPLAIN, Intent.REPLY, Intent.UNFOLLOW),
    *(Intent.FOLLOW_DOCUMENTS, Intent.UNFOLLOW_DOCUMENTS),
)
"""What does something or is of a vote: nothing that is a command for it may stand in a taught phrase."""

SMALL = ("ballot", "numbers", "speech")
"""Sections of words that are said with anything: a phrase of nothing else tells nothing."""


def guarded_word(phrase: str, languages: Iterable[str]) -> str | None:
    """Return what stands in a phrase and is never taught, as a language lists it; None where nothing does."""
    key, folded = key_of(phrase), fold(phrase)
    for language in languages:
        for item_key, item in _guarded(language):
            if stands_in(item_key, key) or stands_in(fold(item), folded):
                return item
    return next((word for word in folded.split() if any(map(str.isdecimal, word))), None)


def is_small(phrase: str, languages: Iterable[str]) -> bool:
    """Is every word of a phrase one that is said with anything, or is it whole one of those lists?"""
    known = frozenset().union(*map(_small, languages))
    key = key_of(phrase)
    return key in known or all(word in known for word in key.split())


@lru_cache(maxsize=16)
def _guarded(language: str) -> tuple[tuple[str, str], ...]:
    words = load_words(language)
    found = dict.fromkeys(item for item in _items(words, GUARDED) if key_of(item))
    numbers = number_words(words).keys() | valued(words.numbers.get("ordinals", ())).keys()
    numbers -= set(map(fold, words.numbers.get("weak", ())))  # 'one' is an article as well
    commands = (item for section in (words.commands, words.alone) for one in ACTS for item in section.get(one, ()))
    return tuple((key_of(item), item) for item in dict.fromkeys((*found, *sorted(numbers), *commands)) if key_of(item))


def _items(words: Words, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for section, names in lists.items():
        for name in names:
            yield from getattr(words, section).get(name, ())


@lru_cache(maxsize=16)
def _small(language: str) -> frozenset[str]:
    words = load_words(language)
    sections = (getattr(words, name) for name in SMALL)
    items = (item for section in sections for lists in section.values() for item in lists)
    return frozenset(map(key_of, items)) - {""}
