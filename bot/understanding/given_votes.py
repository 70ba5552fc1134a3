"""Votes and points given in words, which are asked about: 'two votes for 7', 'vote 5 to 13 and 2 to 14'."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, blank_what_is_no_number_of_ours


def read_given(facts: Facts) -> Decision | None:
    """Return the vote that a message may be which counts votes, or gives points to projects; None for any other.

    Whatever else is decided later: nothing but that stands in it.
    """
    marks, lexicon = facts.marks, facts.lexicon
    if facts.asks or _rates(facts) or not any(mark.word in lexicon.points_for for mark in marks):
        return None
    counts = {at for at in range(len(marks)) if _counts_votes(marks, at, lexicon)}
    numbers = [mark.value for at, mark in enumerate(marks) if mark.value is not None and at not in counts]
    is_one = bool(counts) or any(mark.word in lexicon.vote_heads for mark in marks)
    if not (numbers and is_one) or not _holds_nothing_else(marks, lexicon):
        return None
    distinct = tuple(dict.fromkeys(number for number in numbers if number is not None))
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=distinct)


def _rates(facts: Facts) -> bool:
    """Does a rating stand in it: 'give 4/5 to project 12'? What is rated is built already."""
    return blank_what_is_no_number_of_ours(facts.plain) != facts.plain


def _counts_votes(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> bool:
    """Does a number say how many votes there are for a project: 'two votes for 7'? 'Le 7 a 3 voix' tells of it."""
    behind = [mark.word for mark in marks[at + 1 : at + 3]]
    is_given = len(behind) == 2 and behind[0] in lexicon.counted_votes and behind[1] in lexicon.points_for
    return marks[at].value is not None and is_given


def _holds_nothing_else(marks: Sequence[Mark], lexicon: Lexicon) -> bool:
    small = (
        lexicon.vote_heads, lexicon.vote_before, lexicon.vote_after, lexicon.before, lexicon.between, lexicon.polite,
        lexicon.points_for, lexicon.counted_votes,
    )  # fmt: skip
    return all(mark.value is not None or any(mark.word in words for words in small) for mark in marks)
