"""What else than a topic a question about money names: what the money is spent on, or a thing lines are called by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from bot.understanding.lexicon import Lexicon
from bot.understanding.topics import forms_of, known_form
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Section

LONGEST = 5
"""Words of a phrase."""

PEOPLE = frozenset({"women", "disabled", "elderly", "orphans"})
"""Things that are people: they are of a topic, whose money is not theirs."""

Value = TypeVar("Value")


class Named(NamedTuple):
    """A nature or a section of the budget, the words that tell a thing in each language, the one that was sent first.

    `places` are their words', `thing` is its key in the words files. A thing is a nature of none and a topic of many:
    fuel is bought for ambulances and for the mayor.
    """

    nature: Nature | Section | None
    things: tuple[str, ...]
    places: frozenset[int]
    thing: str = ""


def read_named(words: Sequence[str], lexicon: Lexicon) -> Named:
    """Read the first nature and the first thing that some folded words name."""
    nature_at, nature = find_phrase(words, lexicon.natures, lexicon.natures.heads, lexicon.prefixes)
    thing_at, key = find_phrase(words, lexicon.things, lexicon.things.heads, lexicon.prefixes)
    spent_on = _spent_on(nature) if nature else None
    if key is None:
        return Named(spent_on, (), frozenset(nature_at))
    first = known_form(words[thing_at.start], lexicon.things.heads, lexicon.prefixes)
    said = " ".join((first or "", *words[thing_at.start + 1 : thing_at.stop]))
    names = (said, *lexicon.thing_names[key])
    return Named(spent_on, tuple(dict.fromkeys(names)), frozenset((*nature_at, *thing_at)), key)


def _spent_on(key: str) -> Nature | Section:
    return Section(key) if key in set(Section) else Nature(key)


def find_phrase(
    words: Sequence[str], table: Mapping[str, Value], heads: frozenset[str], prefixes: tuple[str, ...]
) -> tuple[range, Value | None]:
    """Return where the first phrase of a table stands, the longest that begins there, and what it means."""
    forms = forms_of(heads, prefixes)
    for at, word in enumerate(words):
        head = forms[word]
        for length in range(LONGEST, 0, -1) if head is not None else ():
            found = table.get(" ".join((head or "", *words[at + 1 : at + length])))
            if found is not None:
                return range(at, min(at + length, len(words))), found
    return range(0), None
