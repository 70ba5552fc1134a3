"""Clauses of a message in which a vote may be said: where they begin and end, and the words that join them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.commands import opening_command
from bot.understanding.fold import fold_word
from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.money_lines import AND_WRITTEN_ON
from bot.understanding.numbers import longest_phrase
from bot.understanding.phrase_lengths import apart, joined

MARKS = re.compile(r"[.,;:!\n،؛/()-]")
ASKS = re.compile("[?؟]")
DIGITS = re.compile(r"\d+$")
AND = frozenset({AND_WRITTEN_ON})
LONGEST = 12
"""Words of a clause that may be a ballot."""

NUMBERS_APART = 2
"""Words behind a ballot or a name without a mark among which no number stands: '3 or 7' is not '3'."""


class Word(NamedTuple):
    """A word of a message, folded, and where it stands there."""

    folded: str
    start: int
    end: int


class Ballot(NamedTuple):
    """Where a ballot ends, whether words follow it without a mark, and what it says as a whole message would."""

    end: int
    runs_on: bool
    said: str = ""


def parts_of(found: re.Match[str], lexicon: Lexicon) -> list[Word]:
    """Return a word, and apart from it the Arabic 'and' that is written onto a word with which a ballot may begin."""
    word = Word(fold_word(found.group()), *found.span())
    bare = Word(word.folded.removeprefix(AND_WRITTEN_ON), word.start + 1, word.end)
    if bare.folded == word.folded or not may_vote(0, [bare], lexicon):
        return [word]
    return [Word(AND_WRITTEN_ON, word.start, word.start + 1), bare]


def may_vote(at: int, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """May a ballot, of numbers or blank, begin here?"""
    bare = DIGITS.sub("", words[at].folded)
    if bare in lexicon.vote_heads or bare in lexicon.vote_before:
        return bool(bare)
    opening = opening_command([word.folded for word in words[at : at + LONGEST_PHRASE]], lexicon)
    is_blank = opening is not None and opening.intent is Intent.BLANK_VOTE
    return is_blank or length_of_own(at, words, lexicon) > 0


def follows_mark(at: int, text: str, words: Sequence[Word]) -> bool:
    """Does a mark stand before this word?"""
    between = text[words[at - 1].end : words[at].start]
    return bool(MARKS.search(between) or ASKS.search(between))


def begins_clause(at: int, text: str, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Does a clause begin here, or do words of one's own vote?"""
    if at == 0 or follows_mark(at, text, words):
        return True
    before = words[at - 1].folded
    if before in lexicon.supposes:
        return False
    if before in joins(lexicon) or before in lexicon.courtesy:
        return True
    if before in lexicon.filler or before in lexicon.question or before in lexicon.vote_before:
        return False
    return DIGITS.sub("", words[at].folded) in lexicon.told or _says_own_vote(at, words, lexicon)


def _says_own_vote(at: int, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Does somebody say here that the vote is theirs, and not that they do not vote?"""
    if at and words[at - 1].folded.removeprefix(AND_WRITTEN_ON) in joined(lexicon.without, lexicon.against):
        return False
    return length_of_own(at, words, lexicon) > 0


def length_of_own(at: int, words: Sequence[Word], lexicon: Lexicon) -> int:
    """Return how many words from here say that a vote is one's own, 0 where none do."""
    bare = [DIGITS.sub("", word.folded) for word in words[at : at + LONGEST_PHRASE]]
    return longest_phrase(bare, 0, lexicon.own_vote) or longest_phrase(bare, 0, lexicon.own_of_many)


def ends_clause(end: int, text: str, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Does a clause end before this word?"""
    after = text[words[end - 1].end : words[end].start if end < len(words) else len(text)]
    if ASKS.match(after.strip()):
        return False
    if end == len(words) or MARKS.search(after):
        return True
    then = words[end].folded
    if then in lexicon.units:
        return False
    return then in joins(lexicon) or then in lexicon.told or then.startswith(AND_WRITTEN_ON)


def joins(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that join clauses, without those that stand before a number."""
    joining = apart(joined(lexicon.between, lexicon.but), lexicon.before, lexicon.vote_after, lexicon.vote_heads)
    return joined(AND, joining)
