"""The clauses of a vote in free words: what somebody says of others, of before and of themselves stands apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.counted_ballots import COLON, SIGNS
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, longest_phrase
from bot.understanding.phrase_lengths import apart, joined
from bot.understanding.said_phrases import says_one_of

SIGN = frozenset(SIGNS.values())


def parts_of(marks: Sequence[Mark], lexicon: Lexicon) -> Iterator[list[Mark]]:
    """Yield the clauses of a message: what stands between signs, and words that put another thing in its place."""
    words = [mark.word for mark in marks]
    part: list[Mark] = []
    for at, mark in enumerate(marks):
        if (mark.word in SIGN and mark.word != COLON) or _begins(words, at, part, lexicon):
            yield part
            part = []
        if mark.word not in SIGN:
            part.append(mark)
    yield part


def _begins(words: list[str], at: int, part: Sequence[Mark], lexicon: Lexicon) -> bool:
    """Does something else begin here: what is put right, one's own vote, others, or what turns from these?"""
    is_relative = at > 0 and words[at - 1] in lexicon.relative  # '6 que je préfère' puts nothing right
    always = (apart(lexicon.but, lexicon.vote_heads), lexicon.others)
    if any(longest_phrase(words, at, one) for one in always):
        return True
    if longest_phrase(words, at, lexicon.corrects):
        return not (is_relative or (at > 1 and words[at - 2] in lexicon.relative))
    if longest_phrase(words, at, lexicon.own_vote) and not _is_refused(words, at, lexicon):
        return True
    told = joined(lexicon.others, lexicon.earlier)
    return longest_phrase(words, at, lexicon.turns) > 0 and says_one_of([mark.word for mark in part], told)


def _is_refused(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Does a word stand before one's own vote that says it is not cast: 'I do not vote'?"""
    refusing = joined(lexicon.without, lexicon.against, lexicon.own_no, lexicon.supposes)
    return at > 0 and words[at - 1] in refusing
