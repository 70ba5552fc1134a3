"""Questions for what was built: how many wells were dug, will the bridge be built; and what they name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from bot.understanding.commands import opening_command
from bot.understanding.decision import Decision
from bot.understanding.facts import Facts
from bot.understanding.fold import fold_text
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.names import ABOUT_PROJECTS, words_of_a_name
from bot.understanding.phrase_lengths import joined
from bot.understanding.prices import asks_a_price
from bot.understanding.said_phrases import says_one_of

MOST_WORDS = 12
"""A longer message tells a story."""

DIGITS = 4
"""Of a year."""

OPENED = (None, Intent.PROJECT, Intent.PROJECTS, Intent.BUDGET)


class Works(StrEnum):
    """What is asked of works: how many there are, or what became of one."""

    COUNT = "count"
    ONE = "one"


def works_asked(words: Sequence[str], lexicon: Lexicon, *, asks: bool) -> Works | None:
    """Return what folded words ask of works, None where they ask for money, for a reason, or nothing of the kind."""
    if not 0 < len(words) <= MOST_WORDS or says_one_of(words, lexicon.why) or says_one_of(words, lexicon.money):
        return None
    opening = opening_command(list(words), lexicon)
    if (opening.intent if opening else None) not in OPENED or asks_a_price(words, lexicon):
        return None
    is_counted = says_one_of(words, lexicon.works_counted) or _asks_for_those_of_a_year(words, lexicon)
    if is_counted and says_one_of(words, joined(lexicon.built, lexicon.finished)):
        return Works.COUNT
    is_asked = asks or words[0] in _singles(lexicon.built)  # an English question begins so: is, was, will
    return Works.ONE if is_asked and not is_counted and says_one_of(words, lexicon.built) else None


def decide_works(facts: Facts) -> Decision | None:
    """Who asks how many works there are, or whether one will be; a number of a project says which is meant."""
    is_vote = not facts.lexicon.vote_heads.isdisjoint(facts.words)
    if facts.reference or is_vote or not works_asked(facts.words, facts.lexicon, asks=facts.asks):
        return None
    return Decision(Intent.WORKS, 0.95, sure=True)


def _asks_for_those_of_a_year(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Are projects and a year named: which projects were finished in 2025?"""
    has_year = any(len(word) == DIGITS and word.isdecimal() for word in words)
    return has_year and any(lexicon.openers.get(word) is Intent.PROJECTS for word in words)


def name_of_works(text: str, languages: Sequence[str]) -> str:
    """Return the folded words that name what is asked about; none where all works are meant."""
    lexicon = lexicon_of(tuple(languages))
    small = _singles(joined(lexicon.built, lexicon.finished, lexicon.works_counted))
    words = words_of_a_name(text, languages, (*ABOUT_PROJECTS, Intent.BUDGET)).split()
    return " ".join(word for word in words if word not in small and not word.isdecimal())


def read_works(text: str, languages: Sequence[str]) -> Works:
    """Return what a whole message asks of works; of one, where that is all that is known."""
    folded = fold_text(text)
    return works_asked([word for word in folded.words if word], lexicon_of(tuple(languages)), asks=True) or Works.ONE


@lru_cache(maxsize=64)
def _singles(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase.split())
