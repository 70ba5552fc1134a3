"""Which rule of the vote somebody asks for: who may vote, how it is counted, what a blank vote is, or all of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon

MOST_WORDS = 9
"""A longer message speaks of more than a rule."""


def rule_asked(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the key of the rule that folded words ask for, by the longest phrase of any; None where none do."""
    if len(words) > MOST_WORDS or lexicon.rules.heads.isdisjoint(words):
        return None
    starts = (words[at:] for at, word in enumerate(words) if word in lexicon.rules.heads)
    said = {" ".join(rest[:length]) for rest in starts for length in range(1, len(rest) + 1)}
    found = [phrase for phrase in lexicon.rules if phrase in said] if not said.isdisjoint(lexicon.rules) else []
    return lexicon.rules[max(found, key=len)] if found else None


def names_blank_vote(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Do folded words name a blank vote by a word, and not by a nought?"""
    return not lexicon.blank.isdisjoint(words) and not any(word.isdecimal() for word in words)
