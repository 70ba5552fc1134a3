"""Numbers in words that may be one or two: 'vingt, trois' may be 20 and 3, 'twenty and three' may be 23.

Words are read without the signs between them, so that a comma, a new line or a '+' would make one project of two.
"""

from __future__ import annotations

import re

from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.keycaps import figures_of_keys
from bot.understanding.numbers import Mark, meant_numbers
from bot.understanding.phrase_lengths import apart
from bot.understanding.ranked_ballots import place_marks

APART = "\u02cd"
"""Stands for a sign among the words: a letter of phonetics that nobody types in a vote."""
_SIGNS = re.compile(r"[,;.:/&+|()\[\]{}=!\n\u2026\u060c\u061b]|\s[-\u2013\u2014]+\s")
"""What stands between two numbers and in none: 'vingt-trois' is one, 'vingt - trois' may be two."""

_TENS = {(ten, one) for ten in range(20, 91, 10) for one in range(1, 10)}
_TENS |= {(10, one) for one in (7, 8, 9)}
_TENS |= {(ten, teen) for ten in (60, 80) for teen in range(11, 20)}
"""Tens and what makes one number with them, in French behind 60 and 80 up to nineteen, and behind ten."""


def doubt_split(facts: Facts, decision: Decision) -> Decision:
    """Return what was decided, never for sure where a number in words may be two, or two may be one.

    `instead` is the ballot read the other way.
    """
    is_ballot = decision.intent in {Intent.VOTE, Intent.NUMBER_ONLY}
    if not is_ballot or decision.refused or decision.keeps or facts.reference:
        return decision
    whole = decision.numbers if decision.numbers is not None else facts.numbers
    if of_keys := _of_keys(facts):
        return decision._replace(
            confidence=min(decision.confidence, UNSURE), sure=False, numbers=of_keys, instead=whole, places=()
        )
    other = _apart(facts, whole) or _together(facts, whole)
    if not other:
        return decision
    instead = () if decision.points or other == whole else other
    return decision._replace(
        confidence=min(decision.confidence, UNSURE), sure=False, numbers=whole, instead=instead or decision.instead
    )


def _of_keys(facts: Facts) -> tuple[int, ...]:
    """Return the numbers as keys side by side write them, 1 and 7 as 17; none where no two are."""
    text = figures_of_keys(facts.folded.digits)
    if text == facts.folded.digits:
        return ()
    return meant_numbers(place_marks(text, facts.lexicon), facts.lexicon, listed=True)


def _apart(facts: Facts, whole: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers as the signs divide them; none where no sign stands inside of one."""
    if not any(mark.spelled for mark in facts.marks):
        return ()
    marks = place_marks(_SIGNS.sub(f" {APART} ", facts.folded.digits), facts.lexicon)
    left = {mark.word for mark in marks if mark.spelled}
    divided = [mark for mark in facts.marks if mark.spelled and mark.value in whole and mark.word not in left]
    return meant_numbers(marks, facts.lexicon, listed=True) if divided else ()


def _together(facts: Facts, whole: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers with those as one that make one: 'twenty and three', 'one hundred three'; none without any."""
    joins = apart(facts.lexicon.between, facts.lexicon.before)
    for at, first in enumerate(facts.marks):
        behind = facts.marks[at + 1 :]
        is_joined = bool(behind) and behind[0].word in joins
        second = next(iter(behind[is_joined:]), first)
        values = (first.value, second.value)
        if _make_one(first, second, is_joined=is_joined) and set(values) <= set(whole):
            both = (first.value or 0) + (second.value or 0)
            return tuple(dict.fromkeys(both if number in values else number for number in whole))
    return ()


def _make_one(first: Mark, second: Mark, *, is_joined: bool) -> bool:
    """May two numbers in words be one: tens and what is joined to them, hundreds and what stands behind them?"""
    if not (first.spelled and second.spelled and first.value and second.value):
        return False
    if first.value % 100 == 0:
        return second.value < 100
    return is_joined and (first.value, second.value) in _TENS
