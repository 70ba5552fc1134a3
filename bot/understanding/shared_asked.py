"""Whether a message asks for the money that a vote shares out: 'which envelope for the vote', 'envelope Zongo'."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.facts import Facts
from bot.understanding.lexicon import Lexicon
from bot.understanding.money_lines import asks_what_voting_costs, without_phrases
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_phrases import says_one_of

MOST_BESIDE = 2
"""Words that may name a zone, small ones apart."""


def asks_for_shared(facts: Facts) -> bool:
    """Is it money of a vote that is asked for, beside which at most a place is named?

    An envelope is a bribe as well: who says that one was taken, or tells of one, asks for no figure.
    """
    words, lexicon = facts.words, facts.lexicon
    left = without_phrases(words, lexicon.to_share)
    if len(left) == len(words) or not _is_of_money(words, lexicon):
        return False
    if says_one_of(words, joined(lexicon.accuses, lexicon.was_taken)):
        return False
    beside = [word for word in left if not _is_small(word, lexicon)]
    return len(beside) <= MOST_BESIDE and (facts.asks or _opens_with_money(words, lexicon))


def _is_of_money(words: Sequence[str], lexicon: Lexicon) -> bool:
    return not lexicon.money.isdisjoint(words) and not asks_what_voting_costs(words, lexicon)


def _opens_with_money(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is money the first thing that is said, and nobody who gives it: 'they gave me an envelope to vote'?"""
    opening = next((word for word in words if word not in joined(lexicon.courtesy, lexicon.filler)), "")
    return opening in lexicon.to_share or opening in lexicon.money


def _is_small(word: str, lexicon: Lexicon) -> bool:
    return word in joined(
        lexicon.filler, lexicon.question, lexicon.courtesy, lexicon.money, lexicon.before, lexicon.how_much
    )
