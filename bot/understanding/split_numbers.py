"""Numbers in words that may be one or two: 'vingt, trois' may be 20 and 3, 'twenty and three' may be 23.

Words are read without the signs between them, so that a comma, a new line or a '+' would make one project of two.
"""

from __future__ import annotations

import re

from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.numbers import Mark, meant_numbers
from bot.understanding.ranked_ballots import place_marks

APART = "\u02cd"
"""Stands for a sign among the words: a letter of phonetics that nobody types in a vote."""
_SIGNS = re.compile(r"[,;.:/&+|()\[\]{}=!\n\u2026\u060c\u061b]|\s[-\u2013\u2014]+\s")
"""What stands between two numbers and in none: 'vingt-trois' is one, 'vingt - trois' may be two."""


def doubt_split(facts: Facts, decision: Decision) -> Decision:
    """Return what was decided, never for sure where a number in words may be two, or two may be one.

    `instead` is the ballot read the other way.
    """
    is_ballot = decision.intent in {Intent.VOTE, Intent.NUMBER_ONLY}
    if not is_ballot or decision.refused or decision.keeps or facts.reference:
        return decision
    whole = decision.numbers if decision.numbers is not None else facts.numbers
    other = _apart(facts, whole) or _together(facts, whole)
    if not other:
        return decision
    instead = () if decision.points or other == whole else other
    return decision._replace(
        confidence=min(decision.confidence, UNSURE), sure=False, numbers=whole, instead=instead or decision.instead
    )


def _apart(facts: Facts, whole: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers as the signs divide them; none where no sign stands inside of one."""
    marks = place_marks(_SIGNS.sub(f" {APART} ", facts.folded.digits), facts.lexicon)
    left = {mark.word for mark in marks if mark.spelled}
    divided = [mark for mark in facts.marks if mark.spelled and mark.value in whole and mark.word not in left]
    return meant_numbers(marks, facts.lexicon, listed=True) if divided else ()


def _together(facts: Facts, whole: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers with tens and ones that a word joins as one: 'twenty and three'; none where there are none."""
    joins = facts.lexicon.between - facts.lexicon.before
    for ten, word, one in zip(facts.marks, facts.marks[1:], facts.marks[2:], strict=False):
        values = (ten.value, one.value)
        if _is_ten(ten) and word.word in joins and _is_one(one) and set(values) <= set(whole):
            both = (ten.value or 0) + (one.value or 0)
            return tuple(dict.fromkeys(both if number in values else number for number in whole))
    return ()


def _is_ten(mark: Mark) -> bool:
    return mark.spelled and mark.value in range(20, 91, 10)


def _is_one(mark: Mark) -> bool:
    return mark.spelled and mark.value in range(1, 10)
