"""Years said in words: deux mille vingt-trois, twenty twenty-three, ألفين وثلاثة وعشرين; this year, the next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import longest_phrase
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_phrases import says_one_of

WRITTEN_ON = 5
"""Letters of a year in digits with one letter before it."""

LEAST = 10
"""Twenty three is no year, twenty twenty-three is one; a lone unit never makes one."""


def with_years(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words, years said in words in digits, and those in digits without what joins them: و2009."""
    if any(len(word) == WRITTEN_ON and word[1:].isdecimal() for word in words):
        words = [_without_join(word, lexicon) if _is_joined_year(word) else word for word in words]
    if lexicon.year_heads.isdisjoint(words):
        return words
    found: list[str] = []
    at = 0
    while at < len(words):
        length, year = _year_at(words, at, lexicon)
        found += [str(year)] if length else [words[at]]
        at += length or 1
    return found


def _is_joined_year(word: str) -> bool:
    """Is it a year in digits with a letter written onto it?"""
    return len(word) == WRITTEN_ON and word[1:].isdecimal()


def names_of_years(lexicon: Lexicon) -> frozenset[str]:
    """Return the phrases that name a year by the one that is on."""
    return joined(lexicon.this_year, lexicon.next_year, lexicon.last_year)


def years_away(words: Sequence[str], lexicon: Lexicon) -> int | None:
    """How far from the year that is on is the one that is said: next year 1, last year -1; None where none is."""
    said = {1: lexicon.next_year, -1: lexicon.last_year, 0: lexicon.this_year}
    return next((away for away, phrases in said.items() if says_one_of(words, phrases)), None)


def _year_at(words: list[str], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """How many words from here are a year, and which; 0 when none is."""
    head = longest_phrase(words, at, lexicon.year_words)
    if not head or at + head == len(words):
        return 0, 0
    first, *others = words[at + head :]
    tail = [_without_join(first, lexicon), *others]
    length = longest_phrase(tail, 0, lexicon.number_words)
    if not length:
        return 0, 0
    rest = lexicon.number_words[" ".join(tail[:length])]
    thousand = lexicon.year_words[" ".join(words[at : at + head])]
    return (head + length, thousand + rest) if LEAST <= rest < 100 else (0, 0)


def _without_join(word: str, lexicon: Lexicon) -> str:
    """The word without what joins it to the one before: وثلاثه, ثلاثه."""
    if word[:1] in lexicon.attached and word not in lexicon.number_heads:
        return word[1:]
    return word
