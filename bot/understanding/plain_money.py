"""Messages that plainly are about money although they resemble much else: the price of a bridge, money for my area."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.understanding.examples import Verdict
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent, Topic
from bot.understanding.joined import parts_of
from bot.understanding.lexicon import Lexicon
from bot.understanding.money_lines import without_phrases
from bot.understanding.named import PEOPLE, read_named
from bot.understanding.of_whole import asked_of_whole, is_usual
from bot.understanding.own_place import without_own_place
from bot.understanding.phrase_lengths import joined
from bot.understanding.prices import asks_a_price, begins_with_a_price
from bot.understanding.said_phrases import says_one_of
from bot.understanding.topics import find_topics, is_topic_word

FEW_WORDS = 4
"""So short a message that begins with a price asks for one: 'price of the bridge'."""

LONGEST, WRITTEN_ON = 4, 2
"""Words of `how much for`, and words in all where the Arabic `for` is a letter on the word behind it."""

NOT_MONEY = frozenset({Intent.ASK, Intent.PROPOSE})
"""Why the price of water rose is a question, and a well for my area an idea."""


def is_plainly_of_money(facts: Facts, opened: Intent | None, judge: Callable[[], Verdict]) -> bool:
    """Does a message ask for a price, or for the money of the writer's place? `opened` is its opening command."""
    if _is_a_name(facts, opened):
        return True
    if opened not in (None, Intent.BUDGET):
        return False
    if _is_of_own_place(facts, opened, judge) or _is_of_a_price(facts, judge):
        return True
    if _is_of_dues(facts, judge) or _is_of_a_thing(facts) or _is_of_spending(facts, judge):
        return True
    if _is_of_what_is_left(facts, judge) or _is_of_a_plan(facts) or _is_of_two_years(facts, judge):
        return True
    if _is_of_so_much(facts) or _is_of_one_budget(facts, judge) or _is_of_all(facts) or _is_per_head(facts):
        return True
    if _is_of_topics(facts, judge):
        return True
    return bool(asked_of_whole(facts.words, facts.lexicon)) or asks_an_amount_for(facts.words, facts.lexicon)


def _is_a_name(facts: Facts, opened: Intent | None) -> bool:
    """Is it what money is spent on and nothing else, or a topic whose first word is a command: social help?"""
    name = " ".join(word for word in facts.words if word not in facts.lexicon.courtesy)
    is_topic = " " in name and name in facts.lexicon.topics
    return name in facts.lexicon.natures or (is_topic and opened is Intent.HELP)


