"""The part of the budget a message is about."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from bot.understanding.intents import Topic
from bot.understanding.lexicon import Lexicon
from bot.understanding.remembered import LONGEST_WORD, Remembered

_PHRASE = 3
# Said beside a topic ('total pour la santé'), these do not change it.
GENERAL = frozenset({Topic.TOTAL, Topic.ADMINISTRATION, Topic.REVENUE, Topic.SOCIAL})


def find_topic(words: list[str], lexicon: Lexicon) -> Topic | None:
    """The first topic named; a general one only when no other is."""
    general: Topic | None = None
    for _at, topic in _topics_in(words, lexicon):
        if topic not in GENERAL:
            return topic
        general = general or topic
    return general


def find_topics(words: list[str], lexicon: Lexicon, but: Container[Topic] = GENERAL) -> list[tuple[int, Topic]]:
    """Return the topics named that are not general, or none of some others, each once, and where."""
    found: dict[Topic, int] = {}
    for at, topic in _topics_in(words, lexicon):
        if topic not in but:
            found.setdefault(topic, at)
    return [(at, topic) for topic, at in found.items()]


def is_topic_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a word belongs to a topic's words."""
    return known_form(word, lexicon.topic_heads, lexicon.prefixes) is not None


def _topics_in(words: list[str], lexicon: Lexicon) -> Iterator[tuple[int, Topic]]:
    forms = forms_of(lexicon.topic_heads, lexicon.prefixes)
    for at, said in enumerate(words):
        word = forms[said]
        topic = None if word is None else _topic_at(word, words, at, lexicon)
        if topic is not None:
            yield at, topic


def _topic_at(word: str, words: list[str], at: int, lexicon: Lexicon) -> Topic | None:
    for length in range(_PHRASE, 1, -1):
        topic = lexicon.topics.get(" ".join((word, *words[at + 1 : at + length])))
        if topic is not None:
            return topic
    return lexicon.topics.get(word)


def known_form(word: str, heads: frozenset[str], prefixes: tuple[str, ...]) -> str | None:
    """Return a word as it is known, without what is written onto its front; None where it is not known."""
    return forms_of(heads, prefixes)[word]


@lru_cache(maxsize=256)
def forms_of(heads: frozenset[str], prefixes: tuple[str, ...]) -> Remembered[str | None]:
    """Return the known form of any word, None of one that is not known."""
    return Remembered(lambda word: _known_form(word, heads, prefixes))


def _known_form(word: str, heads: frozenset[str], prefixes: tuple[str, ...]) -> str | None:
    if len(word) > LONGEST_WORD:
        return None
    if word in heads:
        return word
    if not word.startswith(prefixes):
        return None
    for prefix in prefixes:
        stem = word.removeprefix(prefix)
        if len(prefix) < len(word) - 2 and stem is not word and stem in heads:
            return stem
    return None
