"""Several things of the budget in one question, with an and or a comma between them: health, schools and fuel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.commands import opening_command
from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import Lexicon
from bot.understanding.money_lines import AND_WRITTEN_ON
from bot.understanding.named import read_named
from bot.understanding.topics import find_topics, is_topic_word, known_form
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Section

MARKS = frozenset(",،+/&")
LONGEST = 4
"""Words of a name that has an and in it: goods and services."""

SHORTEST = 3
TOTAL = frozenset({Topic.TOTAL})
"""It says nothing of what money is for."""


class Part(NamedTuple):
    """One of the things that are asked for, as it was written without what asks for it; `topics` are all that its
    words name."""

    text: str
    topics: tuple[Topic, ...] = ()
    nature: Nature | Section | None = None
    thing: str = ""

    @property
    def is_topic(self) -> bool:
        """Is it one whole topic?"""
        return len(self.topics) == 1 and self.nature is None and not self.thing


def parts_of(text: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """Return the things that a message joins, nothing where it names one alone or words that name none stand there."""
    found: dict[tuple[object, ...], Part] = {}
    runs = list(_runs(text, lexicon))
    for said, words in runs if len(runs) > 1 else ():
        nature, _names, _places, thing = read_named(words, lexicon)
        topics = tuple(topic for _at, topic in sorted(find_topics(words, lexicon, TOTAL)))
        if nature or thing or topics:
            found.setdefault((nature or topics, thing), Part(said, topics, nature, thing))
        elif not all(_is_small(word, lexicon) for word in words):
            return ()
    return tuple(found.values()) if len(found) > 1 else ()


def _runs(text: str, lexicon: Lexicon) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands between the words and marks that join, as it was written and folded."""
    words = list(WORD.finditer(ascii_digits(text)))
    folded = [fold_word(word.group()) for word in words]
    joins = [at for at, word in enumerate(folded) if word in lexicon.joins and not _is_in_a_name(folded, at, lexicon)]
    starts = dict.fromkeys(joins, 1)
    for at, (one, other) in enumerate(pairwise(words), start=1):
        if not MARKS.isdisjoint(text[one.end() : other.start()]) or _has_and(folded[at], lexicon):
            starts.setdefault(at, 0)
    bounds = [(0, 0), *sorted(starts.items()), (len(words), 0)]
    for (at, skipped), (end, _skipped) in pairwise(bounds):
        if at + skipped < end:
            has_and = skipped == 0 and at > 0 and _has_and(folded[at], lexicon)
            own = folded[at + skipped : end]
            own[0] = own[0].removeprefix(AND_WRITTEN_ON) if has_and else own[0]
            first = _past_small_words(own, lexicon)
            start = words[at + skipped + first].start() + (has_and and first == 0)
            yield text[start : words[end - 1].end()], own


def _past_small_words(words: Sequence[str], lexicon: Lexicon) -> int:
    """Return where the words that only ask end, 0 where there are no others: how much for."""
    opening = opening_command(list(words), lexicon)
    asked = opening.length if opening and opening.intent is Intent.BUDGET else 0
    small = (lexicon.question, lexicon.filler, lexicon.courtesy)
    others = (at for at, word in enumerate(words) if at >= asked and not any(word in known for known in small))
    return next(others, 0)


def _has_and(word: str, lexicon: Lexicon) -> bool:
    """Is an and written onto a word that names something, and is no part of it: of fuel it is the first letter?"""
    if not word.startswith(AND_WRITTEN_ON) or len(word) <= SHORTEST or _names(word, lexicon):
        return False
    rest = word.removeprefix(AND_WRITTEN_ON)
    tables = (lexicon.topic_heads, lexicon.natures.heads, lexicon.things.heads)
    return any(known_form(rest, heads, lexicon.prefixes) for heads in tables)


def _names(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.topic_heads or word in lexicon.natures.heads or word in lexicon.things.heads


def _is_in_a_name(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Does the and belong to a name?"""
    firsts = range(max(0, at - LONGEST + 2), at)
    spans = ((first, end) for first in firsts for end in range(at + 2, first + LONGEST + 1))
    phrases = (" ".join(words[first:end]) for first, end in spans)
    return any(one in lexicon.natures or one in lexicon.things or one in lexicon.topics for one in phrases)


def _is_small(word: str, lexicon: Lexicon) -> bool:
    small = (lexicon.filler, lexicon.courtesy, lexicon.question, lexicon.money, lexicon.before)
    return word.isdecimal() or is_topic_word(word, lexicon) or any(word in words for words in small)