def _is_of_topics(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    """Is it two whole topics with an and or a comma between them, and nothing else: culture and health?

    The market and the bridge, please, may be projects.
    """
    lexicon = facts.lexicon
    if facts.numbers or not all(word in lexicon.joins or is_topic_word(word, lexicon) for word in facts.words):
        return False
    parts = parts_of(facts.folded.text, lexicon)
    return len(parts) > 1 and all(part.is_topic for part in parts) and judge().intent is Intent.BUDGET


def _is_of_a_plan(facts: Facts) -> bool:
    """Does it set what was done beside what was planned, of a topic, of what is bought, or of all?"""
    words, lexicon = facts.words, facts.lexicon
    left = without_phrases(words, lexicon.against_plan)
    if len(left) == len(words):
        return False
    named = read_named(left, lexicon)
    return all(at in named.places or is_usual(one, lexicon) or one in lexicon.money for at, one in enumerate(left))


def _is_of_what_is_left(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    """Does it set what came in beside what was spent, or ask what is left, of all money and of nothing else?"""
    words, lexicon = facts.words, facts.lexicon
    if not says_one_of(words, lexicon.left_over):
        return False
    left = without_phrases(without_phrases(words, lexicon.left_over), lexicon.comes_in)
    if len(left) == len(words):
        return False
    is_small = (is_usual(one, lexicon) or one in lexicon.spends or one in lexicon.money for one in left)
    return all(is_small) and not find_topics(left, lexicon) and judge().intent is not Intent.LEARN


def _is_of_two_years(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    """Does it ask to compare years, and nothing else but what of?"""
    words, lexicon = facts.words, facts.lexicon
    left = without_phrases(words, lexicon.compare) if facts.year is not None else words
    if len(left) == len(words):
        return False
    is_small = (is_usual(one, lexicon) or one in lexicon.money for one in left)
    return all(is_small) and judge().intent is Intent.BUDGET


def _is_of_so_much(facts: Facts) -> bool:
    """Does it ask why so much or so little is spent on something that is known?"""
    words, lexicon = facts.words, facts.lexicon
    if not (says_one_of(words, lexicon.why) and says_one_of(words, lexicon.so_much)):
        return False
    named = read_named(words, lexicon)
    return facts.topic is not None or named.nature is not None or bool(named.thing)


def _is_of_all(facts: Facts) -> bool:
    """Does it ask how much there is in all, or for each inhabitant, and of nothing?"""
    words, lexicon = facts.words, facts.lexicon
    if facts.topic is not Topic.TOTAL or not says_one_of(words, lexicon.how_much):
        return False
    totals = frozenset(phrase for phrase, topic in lexicon.topics.items() if topic is Topic.TOTAL)
    left = without_phrases(words, lexicon.how_much | totals)
    return all(is_usual(word, lexicon) or word in lexicon.money for word in left)


def _is_per_head(facts: Facts) -> bool:
    """Does it ask what is spent on something for each inhabitant, and nothing else?"""
    words, lexicon = facts.words, facts.lexicon
    left = without_phrases(words, lexicon.per_head)
    if len(left) == len(words):
        return False
    rest = without_phrases(left, joined(lexicon.price, lexicon.how_much))
    small = lexicon.money | lexicon.spends | lexicon.natures.keys()
    is_all = all(is_usual(word, lexicon) or word in small for word in rest)
    is_of_something = facts.topic is not None or not lexicon.natures.keys().isdisjoint(words)
    return is_of_something and is_all


def _is_of_one_budget(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    """Does it ask what the budget of a topic, or of a year, is: a figure, and no lesson on what a budget is?"""
    words, lexicon = facts.words, facts.lexicon
    if not facts.asks or (facts.topic is None and facts.year is None) or says_one_of(words, lexicon.why):
        return False
    is_named = [lexicon.openers.get(word) is Intent.BUDGET for word in words]
    is_all = all(is_it or is_usual(word, lexicon) for word, is_it in zip(words, is_named, strict=True))
    return any(is_named) and is_all and judge().intent in (Intent.BUDGET, Intent.LEARN)


def _is_of_own_place(facts: Facts, opened: Intent | None, judge: Callable[[], Verdict]) -> bool:
    rest = without_own_place(facts.words, facts.lexicon)
    if len(rest) == len(facts.words):
        return False
    if not rest or opened is Intent.BUDGET:
        return True
    if not facts.asks:
        return False
    found = judge().intent
    return found is Intent.BUDGET or (found not in NOT_MONEY and all(is_usual(word, facts.lexicon) for word in rest))


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
    left = without_phrases(facts.words, joined(lexicon.comes_in, lexicon.from_state))
    return len(left) < len(facts.words) and facts.asks and all(is_usual(word, lexicon) for word in left)


def _is_of_a_thing(facts: Facts) -> bool:
    """Does it ask for nothing but a thing that lines are called by, or name it alone, or with a topic?"""
    words = facts.words
    named = read_named(words, facts.lexicon)
    if not named.thing or named.thing in PEOPLE or says_one_of(words, facts.lexicon.how_many):
        return False
    beside = [word for at, word in enumerate(words) if at not in named.places]
    if not all(is_usual(word, facts.lexicon) or word in facts.lexicon.money for word in beside):
        return False
    is_alone = len(words) == 1 or len(named.things[0].split()) > 1
    return facts.asks or is_alone or bool(find_topics(beside, facts.lexicon))


def _is_of_spending(facts: Facts, judge: Callable[[], Verdict]) -> bool:
    """Does it ask what was paid for a topic, or for the wages, and for nothing else?"""
    words, lexicon = facts.words, facts.lexicon
    if not facts.asks or lexicon.money.isdisjoint(words):
        return False
    named = read_named(words, lexicon)
    if facts.topic is None and named.nature is None:
        return False
    is_all = all(at in named.places or is_usual(one, lexicon) or one in lexicon.money for at, one in enumerate(words))
    return is_all and judge().intent is Intent.BUDGET


def asks_an_amount_for(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Do folded words ask how much is for one thing that they name in a word: how much for the lake?"""
    start = next((length for length in range(LONGEST, 1, -1) if " ".join(words[:length]) in lexicon.amount_for), 0)
    is_written_on = len(words) == WRITTEN_ON and f"{words[0]} {words[1][:1]}" in lexicon.amount_for
    named = [word for word in words[start:] if word not in lexicon.filler and word not in lexicon.before]
    is_one = len(named) == 1 and not named[0].isdecimal() and named[0] not in lexicon.vote_heads
    return is_written_on or bool(start and is_one)
