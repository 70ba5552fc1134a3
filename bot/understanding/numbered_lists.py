"""Ballots written as a list with markers that count up from one: '1) 14 2) 13' is first 14, then 13.

Which it is depends on the vote: a ranking reads the places, points may read '1:5 2:3' as it stands, and for any other
vote the projects behind the markers are asked about. Numbers with one sign between all of them are no such list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.decision import Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark
from bot.understanding.phrase_lengths import joined

_ITEM = re.compile(
    r"(?<![\d.,:/-])(?P<marker>\d{1,2})\s*(?:\.\)|[-=]>|\ufe0f?\u20e3|[).\]:=\u00b0\u00ba/\u2192\uff1a-])\s*(?P<number>\d{1,3})(?!\d)"
)
_RUN_ON = re.compile(r"\s*[-./:=]\s*\d")
LONE_SLASH = "/"


def read_places(facts: Facts, decision: Decision) -> Decision:
    """Return what was decided with the projects behind the markers of a list, where the message may be one."""
    if decision.intent not in {Intent.VOTE, Intent.NUMBER_ONLY} or decision.refused or decision.keeps:
        return decision
    places = _places(facts.folded.digits) or _worded(facts.marks, facts.lexicon)
    said = {mark.value for mark in facts.marks}
    return decision._replace(places=places) if places and set(places) <= said else decision


def _worded(marks: Sequence[Mark], lexicon: Lexicon) -> tuple[int, ...]:
    """Return the projects behind, or all before, words that count up from one: 'choice 1 14 choice 2 13'."""
    if any(mark.spelled for mark in marks):
        return ()  # 'number one 7' is asked about as words beside figures are
    leads = leads_of(lexicon)
    said = [at for at, mark in enumerate(marks) if mark.value is not None]
    numbers = [marks[at].value or 0 for at in said]
    is_led = [at > 0 and marks[at - 1].word in leads for at in said]
    count = len(said) // 2
    for first in (0, 1):
        markers, places = numbers[first::2], tuple(numbers[1 - first :: 2])
        are_marked = is_led[first::2] == [True] * count and not any(is_led[1 - first :: 2])
        is_apart = all(_is_small(marks, one, other, lexicon) for one, other in zip(said[::2], said[1::2], strict=False))
        if (
            count > first
            and len(said) == 2 * count
            and markers == list(range(1, count + 1))
            and are_marked
            and is_apart
        ):
            return places if len(set(places)) == count else ()
    return ()


def _is_small(marks: Sequence[Mark], one: int, other: int, lexicon: Lexicon) -> bool:
    """Does nothing join two numbers as two projects are joined?"""
    joins = lexicon.between - lexicon.before
    return joins.isdisjoint(mark.word for mark in marks[one + 1 : other])


@lru_cache(maxsize=64)
def leads_of(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that lead to a number and are no article: 'number', 'choice', 'project'."""
    leads = lexicon.before - lexicon.vote_heads | lexicon.before & (joined(lexicon.counted, lexicon.vote_after))
    return leads - lexicon.points_for - lexicon.filler - (lexicon.told & lexicon.vote_heads)


def _places(text: str) -> tuple[int, ...]:
    """Return the projects behind markers; none where a number stands behind no marker, or markers do not count up."""
    items = list(_ITEM.finditer(text))
    markers = [int(item["marker"]) for item in items]
    if not items or markers != list(range(1, len(items) + 1)):
        return ()
    left = _ITEM.sub(" ", text)
    if any(map(str.isdecimal, left)) or any(_RUN_ON.match(text, item.end()) for item in items):
        return ()
    if len(items) == 1 and LONE_SLASH in items[0].group():
        return ()
    numbers = tuple(int(item["number"]) for item in items)
    return numbers if len(set(numbers)) == len(numbers) and 0 not in numbers else ()
