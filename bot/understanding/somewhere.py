"""Where something is, of which nobody has heard: fuel in Galim. Only a name counts, or what a plain "at" precedes.

Behind the word for the budget a name counts without an "at" where its first word means nothing alone: Dar es Salam.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.stems import stem
from bot.understanding.topics import is_topic_word

LONGEST_LINK = 2
"""Letters of a small word inside a name: Dar es Salam."""


def somewhere_named(text: str, unknown: Collection[str], lexicon: Lexicon, *, is_plain: bool = False) -> str:
    """Return the words of a place that stand behind a word such as "in", as they were written; "" where none do.

    `unknown` are the folded words of the text that mean nothing else. A word without an accent may be another one
    ("a" is "has" in French): what follows it must be written as a name, unless it `is_plain` that a place may follow.
    """
    words = [word.group() for word in WORD.finditer(ascii_digits(text))]
    for at, (before, word) in enumerate(pairwise(words), start=1):
        if is_plain and word[:1] in lexicon.at and not word.isascii() and fold_word(word) in unknown:
            return word[1:]  # an Arabic "for" is written onto the name
        is_at = fold_word(before) in lexicon.at
        if not is_at and not (_opens_budget(before, lexicon) and _is_of_several(words[at:], unknown, lexicon)):
            continue
        if not _may_be_place(words[at:], unknown, lexicon):
            continue
        if is_plain or _is_name(word) or not before.isascii():
            return " ".join(words[at : at + _length(words[at:], unknown, lexicon, is_shouted=text.isupper())])
    return ""


def _opens_budget(word: str, lexicon: Lexicon) -> bool:
    return lexicon.openers.get(fold_word(word)) is Intent.BUDGET


def _is_of_several(words: Sequence[str], unknown: Collection[str], lexicon: Lexicon) -> bool:
    """Does another word follow the first, which is known, that says neither what money is for nor when?"""
    if len(words) == 1 or fold_word(words[0]) in unknown:
        return False
    after = fold_word(words[1])
    return after in lexicon.courtesy and not is_topic_word(after, lexicon)


def _may_be_place(words: Sequence[str], unknown: Collection[str], lexicon: Lexicon) -> bool:
    """Does the first word mean nothing else, or only where others follow: Dar es Salam, but dar chabab?"""
    word, *after = map(fold_word, words[:3])
    if word in unknown:
        return True
    runs = (" ".join((word, *after[:length])) for length in range(len(after) + 1))
    return word in lexicon.topic_heads and not any(run in lexicon.topics for run in runs)


def _length(words: Sequence[str], unknown: Collection[str], lexicon: Lexicon, *, is_shouted: bool) -> int:
    """Return how many words the name has: those that mean nothing else, or begin as names do, and links between."""
    length = 1
    while length < len(words):
        word = words[length]
        if _is_link(word, lexicon) and length + 1 < len(words):
            length += 1
        elif fold_word(word) not in unknown and (is_shouted or not _goes_on(words[length:])):
            break
        length += 1
    return length


def _is_link(word: str, lexicon: Lexicon) -> bool:
    """Is it so short that it means nothing but inside a name?"""
    small = (lexicon.filler, lexicon.courtesy, lexicon.question, lexicon.at, lexicon.place, lexicon.units)
    return len(word) <= LONGEST_LINK and not word.isdecimal() and not any(fold_word(word) in words for words in small)


def _goes_on(words: Sequence[str]) -> bool:
    """Is the first word written as a name, or is it the last and an Arabic article stands on it?

    The peace of Dar es Salam is also how people greet, and that is not how they end.
    """
    word = fold_word(words[0])
    return _is_name(words[0]) or (len(words) == 1 and not word.isascii() and stem(word) != word)


def _is_name(word: str) -> bool:
    return word[:1] != word[:1].lower()
