"""The clauses of a vote in free words: what somebody says of others, of before and of themselves stands apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.understanding.counted_ballots import COLON, SIGNS
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, longest_phrase
from bot.understanding.phrase_lengths import apart, heads_of_all, joined
from bot.understanding.said_phrases import says_one_of

OWN = 2
"""Weight of a clause in which somebody says that they vote."""

ASIDE = -1
"""Weight of one in which somebody tells what others want, or gives a reason."""

SIGN = frozenset(SIGNS.values())


def weight_of(words: list[str], lexicon: Lexicon) -> int:
    """Return how plainly a clause speaks of its writer's own vote; below nothing where it speaks of something else."""
    if says_one_of(words, _own(lexicon)):
        return OWN
    if says_one_of(words, lexicon.others) or _is_aside(words, 0, lexicon):
        return ASIDE
    votes = joined(lexicon.vote_heads, lexicon.adds, lexicon.compares)
    return 0 if votes.isdisjoint(words) else 1


def parts_of(marks: Sequence[Mark], lexicon: Lexicon) -> Iterator[list[Mark]]:
    """Yield the clauses of a message: what stands between signs, and words that put another thing in its place."""
    words = [mark.word for mark in marks]
    part: list[Mark] = []
    for at, mark in enumerate(marks):
        if (mark.word in SIGN and mark.word != COLON) or _begins(marks, words, at, part, lexicon):
            yield part
            part = []
        if mark.word not in SIGN:
            part.append(mark)
    yield part


def _begins(marks: Sequence[Mark], words: list[str], at: int, part: Sequence[Mark], lexicon: Lexicon) -> bool:
    """Does something else begin here: what is put right, one's own vote, others, or what turns from these?"""
    if words[at] not in _words_that_begin(lexicon):
        return False
    said = [mark.word for mark in part]
    if longest_phrase(words, at, apart(lexicon.but, lexicon.vote_heads)) or _is_aside(words, at, lexicon):
        return True
    if longest_phrase(words, at, lexicon.others):
        return says_one_of(said, _own(lexicon)) or not any(_is_vote_of(words, at - back, lexicon) for back in (1, 2))
    if _is_vote_of(words, at, lexicon) and not lexicon.vote_heads.isdisjoint(said):
        return True
    if length := longest_phrase(words, at, lexicon.corrects):
        return _puts_right(words, at, length, said, lexicon)
    if _goes_on(marks, at) and _is_aside(said, 0, lexicon) and words[at] in apart(lexicon.between, lexicon.before):
        return True
    is_of_before = says_one_of(said, lexicon.earlier) and not any(mark.value for mark in part)
    if (length := longest_phrase(words, at, _own(lexicon))) and not _is_refused(words, at, lexicon):
        return not (is_of_before and says_one_of(words[at : at + length], lexicon.vote_reports))
    if not longest_phrase(words, at, lexicon.turns):
        return False
    return says_one_of(said, lexicon.others) or (says_one_of(said, lexicon.earlier) and not is_of_before)


@lru_cache(maxsize=16)
def _words_that_begin(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that begin a phrase of those that `_begins` looks for."""
    turning = heads_of_all(lexicon.but, lexicon.corrects, lexicon.turns, lexicon.between)
    aside = heads_of_all(lexicon.because, lexicon.in_spite, lexicon.others)
    return turning.union(aside, lexicon.vote_heads, heads_of_all(_own(lexicon)))


def _own(lexicon: Lexicon) -> frozenset[str]:
    return joined(lexicon.own_vote, lexicon.own_of_many, lexicon.own_together)


def _is_aside(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """Does a reason begin here, or what a vote is cast in spite of: 'because 2', 'even if 2', but not 'as for me 2'?"""
    length = longest_phrase(words, at, joined(lexicon.because, lexicon.in_spite))
    return length > longest_phrase(words, at, lexicon.turns)


def _goes_on(marks: Sequence[Mark], at: int) -> bool:
    """Does a number stand within two words from here, that may go on with the list behind a reason?"""
    return any(mark.value for mark in marks[at + 1 : at + 3])


def _is_vote_of(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """Does the vote of somebody else stand here: '2 is the choice of my husband'?"""
    if not 0 <= at < len(words) - 1 or words[at] not in lexicon.vote_heads:
        return False
    behind = at + 2 if words[at + 1] in lexicon.filler else at + 1
    return any(longest_phrase(words, one, lexicon.others) for one in {at + 1, behind})


def _puts_right(words: list[str], at: int, length: int, said: Sequence[str], lexicon: Lexicon) -> bool:
    """Does a correction begin here, and none of what somebody else wants: 'my wife prefers 2'?"""
    if not lexicon.relative.isdisjoint(words[max(at - 2, 0) : at]):  # '6 que je préfère' puts nothing right
        return False
    if at and longest_phrase(words, at - 1, lexicon.without) > 1:  # 'mn ghir 3' leaves out, 'ghir 3' puts right
        return False
    is_of_anybody = " ".join(words[at : at + length]) in _said_of_anybody(lexicon)
    return not (is_of_anybody and says_one_of(said, lexicon.others))


@lru_cache(maxsize=16)
def _said_of_anybody(lexicon: Lexicon) -> frozenset[str]:
    """Return the corrections to which a first person is put to say that they are one's own: 'prefer' of 'I prefer'."""
    split = (phrase.partition(" ") for phrase in lexicon.corrects)
    return frozenset(rest for first, _space, rest in split if first in lexicon.turns) & lexicon.corrects


def _is_refused(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Does a word stand before one's own vote that says it is not cast: 'I do not vote'?"""
    refusing = joined(lexicon.without, lexicon.against, lexicon.own_no, lexicon.supposes)
    return at > 0 and words[at - 1] in refusing
