"""Messages whose meaning is known: what no taught word may change."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.lessons import built_in_lessons
from bot.understanding.fold import stands_in
from bot.understanding.taught import key_of
from locales.words import load_words


def known_messages(key: str, languages: Iterable[str], country: str) -> list[tuple[str, str]]:
    """Return the languages and texts of known messages in which a taught phrase, by its key, stands."""
    return [
        (language, text) for language in languages for its, text in _known(language, country) if stands_in(key, its)
    ]


@lru_cache(maxsize=16)
def _known(language: str, country: str) -> tuple[tuple[str, str], ...]:
    """Return what a language's file says people write, and what a country's lessons ask, each with its key."""
    words = load_words(language)
    sections = (words.commands, words.alone, words.examples)
    lines = [line for section in sections for lists in section.values() for line in lists]
    asked = [
        quiz.question for one in built_in_lessons(country) if (text := one.texts.get(language)) for quiz in text.quiz
    ]
    return tuple((key_of(line), line) for line in dict.fromkeys((*lines, *asked)))
