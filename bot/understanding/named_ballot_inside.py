"""A ballot by a project's name among other words of a message: `The pump is broken I vote the well`.

What a name is only the desk knows: it is asked of the words behind a vote, up to a mark, a joining word, a reason or
the end. Where other words run on behind a name without any, nobody knows which of them it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.understanding.clauses import (
    LONGEST,
    NUMBERS_APART,
    Ballot,
    Word,
    begins_clause,
    ends_clause,
    follows_mark,
    joins,
    length_of_own,
)
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.numbers import longest_phrase
from bot.understanding.phrase_lengths import joined

Names = Callable[[str], bool]
"""Tells of words whether they name nothing but projects of the ballot."""

SENTENCE = re.compile("[.!?؟\n]")
ASKS = "?؟"
OF_THEIR_OWN = 2
"""Words, small ones apart, of which something else than a name is told: 'is broken' belongs to the name."""


def named_ballot_at(at: int, text: str, words: Sequence[Word], lexicon: Lexicon, names: Names) -> Ballot | None:
    """Return the longest ballot by names that begins at a word, None where none does.

    Of words that run on, the vote alone is one where the name may belong to what they say.
    """
    start = _end_of_vote(at, words, lexicon)
    if not 0 < start < len(words) or not begins_clause(at, text, words, lexicon):
        return None
    leads = joins(lexicon) | lexicon.courtesy
    is_amid = at > 0 and not follows_mark(at, text, words) and words[at - 1].folded not in leads
    if is_amid and not length_of_own(at, words, lexicon):
        return None  # 'I do not vote the well' has the command in it
    if _is_asked(text, words[start]) or _is_any(words[start:], lexicon):
        return None
    ends = [end for end in range(min(len(words), at + LONGEST), start, -1) if _is_in_one(text, words[start:end])]
    for end in ends:
        if _ends(end, text, words, lexicon) and names(_said(text, words[start:end])):
            vote = min(lexicon.told & lexicon.vote_heads)
            return Ballot(end, runs_on=False, said=f"{vote} {_said(text, words[start:end])}")
    if " ".join(word.folded for word in words[at:start]) in lexicon.own_of_many:
        return None
    for end in ends:
        is_apart = words[end - 1].folded not in lexicon.filler and _has_no_digit(words[end : end + NUMBERS_APART])
        if is_apart and names(_said(text, words[start:end])):
            return Ballot(end if _has_words_of_its_own(words[end:], lexicon) else start, runs_on=True)
    return None


def _end_of_vote(at: int, words: Sequence[Word], lexicon: Lexicon) -> int:
    """Return where begins what is voted for, 0 where no vote is said here."""
    if own := length_of_own(at, words, lexicon):
        return at + own
    while at < len(words) and words[at].folded in lexicon.vote_before - lexicon.vote_heads:
        at += 1
    length = longest_phrase([word.folded for word in words[at : at + LONGEST_PHRASE]], 0, lexicon.vote)
    return at + length if length else 0


def _is_asked(text: str, first: Word) -> bool:
    """Does the sentence end with a question mark?"""
    end = SENTENCE.search(text, first.start)
    return end is not None and end.group() in ASKS


def _is_any(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Is it any thing of a kind: 'I vote for a school'?"""
    first = next((word.folded for word in words if word.folded not in joined(lexicon.vote_after, lexicon.before)), "")
    return first in lexicon.weak


def _ends(end: int, text: str, words: Sequence[Word], lexicon: Lexicon) -> bool:
    if ends_clause(end, text, words, lexicon):
        return True
    return longest_phrase([word.folded for word in words[end : end + LONGEST_PHRASE]], 0, lexicon.because) > 0


def _is_in_one(text: str, words: Sequence[Word]) -> bool:
    """Do words stand in one sentence, without a number?"""
    return SENTENCE.search(_said(text, words)) is None and _has_no_digit(words)


def _has_no_digit(words: Sequence[Word]) -> bool:
    return not any(character.isdecimal() for word in words for character in word.folded)


def _said(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end]


def _has_words_of_its_own(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return sum(word.folded not in joined(lexicon.filler, lexicon.courtesy) for word in words) >= OF_THEIR_OWN
