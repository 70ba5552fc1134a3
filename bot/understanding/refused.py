"""The projects that a message is against, and those it is for: 'not 3 but 7' still names what is wanted."""

from __future__ import annotations

from typing import NamedTuple

from bot.understanding.ballots import is_surely_vote_word
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, longest_phrase


class Stance(NamedTuple):
    """The numbers that a message names: those it is against, those it is for."""

    against: tuple[int, ...] = ()
    wanted: tuple[int, ...] = ()


def read_stance(marks: list[Mark], lexicon: Lexicon) -> Stance:
    """Return which numbers stand behind a word that refuses, and which do not."""
    words = [mark.word for mark in marks]
    against: list[int] = []
    wanted: list[int] = []
    refuses, at = False, 0
    while at < len(marks):
        length = _length_of_no(words, at, lexicon)
        if length:
            refuses = True
        elif words[at] in lexicon.but and words[at] not in lexicon.vote_heads:
            refuses = False
        elif _is_number(marks[at], lexicon):
            (against if refuses else wanted).append(marks[at].value or 0)
        at += length or 1
    return Stance(tuple(dict.fromkeys(against)), tuple(dict.fromkeys(wanted)))


def speaks_of_voting(words: list[str], lexicon: Lexicon) -> bool:
    """Does a vote word stand in the message?"""
    return any(word in lexicon.vote_heads or is_surely_vote_word(word, lexicon) for word in words)


def holds_nothing_else(marks: list[Mark], lexicon: Lexicon) -> bool:
    """Do only small words stand beside the numbers: 'je ne veux pas du 3', 'not 3'?"""
    words = [mark.word for mark in marks]
    at = 0
    while at < len(marks):
        length = _length_of_no(words, at, lexicon)
        if not (length or marks[at].value is not None or _is_small(words[at], lexicon)):
            return False
        at += length or 1
    return True


def _length_of_no(words: list[str], at: int, lexicon: Lexicon) -> int:
    """Return how many words from here refuse what follows, 0 when none does."""
    return longest_phrase(words, at, lexicon.against) or longest_phrase(words, at, lexicon.without)


def _is_number(mark: Mark, lexicon: Lexicon) -> bool:
    """Is it a project's number? 'Not one' is none."""
    return mark.value is not None and not (mark.spelled and mark.word in lexicon.weak)


def _is_small(word: str, lexicon: Lexicon) -> bool:
    small = (
        lexicon.before, lexicon.between, lexicon.vote_before, lexicon.vote_after, lexicon.vote_heads,
        lexicon.filler, lexicon.courtesy,
    )  # fmt: skip
    return any(word in words for words in small)
