"""Questions for how many people live in the commune or in one of its places, and for how many do something else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from bot.understanding.decision import Decision
from bot.understanding.examples import Examples
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import Lexicon
from bot.understanding.money_lines import without_phrases
from bot.understanding.phrase_lengths import joined
from bot.understanding.resembling import OVERRULES, judge
from bot.understanding.said_phrases import says_one_of
from bot.understanding.topics import find_topic

MOST_WORDS = 9
"""A longer message speaks of more than a number of people."""

LONGEST_NAME = 3
"""Words of the name of a place."""


def decide_population(facts: Facts) -> Decision | None:
    """Decide about who asks how many people live here."""
    is_asked = place_of_people(facts.words, facts.lexicon) is not None
    return Decision(Intent.POPULATION, 0.95, sure=True) if is_asked and not facts.reference else None


def decide_counted(facts: Facts, examples: Examples) -> Decision | None:
    """Decide about who asks how many people do or lack something: no figure of the budget or of a vote says it."""
    words, lexicon = facts.words, facts.lexicon
    if not says_one_of(words, lexicon.people_counted) or _is_of_a_vote(words, lexicon):
        return None
    verdict = judge(facts, examples)
    is_else = verdict.intent is not Intent.BUDGET and verdict.confidence >= OVERRULES
    return None if is_else else Decision(Intent.ASK, 0.9, sure=True)


def place_of_people(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the folded words of the place whose people are asked for, "" of the whole commune; None where none are.

    How many of them voted, or what is spent on each, is another question.
    """
    left = without_phrases(words, lexicon.population)
    if len(left) == len(words) or len(words) > MOST_WORDS or _is_of_something_else(words, lexicon):
        return None
    start = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(words, left, strict=False)))
    if not all(_is_small(word, lexicon) for word in left[:start]):
        return None  # "chosen by the population" asks for no number
    named: list[str] = []
    for before, word in pairwise([words[start + len(words) - len(left) - 1], *left[start:]]):
        if _is_small(word, lexicon):
            continue
        # In Arabic a name stands right behind the word for people: what follows that word in French describes them.
        may_be_name = named or before in joined(lexicon.at, lexicon.place, lexicon.filler) or not word.isascii()
        if not may_be_name or find_topic([word], lexicon):
            return None
        named.append(word)
    return " ".join(named) if len(named) <= LONGEST_NAME else None


def _is_of_something_else(words: Sequence[str], lexicon: Lexicon) -> bool:
    if _is_of_a_vote(words, lexicon):
        return True
    is_budget = Intent.BUDGET in map(lexicon.openers.get, words)
    return is_budget or says_one_of(words, joined(lexicon.money, lexicon.price)) or not lexicon.spends.isdisjoint(words)


def _is_of_a_vote(words: Sequence[str], lexicon: Lexicon) -> bool:
    return not (lexicon.vote_reports.isdisjoint(words) and lexicon.vote_heads.isdisjoint(words))


def _is_small(word: str, lexicon: Lexicon) -> bool:
    is_known = word in lexicon.question or word in lexicon.filler or word in lexicon.courtesy
    is_where = word in lexicon.at or word in lexicon.place
    return is_known or is_where or word.isdecimal() or lexicon.topics.get(word) is Topic.TOTAL
