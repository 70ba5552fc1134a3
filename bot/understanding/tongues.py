"""Which language a message is written in, told by the words of the languages themselves and by their letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from bot.understanding.fold import WORD, ascii_digits, fold, fold_word
from bot.understanding.references import WIDTHS
from locales.words import load_words

LAST_LATIN = "\u024f"
ALIEN = 3
"""Words of another language alone that tell it even where what they want is not understood."""

TELLS_NOTHING = frozenset((*(kind.lower() for kind in WIDTHS), "i", "ii", "l", "ll", "o", "oo"))
"""Words of no language: what opens a reference, and letters that stand for the figures they look like (VOTE I)."""


def strange_words(text: str, own: str) -> set[str]:
    """Return the words of a text, folded, that a language does not know: mostly none, so that nothing else is asked."""
    return _words_of(text) - vocabulary_of(own)


def is_in(text: str, own: str, others: Sequence[str]) -> bool:
    """Does a text hold a word that only one's own language knows?"""
    words = _words_of(text) & vocabulary_of(own)
    return any(all(word not in vocabulary_of(tag) for tag in others) for word in words)


def language_of(text: str, own: str, others: Sequence[str], *, is_understood: bool) -> str | None:
    """Return which of `others` a text is clearly written in, None when it may as well be in `own`.

    Words that two languages share (`budget`, `vote 3 7`) tell nothing. One word of another language is enough where
    the message is understood, `ALIEN` of them where it is not; words of one's own weigh against it.
    """
    strange = strange_words(text, own)
    if not strange:
        return None
    told_by_letters = language_of_letters("".join(strange), own, others)
    return told_by_letters or _by_words(_words_of(text), strange, own, others, least=1 if is_understood else ALIEN)


def language_of_command(text: str, tags: Sequence[str]) -> str | None:
    """Return the one of several languages whose command word a text is, None where none or several have it.

    The first word of a list is the language's own (HELP in English); others may be borrowed (HELP among the French
    ones), and tell something only where no language has it as its own.
    """
    said = fold(text)
    for words_of in (own_commands_of, commands_of):
        found = [tag for tag in tags if said in words_of(tag)]
        if said and found:
            return found[0] if len(found) == 1 else None
    return None


def language_of_letters(text: str, own: str, others: Sequence[str]) -> str | None:
    """Return the only language that is written in the letters of a text, None when it is `own` or there are several."""
    script = script_of(text)
    found = [tag for tag in (own, *others) if script_of(load_words(tag).name) == script]
    return found[0] if len(found) == 1 and found[0] != own else None


def written_in_letters_of(text: str, tags: Sequence[str]) -> list[str]:
    """Return those languages that are written in the letters of a text; all of them where it has none."""
    if not any(map(str.isalpha, text)):
        return list(tags)
    return [tag for tag in tags if script_of(load_words(tag).name) == script_of(text)]


def _words_of(text: str) -> set[str]:
    found = WORD.findall(text if text.isascii() else ascii_digits(text))
    return {word for word in map(fold_word, found) if word and not word.isdecimal()} - TELLS_NOTHING


def _by_words(words: set[str], strange: set[str], own: str, others: Sequence[str], *, least: int) -> str | None:
    """Return the one language that knows most of the words that `own` does not know."""
    known = sorted(((len(strange & vocabulary_of(tag)), tag) for tag in others), reverse=True)
    if not known or (len(known) > 1 and known[0][0] == known[1][0]):
        return None
    theirs, found = known[0]
    ours = len((words & vocabulary_of(own)) - vocabulary_of(found))
    return found if theirs >= least and theirs > 2 * ours else None


@lru_cache(maxsize=256)
def script_of(text: str) -> str:
    """Return the first word of the Unicode names of most letters: LATIN, ARABIC, NKO; LATIN where there is none."""
    scripts = Counter(
        "LATIN" if letter <= LAST_LATIN else unicodedata.name(letter, "").partition(" ")[0]
        for letter in text
        if letter.isalpha()
    )
    return scripts.most_common(1)[0][0] if scripts else "LATIN"


@lru_cache(maxsize=16)
def vocabulary_of(tag: str) -> frozenset[str]:
    """Return every word, folded, that stands in a language's `words.toml`."""
    words = load_words(tag)
    sections = (words.commands, words.alone, words.ballot, words.numbers, words.speech, words.topics, words.examples)
    return frozenset(_folded(chain.from_iterable(lines for section in sections for lines in section.values())))


@lru_cache(maxsize=16)
def commands_of(tag: str) -> frozenset[str]:
    """Return everything, folded, that is a command in a language."""
    words = load_words(tag)
    return frozenset(
        fold(word) for section in (words.commands, words.alone) for line in section.values() for word in line
    )


@lru_cache(maxsize=16)
def own_commands_of(tag: str) -> frozenset[str]:
    """Return the word, folded, that each command is called by first in a language."""
    words = load_words(tag)
    return frozenset(fold(line[0]) for section in (words.commands, words.alone) for line in section.values() if line)


def _folded(lines: Iterable[str]) -> Iterable[str]:
    return (word for line in lines for found in WORD.findall(ascii_digits(line)) if (word := fold_word(found)))
