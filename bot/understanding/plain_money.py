"""Messages that plainly are about money although they resemble much else: the price of a bridge, money for my area."""

from __future__ import annotations

from collections.abc import Callable

from bot.understanding.examples import Verdict
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent, Topic
from bot.understanding.money_lines import without_phrases
from bot.understanding.named import PEOPLE, read_named
from bot.understanding.own_place import without_own_place
from bot.understanding.prices import asks_a_price, begins_with_a_price
from bot.understanding.said_phrases import says_one_of
from bot.understanding.topics import find_topics, is_topic_word

FEW_WORDS = 4
"""So short a message that begins with a price asks for one: 'price of the bridge'."""

NOT_MONEY = frozenset({Intent.ASK, Intent.PROPOSE})
"""Why the price of water rose is a question, and a well for my area an idea."""


def is_plainly_of_money(facts: Facts, opened: Intent | None, judge: Callable[[], Verdict]) -> bool:
    """Does a message ask for a price, or for the money of the writer's place? `opened` is its opening command."""
    if opened not in (None, Intent.BUDGET):
        return False
    if _is_of_own_place(facts, opened, judge) or _is_of_a_price(facts, judge):
        return True
    return _is_of_dues(facts, judge) or _is_of_a_thing(facts) or _is_of_spending(facts, judge)


def _is_of_own_place(facts: Facts, opened: Intent | None, judge: Callable[[], Verdict]) -> bool:
    rest = without_own_place(facts.words, facts.lexicon)
    if len(rest) == len(facts.words):
        return False
    if not rest or opened is Intent.BUDGET:
        return True
    if not facts.asks:
        return False
    found = judge().intent
    return found is Intent.BUDGET or (found not in NOT_MONEY and all(_is_small(word, facts) for word in rest))


def _is_of_a_price(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    if facts.topic is None or not asks_a_price(facts.words, facts.lexicon):
        return False
    if len(facts.words) <= FEW_WORDS and begins_with_a_price(facts.words, facts.lexicon):
        return True
    return facts.asks and judge().intent not in NOT_MONEY


def _is_of_dues(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    """Does so short a message name a tax and no more, or ask in whole what the commune gets?"""
    lexicon = facts.lexicon
    is_named = lexicon.topics.get(facts.words[0]) is Topic.REVENUE or facts.words[0] in lexicon.dues
    if len(facts.words) <= FEW_WORDS and is_named and not facts.folded.asks:
        return judge().intent is not Intent.PROPOSE
    left = without_phrases(facts.words, lexicon.comes_in | lexicon.from_state)
    return len(left) < len(facts.words) and facts.asks and all(_is_small(word, facts) for word in left)


def _is_of_a_thing(facts: Facts) -> bool:
    """Does it ask for nothing but a thing that lines are called by, or name it alone, or with a topic?"""
    words = facts.words
    named = read_named(words, facts.lexicon)
    if not named.thing or named.thing in PEOPLE or says_one_of(words, facts.lexicon.how_many):
        return False
    if not all(
        at in named.places or _is_small(word, facts) or word in facts.lexicon.money for at, word in enumerate(words)
    ):
        return False
    is_alone = len(words) == 1 or len(named.things[0].split()) > 1
    return facts.asks or is_alone or bool(find_topics(words, facts.lexicon))


def _is_of_spending(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    """Does it ask what was paid for a topic, or for the wages, and for nothing else?"""
    words, lexicon = facts.words, facts.lexicon
    named = read_named(words, lexicon)
    if not facts.asks or lexicon.money.isdisjoint(words) or (facts.topic is None and named.nature is None):
        return False
    is_all = all(at in named.places or _is_small(one, facts) or one in lexicon.money for at, one in enumerate(words))
    return is_all and judge().intent is Intent.BUDGET


def _is_small(word: str, facts: Facts) -> bool:
    lexicon = facts.lexicon
    is_known = word in lexicon.question or word in lexicon.filler or word in lexicon.courtesy or word in lexicon.before
    return is_known or word.isdecimal() or is_topic_word(word, lexicon)
