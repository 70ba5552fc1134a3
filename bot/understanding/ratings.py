"""Ratings with the highest there is beside them: '4 out of 5', '4 sur 5', '4 3la 5'; neither number is a project's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.phrase_lengths import tree_of

HIGHEST = ("5", "10", "20")
"""The highest ratings that people give: of five stars, and of marks at school."""


def is_in_rating(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Is the number at this place a rating, or the highest there is?"""
    if at and (words[at - 1] in lexicon.out_of or _is_given_over(words, at - 2, lexicon)):
        return True
    # '3 من فضلك' is '3, please', and not 3 out of anything.
    is_polite = _opens(words, at + 1, lexicon.polite_phrases)
    return _is_given_over(words, at, lexicon) or (_opens(words, at + 1, lexicon.out_of) and not is_polite)


def _opens(words: Sequence[str], at: int, phrases: frozenset[str]) -> bool:
    return tree_of(phrases).longest_at(words, at, LONGEST_PHRASE) > 0


def _is_given_over(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Does a rating behind a word that gives or rates begin here, whose 'over' leads to a project elsewhere?"""
    if at < 1 or at + 2 >= len(words) or words[at + 1] not in lexicon.over:
        return False
    before, given, highest = words[at - 1], words[at], words[at + 2]
    is_rated = before in lexicon.gives or lexicon.openers.get(before) is Intent.FEEDBACK
    return is_rated and given.isdecimal() and highest in HIGHEST and int(given) <= int(highest)
