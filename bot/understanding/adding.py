"""Words that may add to the vote that stands what else is a whole one, or take something out of it: 'vote 2 too'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.facts import read_facts
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark, excluded_numbers
from bot.understanding.said_phrases import says_one_of

ENDS_WITH_PLUS = re.compile(r"\d\s*\+\W*$")


def may_add(text: str, languages: Sequence[str]) -> bool:
    """May the numbers of a message be more of a vote, and not all of it: 'vote 2 too', 'vote 2 and'?

    A word that adds says so wherever it stands; one that joins numbers only where no other number follows.
    """
    lexicon = lexicon_of(tuple(languages))
    facts = read_facts(text, lexicon)
    if ENDS_WITH_PLUS.search(facts.folded.digits) or says_one_of(facts.words, lexicon.also):
        return True
    return _joins_nothing(facts.marks, lexicon)


def taken_out(text: str, languages: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers that a message names as no part of its vote: 'vote 2 and not 3'."""
    lexicon = lexicon_of(tuple(languages))
    return tuple(dict.fromkeys(excluded_numbers(read_facts(text, lexicon).marks, lexicon)))


def _joins_nothing(marks: Sequence[Mark], lexicon: Lexicon) -> bool:
    last = max((at for at, mark in enumerate(marks) if mark.value is not None), default=len(marks))
    joins = lexicon.between - lexicon.before
    return any(mark.word in joins for mark in marks[last + 1 :])
