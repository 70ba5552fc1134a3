"""Questions of the whole budget that name no topic: what most is spent on, how many people are paid, and how much."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import Lexicon
from bot.understanding.money_lines import without_phrases
from bot.understanding.named import find_phrase
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_years import names_of_years
from bot.understanding.topics import GENERAL, find_topics, is_topic_word

LARGEST = "largest"
STAFF_NUMBER, STAFF_ONE, STAFF_ALL = "staff_number", "staff_one", "staff_all"
"""What is asked, by its key in the words files: how many are paid, what one of them earns, what all are paid."""

OF_PROJECTS = frozenset({Intent.PROJECT, Intent.PROJECTS})
"""What projects cost stands in their own list."""


def asked_of_whole(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return what some folded words ask of the whole budget and of nothing narrower, "" where that is not so.

    The largest spending on health is a question of health; which quarter gets most is told by no topic.
    """
    places, key = find_phrase(words, lexicon.whole, lexicon.whole.heads, lexicon.prefixes)
    if key is None:
        return ""
    others = [word for at, word in enumerate(words) if at not in places]
    rest = without_phrases(others, joined(lexicon.how_much, lexicon.question, names_of_years(lexicon)))
    if not all(is_usual(word, lexicon) or _is_of_money(word, lexicon) for word in rest):
        return ""
    if any(lexicon.openers.get(word) in OF_PROJECTS or word in lexicon.place for word in rest):
        return ""
    of_all = {Topic.TOTAL} if key == LARGEST else GENERAL
    return "" if find_topics(rest, lexicon, of_all) else key


def is_usual(word: str, lexicon: Lexicon) -> bool:
    """Is it a word that asks, or a small one, a number, or one of a topic?"""
    is_known = word in lexicon.question or word in lexicon.filler or word in lexicon.courtesy or word in lexicon.before
    return is_known or word.isdecimal() or is_topic_word(word, lexicon)


def _is_of_money(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.money or word in lexicon.spends or lexicon.openers.get(word) is Intent.BUDGET
