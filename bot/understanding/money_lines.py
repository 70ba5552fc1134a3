"""What a question about money names beside topics: receipts, a line by its own words, a project, two topics at once."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import Lexicon
from bot.understanding.phrase_lengths import joined, tree_of
from bot.understanding.said_phrases import says_one_of
from bot.understanding.topics import find_topics, is_topic_word, known_form

NO_USE = frozenset({Topic.REVENUE, Topic.TOTAL})
"""Topics that say nothing of what money is for."""

MOST_LETTERS = 2
MOST_DIGITS = 2
LONGEST = 8
"""Words of a phrase."""

AND_WRITTEN_ON = "\u0648"
"""The Arabic and, which is written onto the next word."""


class Lines(NamedTuple):
    """`words` are those that a line may be called by, `is_named` says that they are more than a topic's or a nature's.

    `comes_in` says that receipts are meant, `is_both` that spending is meant too, `both` are two topics asked at once.
    `from_state` says that what the State gives is meant, for `taxes` that taxes are, no one of them.
    `asks_left` says that what is left of all is meant, `to_share` what a vote shares out; both of nothing narrower.
    `has_topic` says that something is named beside them that money is spent on. `project` is the number of one that
    citizens vote on.
    """

    words: str = ""
    is_named: bool = False
    comes_in: bool = False
    from_state: bool = False
    taxes: bool = False
    is_both: bool = False
    both: tuple[Topic, ...] = ()
    has_topic: bool = False
    asks_left: bool = False
    to_share: bool = False
    project: int | None = None


def read_lines(words: Sequence[str], lexicon: Lexicon, small: Container[str] = ()) -> Lines:
    """Read folded words about money; of receipts, `small` are words that name none of them."""
    said = list(words)
    left = without_phrases(said, lexicon.comes_in)
    from_state = says_one_of(said, lexicon.from_state)
    comes_in = from_state or len(left) < len(said) or _names_dues(said, lexicon)
    naming = [word for word in without_phrases(left, lexicon.from_state) if _may_name(word, lexicon)]
    if comes_in:
        naming = [word for word in naming if word not in small] or naming
    is_whole = not find_topics(said, lexicon, NO_USE)
    return Lines(
        words=" ".join(naming),
        is_named=any(_is_own(word, lexicon) for word in naming),
        comes_in=comes_in,
        from_state=from_state and is_whole,
        taxes=is_whole and bool(naming) and not without_phrases(naming, lexicon.taxes),
        is_both=comes_in and any(word in lexicon.spends or _joined(word) in lexicon.spends for word in said),
        both=() if comes_in else _both(said, lexicon),
        has_topic=bool(find_topics(said, lexicon)),
        asks_left=is_whole and says_one_of(said, lexicon.left_over),
        to_share=is_whole and _is_to_share(said, lexicon, small),
        project=_project(said, lexicon),
    )


def _is_to_share(words: Sequence[str], lexicon: Lexicon, small: Container[str]) -> bool:
    """Is nothing but what a vote shares out meant: not what the vote itself costs, nor what envelopes do?"""
    left = without_phrases(words, lexicon.to_share)
    if len(left) == len(words) or asks_what_voting_costs(words, lexicon):
        return False
    return all(len(word) <= MOST_LETTERS or word in small or word in lexicon.money for word in left)


def asks_what_voting_costs(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is it a price, or who pays, and not what is shared out: 'how much does one pay to vote'?"""
    return says_one_of(words, lexicon.price) or not (joined(lexicon.spends, lexicon.pays)).isdisjoint(words)


def without_phrases(words: Sequence[str], phrases: frozenset[str]) -> list[str]:
    """Return the words without those of some phrases, the longest first."""
    tree = tree_of(phrases)
    if tree.keys().isdisjoint(words):
        return list(words)
    left: list[str] = []
    at = 0
    while at < len(words):
        length = tree.longest_at(words, at, LONGEST) if words[at] in tree else 0
        left += [] if length else [words[at]]
        at += length or 1
    return left


def _names_dues(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is a tax or a grant that comes in named, in words of one language or another?"""
    return len(without_phrases(words, lexicon.dues)) < len(words) or any(
        known_form(word, lexicon.dues, lexicon.prefixes) for word in words
    )


def _joined(word: str) -> str:
    """Return a word without an Arabic and."""
    return word.removeprefix(AND_WRITTEN_ON)


def _may_name(word: str, lexicon: Lexicon) -> bool:
    if len(word) <= MOST_LETTERS or word.isdecimal():
        return False
    is_small = word in lexicon.question or word in lexicon.filler or word in lexicon.courtesy
    return not is_small and lexicon.openers.get(word) not in (Intent.BUDGET, Intent.SEARCH)


def _is_own(word: str, lexicon: Lexicon) -> bool:
    is_known = is_topic_word(word, lexicon) or word in lexicon.natures or word in lexicon.dues
    return not is_known or word in lexicon.things


def _both(words: list[str], lexicon: Lexicon) -> tuple[Topic, ...]:
    """Return two topics with an and between them: the water of a school is one thing, water and schools are two."""
    found = find_topics(words, lexicon)
    if len(found) != 2:
        return ()
    (first_at, first), (second_at, second) = sorted(found)
    has_and = any(word in lexicon.between for word in words[first_at + 1 : second_at])
    return (first, second) if has_and or words[second_at].startswith(AND_WRITTEN_ON) else ()


def _project(words: Sequence[str], lexicon: Lexicon) -> int | None:
    for word, number in pairwise(words):
        if lexicon.openers.get(word) is Intent.PROJECT and number.isdecimal() and len(number) <= MOST_DIGITS:
            return int(number)
    return None
